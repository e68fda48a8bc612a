import { UsageError } from "@gimlet/core";

/**
 * The file of `--report dotenv=<file>`; `undefined` when no report is asked for.
 * @throws {UsageError} when the format is not known
 */
export function parseReport(report: string | undefined): string | undefined {
  if (report === undefined) return undefined;
  const [, file] = /^dotenv=(.+)$/s.exec(report) ?? [];
  if (file !== undefined) return file;
  throw new UsageError(`--report can't be ${JSON.stringify(report)}`, "Use: --report dotenv=<file>");
}
