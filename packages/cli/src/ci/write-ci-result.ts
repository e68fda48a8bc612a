import { appendFile, writeFile } from "node:fs/promises";
import { UsageError, type ActResult } from "@gimlet/core";
import { worstOutcome } from "../act/act-document.ts";
import { why } from "../act/act-listing.ts";
import { ACT_DONE, versionName } from "../act/words.ts";
import type { Context } from "../context/context.ts";
import type { Run } from "../run.ts";
import { cleanLine } from "../terminal/clean-text.ts";

/** Where a result goes besides stdout. */
export interface CiResultOptions {
  readonly run: Run;
  /** `--report`. */
  readonly report: string | undefined;
  readonly context: Context;
}

/**
 * Hands the result of an act to later steps of a CI job and to people who read its summary.
 * @throws {UsageError} when `--report` asks for a format that is not known
 */
export async function writeCiResult(result: ActResult, { run, report }: CiResultOptions): Promise<void> {
  const [first] = result.instances;
  const landed = result.instances.find((instance) => instance.outcome === "landed");
  const facts = {
    "release-id": result.requestId,
    outcome: worstOutcome(result.instances),
    version: landed === undefined ? "" : (versionName(landed.to) ?? ""),
    commit: landed?.commit ?? "",
  };
  if (report !== undefined) {
    const [, file] = /^dotenv=(.+)$/s.exec(report) ?? [];
    if (file === undefined)
      throw new UsageError(`--report can't be ${JSON.stringify(report)}`, "Use: --report dotenv=<file>");
    const lines = Object.entries(facts).map(
      ([name, value]) => `GIMLET_${name.replaceAll("-", "_").toUpperCase()}=${value}\n`,
    );
    await writeFile(file, lines.join(""));
  }
  if (run.settings.ci?.kind !== "github") return;
  const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } = run.environment;
  if (output)
    await appendFile(
      output,
      Object.entries(facts)
        .map(([name, value]) => `${name}=${cleanLine(value)}\n`)
        .join(""),
    );
  if (summary && first !== undefined) await appendFile(summary, summaryMarkdown(result));
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
  return `### ${ACT_DONE[act]} in ${escapeMarkdown(env)}\n\n| App | Version | Outcome | Commit | |\n|---|---|---|---|---|\n${rows.join("\n")}\n${more}\n`;
}

function escapeMarkdown(text: string): string {
  return cleanLine(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]()#+!|>~@]/g, "\\$&");
}
