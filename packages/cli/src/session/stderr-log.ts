import type { Logger } from "@gimlet/core";
import { disarm } from "../ci/workflow-commands.ts";
import type { Run } from "../run.ts";
import { cleanLine, withoutCredentials } from "../terminal/clean-text.ts";

type LoggingRun = Pick<Run, "settings" | "environment">;

/** Logs to stderr, a line each, where `--verbose` or `GIMLET_LOG=debug` asks for it. Credentials are left out. */
export function stderrLog(run: LoggingRun, write: (text: string) => void = toStderr): Logger | undefined {
  if (!run.settings.verbose) return undefined;
  const log = (message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    const values = Object.entries(facts).map(([name, value]) => `${name}=${textOf(value)}`);
    write(`${scrubbed([message, ...values].join("  "), run)}\n`);
  };
  return { debug: log, warn: log };
}

function toStderr(text: string): void {
  process.stderr.write(text);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value instanceof Error ? value.message : (JSON.stringify(value) ?? "-");
}

function scrubbed(text: string, { settings, environment }: LoggingRun): string {
  const line = cleanLine(withoutCredentials(text));
  const token = environment["GIMLET_GIT_TOKEN"];
  const safe = token ? line.replaceAll(token, "***") : line;
  return settings.ci?.kind === "github" ? disarm(safe) : safe;
}
