import { maskSecretChange, type ChangedFile } from "@gimlet/core";
import { cleanLine, cleanLines } from "../terminal/clean-text.ts";

/** One line of a unified diff; `gap` stands where lines were left out. */
export interface DiffLine {
  readonly kind: "added" | "removed" | "same" | "gap";
  readonly text: string;
}

/** One file that changes, in words people know: what it holds, and how it differs. */
export interface FileView {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  /** `Kind/name` of each resource; empty for a record of Gimlet's own, or what can't be read. */
  readonly resources: readonly string[];
  readonly added: number;
  readonly removed: number;
  /** Values of Secrets are not in it. Empty when the file can't be shown. */
  readonly diff: readonly DiffLine[];
  /** Why the diff is not shown. */
  readonly hidden: string | undefined;
}

/** Describes files that change. What is not text, or very large, is named and not shown. */
export async function describeFiles(files: readonly ChangedFile[]): Promise<readonly FileView[]> {
  if (files.length === 0) return [];
  const [{ structuredPatch }, { parseAllDocuments }] = await Promise.all([import("diff"), import("yaml")]);
  const resourcesOf = (text: string): readonly string[] =>
    parseAllDocuments(text, { logLevel: "silent" }).flatMap((document) => resourceName(document) ?? []);

  return files.map((file) => {
    const { path } = file;
    const change = file.before === undefined ? "added" : file.after === undefined ? "removed" : "changed";
    if (isRecord(path)) return { path, change, resources: [], added: 0, removed: 0, diff: [], hidden: undefined };
    const before = decode(file.before);
    const after = decode(file.after);
    if (before === HIDDEN || after === HIDDEN)
      return { path, change, resources: [], added: 0, removed: 0, diff: [], hidden: "no text that can be compared" };
    const resources = [...new Set([before, after].flatMap((text) => (text === undefined ? [] : resourcesOf(text))))];
    const shown = maskSecretChange({ before, after });
    const { hunks } = structuredPatch(path, path, shown.before ?? "", shown.after ?? "", "", "", { context: 2 });
    const diff = hunks.flatMap(({ lines }, i) => [...(i > 0 ? [GAP] : []), ...lines.flatMap(diffLine)]);
    const count = (kind: DiffLine["kind"]): number => diff.filter((line) => line.kind === kind).length;
    return { path, change, resources, added: count("added"), removed: count("removed"), diff, hidden: undefined };
  });
}

/**
 * Whether a file is Gimlet's own: it is named and no more. An artifact holds values of variables, and other people
 * choose its keys, so it could look like a resource.
 */
function isRecord(path: string): boolean {
  const parts = path.split("/");
  return parts.includes(".gimlet") || ["artifact.json", "release.json"].includes(parts.at(-1)!);
}

const GAP: DiffLine = { kind: "gap", text: "" };

function diffLine(line: string): readonly DiffLine[] {
  if (line.startsWith("\\")) return [];
  const [text = ""] = cleanLines(line.slice(1));
  return [{ kind: line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same", text }];
}

const HIDDEN = Symbol("hidden");

/** Larger files are not compared line by line. */
const LARGEST = 1024 * 1024;

function decode(bytes: Uint8Array | undefined): string | typeof HIDDEN | undefined {
  if (bytes === undefined) return undefined;
  if (bytes.length > LARGEST) return HIDDEN;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8.
    return HIDDEN;
  }
}

interface YamlDocument {
  readonly errors: readonly Error[];
  getIn(path: readonly string[]): unknown;
}

function resourceName(document: YamlDocument): string | undefined {
  if (document.errors.length > 0) return undefined;
  const kind = document.getIn(["kind"]);
  const name = document.getIn(["metadata", "name"]);
  return typeof kind === "string" && typeof name === "string" ? cleanLine(`${kind}/${name}`) : undefined;
}
