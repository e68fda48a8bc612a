import { type Node, type Scalar, isScalar, visit } from "yaml";

import type { FillIn } from "./fill-in.ts";
import { isPlainText, quoted } from "./plain-text.ts";
import type { ValuePath } from "./schema-check.ts";
import { type TemplatePart, isTemplate, parseTemplate } from "./template.ts";
import { readYaml } from "./yaml-text.ts";

/**
 * Fills variables into a text of YAML documents, scalar by scalar: a value can't become a key, a comment or a number.
 *
 * A text that is YAML only with its variables filled in is filled in as text, with a warning; a value that holds a line
 * break or changes keys, values beside it or the number of documents is refused.
 * @returns `undefined` after an issue
 */
export function fillInBlock(fillIn: FillIn, path: ValuePath, text: string): string | undefined {
  if (!isTemplate(text)) return text;
  const parts = fillIn.parts(path, text);
  if (parts === undefined) return undefined;
  const yaml = readYaml(text, { scalars: "any" });
  if (yaml.problems.length > 0) return fillInText(fillIn, path, parts);

  const edits = yaml.documents.flatMap(({ root }) => scalarEdits(fillIn, text, root));
  const filled = applyEdits(
    fillIn,
    text,
    edits.toSorted((left, right) => left.start - right.start),
  );
  const expected = readYaml(text, { scalars: "text" }).documents.map(({ value }) =>
    mapTexts(value, (scalar) => fillIn.join(partsOf(scalar))),
  );
  return holds(filled, expected) ? filled : refuse(fillIn, path);
}

function fillInText(fillIn: FillIn, path: ValuePath, parts: readonly TemplatePart[]): string | undefined {
  const values: string[] = [];
  const filled = fillIn.join(parts, (value) => {
    values.push(value);
    return value;
  });
  if (values.some((value) => /[\r\n]/.test(value))) return refuse(fillIn, path);
  // The same text with words that surely are plain scalars tells which structure the author meant.
  let count = 0;
  const words = fillIn.join(parts, () => `gimletword${count++}end`);
  const meant = readYaml(words, { scalars: "text" });
  const expected = meant.documents.map(({ value }) =>
    mapTexts(value, (scalar) => scalar.replaceAll(/gimletword(\d+)end/g, (_, index) => values[Number(index)] ?? "")),
  );
  if (meant.problems.length > 0 || !holds(filled, expected)) return refuse(fillIn, path);
  const message = "is YAML only with its variables filled in, so they were filled in as text";
  fillIn.report(path, "warning", { message, hint: "Put texts with {{ }} in quotes." });
  return filled;
}

function refuse(fillIn: FillIn, path: ValuePath): undefined {
  const message = "is no valid YAML with its variables filled in, or their values would change its structure";
  fillIn.report(path, "error", { message, hint: "Put texts with {{ }} in quotes." });
}

interface ScalarEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function scalarEdits(fillIn: FillIn, text: string, root: Node | null): readonly ScalarEdit[] {
  const edits: ScalarEdit[] = [];
  visit(root, {
    Scalar: (_, node) => {
      if (!isScalar<string>(node) || typeof node.value !== "string" || !isTemplate(node.value) || node.range == null)
        return;
      const [start, end] = node.range;
      edits.push({
        start,
        end,
        text: scalarText(fillIn, { written: text.slice(start, end), value: node.value, type: node.type }),
      });
    },
  });
  return edits;
}

interface WrittenScalar {
  readonly written: string;
  readonly value: string;
  readonly type: Scalar["type"];
}

function scalarText(fillIn: FillIn, { written, value, type }: WrittenScalar): string {
  const filled = fillIn.join(partsOf(value));
  switch (type) {
    case "PLAIN":
      return isPlainText(filled) ? filled : quoted(filled);
    case "QUOTE_SINGLE":
      return /[^\u0020-\u007e\u00a0-\u2027\u202a-\ufefe]/.test(filled)
        ? quoted(filled)
        : `'${filled.replaceAll("'", "''")}'`;
    case "BLOCK_LITERAL":
    case "BLOCK_FOLDED": {
      const values: string[] = [];
      const inPlace = fillIn.join(partsOf(written), (inner) => {
        values.push(inner);
        return inner;
      });
      const keepsLines =
        !/\{\{-|-\}\}/.test(written) && values.every((inner) => /^\S([^\u0085\r\n\u2028\u2029]*\S)?$/.test(inner));
      return keepsLines ? inPlace : `${quoted(filled)}${written.endsWith("\n") ? "\n" : ""}`;
    }
    case "QUOTE_DOUBLE":
    case undefined:
      return quoted(filled);
  }
}

/** Comments are filled in as well, each on its line. */
function applyEdits(fillIn: FillIn, text: string, edits: readonly ScalarEdit[]): string {
  const between = (start: number, end?: number) =>
    fillIn.join(partsOf(text.slice(start, end)), (value) => value.replaceAll(/\s+/g, " "));
  let filled = "";
  let at = 0;
  for (const edit of edits) {
    filled += between(at, edit.start) + edit.text;
    at = edit.end;
  }
  return filled + between(at);
}

function partsOf(text: string): readonly TemplatePart[] {
  const template = parseTemplate(text);
  return template.ok ? template.parts : [text];
}

function mapTexts(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === "string") return fill(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, fill));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [fill(key), mapTexts(inner, fill)]));
}

function holds(text: string, expected: readonly unknown[]): boolean {
  const yaml = readYaml(text, { scalars: "text" });
  const values = yaml.documents.map(({ value }) => value);
  return yaml.problems.length === 0 && JSON.stringify(values) === JSON.stringify(expected);
}
