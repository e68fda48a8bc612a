import type { FileIssue } from "../errors.ts";
import type { ManifestSource } from "./manifest-source.ts";
import type { ParsedManifest } from "./parse-manifest.ts";
import { type ValuePath, formatPath } from "./schema-check.ts";
import { isTemplate, parseTemplate } from "./template.ts";

/** Texts and keys of a manifest that are no templates, for checks without variables; in the order of its keys. */
export function templateIssues({ manifest, source }: ParsedManifest): readonly FileIssue[] {
  return (
    Object.entries(manifest)
      // What is in `cleanup` is filled in on another day.
      .filter(([key]) => key !== "cleanup")
      .flatMap(([key, value]) => [...issuesOf([key], value, source)])
  );
}

function* issuesOf(path: ValuePath, value: unknown, source: ManifestSource): Generator<FileIssue> {
  if (typeof value === "string") {
    const issue = issueOf(path, value, source);
    if (issue !== undefined) yield issue;
  } else if (typeof value === "object" && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      const issue = isList ? undefined : issueOf([...path, key], key, source);
      if (issue !== undefined) yield { ...issue, ...source.ofKey([...path, key]) };
      yield* issuesOf([...path, isList ? Number(key) : key], inner, source);
    }
  }
}

function issueOf(path: ValuePath, text: string, source: ManifestSource): FileIssue | undefined {
  if (!isTemplate(text)) return undefined;
  const parsed = parseTemplate(text);
  if (parsed.ok) return undefined;
  const { written, index, message } = parsed.problem;
  return { ...source.ofSnippet(path, written, index), path: formatPath(path), message, severity: "error" };
}
