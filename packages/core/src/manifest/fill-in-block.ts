import { type Node, type Scalar, isScalar, visit } from "yaml";

import type { FillIn } from "./fill-in.ts";
import { isPlainText, quoted } from "./plain-text.ts";
import type { ValuePath } from "./schema-check.ts";
import { type ManifestTemplate, isTemplate, parseTemplate } from "./template.ts";
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
  const template = fillIn.template(path, text);
  if (template === undefined) return undefined;
  const yaml = readYaml(text, { scalars: "any" });
  const roots = yaml.documents.map(({ root }) => root);
  if (yaml.problems.length > 0 || !standAlone(text, roots)) return fillInText(fillIn, path, template);

  const edits = yaml.documents.flatMap(({ root }) => scalarEdits(fillIn, text, root));
  const result = applyEdits(
    fillIn,
    text,
    edits.toSorted((left, right) => left.start - right.start),
  );
  const expected = readYaml(text, { scalars: "text" }).documents.map(({ value }) =>
    mapTexts(value, (scalar) => filled(fillIn, scalar)),
  );
  return holds(result, expected) ? result : refuse(fillIn, path);
}

function fillInText(fillIn: FillIn, path: ValuePath, template: ManifestTemplate): string | undefined {
  const values: string[] = [];
  const result = fillIn.fill(template, {
    print: (value) => {
      values.push(value);
      return value;
    },
  });
  if (values.some((value) => /[\r\n]/.test(value))) return refuse(fillIn, path);
  // The same text with words that surely are plain scalars tells which structure the author meant.
  let count = 0;
  const words = fillIn.fill(template, { print: () => `gimletword${count++}end` });
  const meant = readYaml(words, { scalars: "text" });
  const expected = meant.documents.map(({ value }) =>
    mapTexts(value, (scalar) => scalar.replaceAll(/gimletword(\d+)end/g, (_, index) => values[Number(index)] ?? "")),
  );
  if (meant.problems.length > 0 || !holds(result, expected)) return refuse(fillIn, path);
  const message = "is YAML only with its variables filled in, so they were filled in as text";
  fillIn.report(path, "warning", { message, hint: "Put texts with {{ }} in quotes." });
  return result;
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

interface TemplateScalar {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly type: Scalar["type"];
}

/** The scalars that have something to fill in. */
function templateScalars(root: Node | null): readonly TemplateScalar[] {
  const scalars: TemplateScalar[] = [];
  visit(root, {
    Scalar: (_, node) => {
      if (!isScalar<string>(node) || typeof node.value !== "string" || !isTemplate(node.value) || node.range == null)
        return;
      const [start, end] = node.range;
      scalars.push({ start, end, value: node.value, type: node.type });
    },
  });
  return scalars;
}

function scalarEdits(fillIn: FillIn, text: string, root: Node | null): readonly ScalarEdit[] {
  return templateScalars(root).map(({ start, end, value, type }) => ({
    start,
    end,
    text: scalarText(fillIn, { written: text.slice(start, end), value, type }),
  }));
}

interface WrittenScalar {
  readonly written: string;
  readonly value: string;
  readonly type: Scalar["type"];
}

function scalarText(fillIn: FillIn, { written, value, type }: WrittenScalar): string {
  const result = filled(fillIn, value);
  switch (type) {
    case "PLAIN":
      return isPlainText(result) ? result : quoted(result);
    case "QUOTE_SINGLE":
      return /[^\u0020-\u007e\u00a0-\u2027\u202a-\ufefe]/.test(result)
        ? quoted(result)
        : `'${result.replaceAll("'", "''")}'`;
    case "BLOCK_LITERAL":
    case "BLOCK_FOLDED": {
      const values: string[] = [];
      const inPlace = filled(fillIn, written, (inner) => {
        values.push(inner);
        return inner;
      });
      const keepsLines =
        isPrintingOnly(written) && values.every((inner) => /^\S([^\u0085\r\n\u2028\u2029]*\S)?$/.test(inner));
      return keepsLines ? inPlace : `${quoted(result)}${written.endsWith("\n") ? "\n" : ""}`;
    }
    case "QUOTE_DOUBLE":
    case undefined:
      return quoted(result);
  }
}

/** Comments are filled in as well, each on its line. */
function applyEdits(fillIn: FillIn, text: string, edits: readonly ScalarEdit[]): string {
  const between = (start: number, end?: number) =>
    filled(fillIn, text.slice(start, end), (value) => value.replaceAll(/\s+/g, " "));
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += between(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + between(at);
}

/** A text of which it is known that it can be filled in. */
function filled(fillIn: FillIn, text: string, print?: (value: string) => string): string {
  if (!isTemplate(text)) return text;
  const parsed = parseTemplate(text);
  return parsed.ok ? fillIn.fill(parsed.template, print === undefined ? {} : { print }) : text;
}

/** Whether every scalar, and what is between them, is a template by itself: no `if` reaches from one into another. */
function standAlone(text: string, roots: readonly (Node | null)[]): boolean {
  const ranges = roots.flatMap((root) => templateScalars(root).map(({ start, end }) => ({ start, end })));
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of ranges.toSorted((left, right) => left.start - right.start)) {
    pieces.push(text.slice(at, start), text.slice(start, end));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.every((piece) => !isTemplate(piece) || parseTemplate(piece).ok);
}

/** Whether actions of a text only print, in their place: they neither trim what is around them nor choose nor repeat. */
function isPrintingOnly(text: string): boolean {
  return !/\{\{-|-\}\}|\{\{\s*(if|else|end|range|with|define|block|template|break|continue|\$[^}]*:?=|\/\*)/.test(text);
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
