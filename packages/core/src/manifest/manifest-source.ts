import { type ParsedNode, isMap, isScalar, isSeq } from "yaml";

import type { ValuePath } from "./schema-check.ts";
import type { YamlText } from "./yaml-text.ts";

/** A place in a file; both 1-based, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Knows where the parts of a manifest stand in the file they came from. */
export interface ManifestSource {
  /** The file's name, or what else names it. */
  readonly file: string;
  /** Where the value at `path` starts, or the nearest value around it that is in the file. */
  ofValue(path: ValuePath): Position;
  /** Where the last key of `path` stands. */
  ofKey(path: ValuePath): Position;
  /** Where the `index`-th occurrence of `snippet` in the text at `path` stands; the text's start if not found. */
  ofSnippet(path: ValuePath, snippet: string, index: number): Position;
  /** Where a line and column of the text at `path` stand; exact for block scalars (`|`). */
  inText(path: ValuePath, place: Position): Position;
}

const START: Position = { line: 1, column: 1 };

/** The source of a manifest that came without a text of its own, such as from an artifact: all is at 1:1. */
export function withoutText(file: string): ManifestSource {
  return { file, ofValue: () => START, ofKey: () => START, ofSnippet: () => START, inText: () => START };
}

/** The source of a manifest that was read from `text`. */
export function sourceOf(file: string, text: string, yaml: YamlText): ManifestSource {
  const root = yaml.documents[0]?.root ?? null;
  const nodeAt = (path: ValuePath) => find(root, path);
  const ofValue = (path: ValuePath) => {
    const offset = nodeAt(path)?.value?.range[0];
    return offset === undefined ? START : yaml.position(offset);
  };
  return {
    file,
    ofValue,
    ofKey: (path) => {
      const found = nodeAt(path);
      const offset = (found?.exact === true ? found.key : undefined)?.range[0];
      return offset === undefined ? ofValue(path) : yaml.position(offset);
    },
    ofSnippet: (path, snippet, index) => {
      const found = nodeAt(path);
      if (found?.value == null || !found.exact) return ofValue(path);
      const [start, end] = found.value.range;
      let at = start - 1;
      for (let seen = 0; seen <= index && (seen === 0 || at >= start); seen++) at = text.indexOf(snippet, at + 1);
      return at >= start && at < end ? yaml.position(at) : ofValue(path);
    },
    inText: (path, place) => {
      const found = nodeAt(path);
      const node = found?.value;
      if (!isScalar(node) || found?.exact !== true || node.type !== "BLOCK_LITERAL") return ofValue(path);
      const header = yaml.position(node.range[0]);
      const line = header.line + place.line;
      const indent = indentOf(text.slice(node.range[0], node.range[1]), String(node.value));
      return { line, column: place.column + indent };
    },
  };
}

/** How many columns of the block scalar's text are not part of its value. */
function indentOf(block: string, value: string): number {
  const lines = block.split("\n").slice(1);
  const values = value.split("\n");
  const filled = values.findIndex((line) => line.trim() !== "");
  return filled < 0 ? 0 : Math.max(0, (lines[filled] ?? "").length - (values[filled] ?? "").length);
}

interface Found {
  readonly key: ParsedNode | undefined;
  readonly value: ParsedNode | null;
  /** Whether this is the value asked for, not one around it. */
  readonly exact: boolean;
}

// Keys are compared in lower case last, because keys of a JSON manifest may be spelled in any case.
function find(root: ParsedNode | null, path: ValuePath): Found | undefined {
  let found: Found = { key: undefined, value: root, exact: true };
  for (const part of path) {
    const inner: Found | undefined = step(found.value, part);
    if (inner === undefined) return { ...found, exact: false };
    found = inner.value === null ? { ...inner, value: inner.key ?? null } : inner;
  }
  return found;
}

function step(node: ParsedNode | null, part: string | number): Found | undefined {
  if (isSeq<ParsedNode>(node)) {
    const value = node.items[Number(part)];
    return value === undefined ? undefined : { key: undefined, value, exact: true };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  const same = (wanted: (key: string) => boolean) =>
    node.items.findLast((pair) => isScalar(pair.key) && wanted(String(pair.key.value)));
  const pair = same((key) => key === String(part)) ?? same((key) => key.toLowerCase() === String(part).toLowerCase());
  return pair === undefined ? undefined : { key: pair.key, value: pair.value, exact: true };
}
