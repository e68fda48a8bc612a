import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withoutCredentials } from "../terminal/clean-text.ts";

/** What a report tells besides the error. */
export interface BugFacts {
  readonly cacheFolder: string;
  readonly version: string;
  /** The command's words, without flags and their values: those may hold what is nobody's business. */
  readonly command: string;
  readonly atMs: number;
}

/** Writes what is needed to find a defect to a file. @returns its path; `undefined` when it can't be written */
export async function writeBugReport(error: unknown, facts: BugFacts): Promise<string | undefined> {
  const folder = join(facts.cacheFolder, "bug-reports");
  const path = join(folder, `${new Date(facts.atMs).toISOString().replaceAll(":", "-")}.txt`);
  const text = [
    `gimlet ${facts.version}`,
    `command: ${facts.command}`,
    `node ${process.version}, ${process.platform}-${process.arch}`,
    "",
    withoutCredentials(error instanceof Error ? chain(error) : String(error)),
    "",
  ].join("\n");
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, text, { mode: 0o600 });
    return path;
  } catch {
    // The defect matters more than its report: it is shown either way.
    return undefined;
  }
}

function chain(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by: ${chain(error.cause)}` : "";
  return `${error.stack ?? error.message}${cause}`;
}
