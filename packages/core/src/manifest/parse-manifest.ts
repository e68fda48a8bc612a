import { type FileIssue, ManifestInvalidError } from "../errors.ts";
import { manifestIssues } from "./check-manifest.ts";
import { type ManifestSource, sourceOf, withoutText } from "./manifest-source.ts";
import type { Manifest } from "./manifest-type.generated.ts";
import { manifestKeys } from "./manifest-validator.generated.ts";
import { formatPath, withSchemaKeys } from "./schema-check.ts";
import { readYaml } from "./yaml-text.ts";
import type { TextProblem } from "./yaml-tree.ts";
import { readUtf8 } from "./utf8.ts";

/** A manifest that keeps the rules, as written: variables not filled in, preview not expanded, unknown keys kept. */
export interface ParsedManifest {
  readonly ok: true;
  readonly manifest: Manifest;
  /** For issues found later. */
  readonly source: ManifestSource;
  readonly warnings: readonly FileIssue[];
}

/** What is wrong with a manifest: every error and warning, in the order of the file. */
export interface RefusedManifest {
  readonly ok: false;
  readonly issues: readonly FileIssue[];
}

/** What became of a manifest that was read. */
export type ManifestResult = ParsedManifest | RefusedManifest;

/** Where a manifest comes from. */
export interface ParseManifestOptions {
  /** The file's name, for messages; `manifest` if absent. A name that ends in `.cue` is refused. */
  readonly file?: string;
}

/** Reads one manifest, YAML or JSON, and gives it or every issue with line and column. */
export function parseManifest(input: string | Uint8Array, options: ParseManifestOptions = {}): ManifestResult {
  const file = options.file ?? "manifest";
  if (file.endsWith(".cue"))
    return refused({ message: "manifests in CUE are not supported", hint: "Write the manifest as YAML." });

  const read = readUtf8(input);
  if (!read.ok) return refused({ message: read.message, hint: "Save the file as UTF-8." });
  const yaml = readYaml(read.text, { scalars: "exact" });
  const [document, ...others] = yaml.documents.filter(({ root }, index) => root !== null || index === 0);
  if (yaml.problems.length > 0)
    return { ok: false, issues: inOrder(yaml.problems.map((problem) => issueAt(yaml, problem))) };
  const second = others[0]?.root;
  if (second != null) {
    const message = "the file holds several documents";
    return {
      ok: false,
      issues: [
        {
          ...yaml.position(second.range[0]),
          path: "",
          message,
          hint: "Write one manifest per file.",
          severity: "error",
        },
      ],
    };
  }
  if (document === undefined || document.value === null) return refused({ message: "the file is empty" });
  const isJson = read.text.trimStart().startsWith("{");
  return check(document.value, { source: sourceOf(file, read.text, yaml), anyCase: isJson });
}

/** Checks a manifest that is a JSON value already, such as one of an artifact; keys may be in any case. */
export function checkManifest(value: unknown, options: ParseManifestOptions = {}): ManifestResult {
  return check(value, { source: withoutText(options.file ?? "manifest"), anyCase: true });
}

/** @throws {ManifestInvalidError} when the manifest was refused */
export function manifestOrThrow(result: ManifestResult, options: ParseManifestOptions = {}): ParsedManifest {
  if (!result.ok) throw new ManifestInvalidError(options.file ?? "manifest", result.issues);
  return result;
}

function check(value: unknown, { source, anyCase }: { source: ManifestSource; anyCase: boolean }): ManifestResult {
  const manifest = withSchemaKeys(manifestKeys, value, { anyCase });
  const issues = inOrder(manifestIssues(manifest, source));
  if (issues.some((issue) => issue.severity === "error")) return { ok: false, issues };
  // The schema has been checked, of which the type is made.
  return { ok: true, manifest: manifest as Manifest, source, warnings: issues };
}

function issueAt(
  yaml: { position(offset: number): { line: number; column: number } },
  problem: TextProblem,
): FileIssue {
  const { offset, path, message, hint } = problem;
  const issue = { ...yaml.position(offset), path: formatPath(path), message, severity: "error" } as const;
  return hint === undefined ? issue : { ...issue, hint };
}

function refused({ message, hint }: { message: string; hint?: string }): RefusedManifest {
  const issue = { line: 1, column: 1, path: "", message, severity: "error" } as const;
  return { ok: false, issues: [hint === undefined ? issue : { ...issue, hint }] };
}

function inOrder(issues: readonly FileIssue[]): readonly FileIssue[] {
  return issues.toSorted((left, right) => left.line - right.line || left.column - right.column);
}
