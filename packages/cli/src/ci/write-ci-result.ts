import { appendFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ActResult } from "@gimlet/core";
import { worstOutcome } from "../act/act-document.ts";
import { why } from "../act/act-listing.ts";
import { versionName } from "../act/words.ts";
import type { Run } from "../run.ts";
import { cleanLine } from "../terminal/clean-text.ts";

/** Where a result goes besides stdout. */
export interface CiResultOptions {
  readonly run: Run;
  /** Of `--report dotenv=<file>`. */
  readonly reportFile: string | undefined;
}

/**
 * Hands the result of an act to later steps of a CI job and to people who read its summary.
 *
 * The act is over: what can't be written does not change how it ended.
 * @returns what went wrong, each as a sentence's end: `the report could not be written: …`
 */
export async function writeCiResult(
  result: ActResult,
  { run, reportFile }: CiResultOptions,
): Promise<readonly string[]> {
  const [first] = result.instances;
  const landed = result.instances.find((instance) => instance.outcome === "landed");
  const facts = {
    "release-id": result.requestId,
    outcome: worstOutcome(result.instances),
    version: landed === undefined ? "" : (versionName(landed.to) ?? ""),
    commit: landed?.commit ?? "",
  };
  const isGithub = run.settings.ci?.kind === "github";
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } = isGithub ? run.environment : {};
  const writes = [
    reportFile === undefined
      ? undefined
      : tried("the report", writeFile(resolve(run.folder, reportFile), lines(dotenvFields(facts)))),
    output ? tried("the step's outputs", appendFile(output, lines(facts))) : undefined,
    summary && first !== undefined
      ? tried("the job's summary", appendFile(summary, summaryMarkdown(result)))
      : undefined,
  ];
  return (await Promise.all(writes.filter((write) => write !== undefined))).filter((problem) => problem !== undefined);
}

async function tried(what: string, written: Promise<void>): Promise<string | undefined> {
  return written.then(
    () => undefined,
    (error: unknown) => `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function dotenvFields(facts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [`GIMLET_${name.replaceAll("-", "_").toUpperCase()}`, value]),
  );
}

function lines(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${cleanLine(value)}\n`)
    .join("");
}

/** GitHub refuses a summary above 1 MiB whole; this many lines stay far below. */
const MOST_ROWS = 2000;

/** A table of the instances for people. Text from elsewhere can't become Markdown or HTML in it. */
function summaryMarkdown({ act, env, instances }: ActResult): string {
  const rows = instances.slice(0, MOST_ROWS).map((instance) => {
    const version = instance.outcome === "landed" ? (versionName(instance.to) ?? "") : "";
    const commit = instance.outcome === "landed" ? instance.commit.slice(0, 8) : "";
    return `| ${[instance.app, version, instance.outcome, commit, why(instance)].map(escapeMarkdown).join(" | ")} |`;
  });
  const more = instances.length > MOST_ROWS ? `\n${instances.length - MOST_ROWS} more\n` : "";
  const title = `${act} in ${env}: ${worstOutcome(instances)}`;
  return `### ${escapeMarkdown(title)}\n\n| App | Version | Outcome | Commit | |\n|---|---|---|---|---|\n${rows.join("\n")}\n${more}\n`;
}

function escapeMarkdown(text: string): string {
  return cleanLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()#+!|>~@]/g, "\\$&");
}
