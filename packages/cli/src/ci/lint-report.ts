import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "@gimlet/core";
import type { FoundIssue } from "../manifest/issue-listing.ts";

/** Where a report goes. */
export interface LintReportOptions {
  /** `--report`; absent writes none, `github` is printed rather than written. */
  readonly report: string | undefined;
  readonly folder: string;
}

/**
 * Writes issues in a format that CI systems show beside the lines.
 * @throws {UsageError} when the format is not known
 */
export async function writeLintReport(
  issues: readonly FoundIssue[],
  { report, folder }: LintReportOptions,
): Promise<void> {
  if (report === undefined || report === "github") return;
  const [, format, file] = /^(codequality|sarif)=(.+)$/s.exec(report) ?? [];
  if (file === undefined)
    throw new UsageError(
      `--report can't be ${JSON.stringify(report)}`,
      "Use codequality=<file>, sarif=<file> or github.",
    );
  const document = format === "sarif" ? sarif(issues) : codeQuality(issues);
  await writeFile(resolve(folder, file), `${JSON.stringify(document, undefined, 2)}\n`);
}

/** @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
function codeQuality(issues: readonly FoundIssue[]): object {
  return issues.map(({ file, line, path, message, severity }) => ({
    description: path === "" ? message : `${path}: ${message}`,
    check_name: "manifest",
    fingerprint: createHash("sha256")
      .update(JSON.stringify([file, path, message]))
      .digest("hex")
      .slice(0, 32),
    severity: severity === "error" ? "major" : "minor",
    location: { path: file, lines: { begin: line } },
  }));
}

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarif(issues: readonly FoundIssue[]): object {
  const results = issues.map(({ file, line, column, path, message, severity }) => ({
    ruleId: "manifest",
    level: severity,
    message: { text: path === "" ? message : `${path}: ${message}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri: file }, region: { startLine: line, startColumn: column } } },
    ],
  }));
  const driver = { name: "gimlet", rules: [{ id: "manifest" }] };
  return {
    version: "2.1.0",
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    runs: [{ tool: { driver }, results }],
  };
}
