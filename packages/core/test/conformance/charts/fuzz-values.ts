import { Dict, List, type Value } from "../../../src/template/values/value.ts";
import type { Random } from "../../simulation/random.ts";

/** One change of a chart's values. */
export interface ValueEdit {
  readonly path: readonly string[];
  /** YAML on one line. */
  readonly yaml: string;
}

/** Paths of values, with what stands there by default. */
export type ValuePaths = readonly (readonly [path: readonly string[], value: Value])[];

const DEEPEST = 7;

/** Paths of everything in a chart's values, tables too. */
export function pathsOfValues(values: Value, path: readonly string[] = []): ValuePaths {
  if (!(values instanceof Dict) || path.length > DEEPEST) return [];
  return values.sortedKeys().flatMap((key) => {
    const value = values.get(key);
    const here = [...path, key];
    return [[here, value] as const, ...pathsOfValues(value, here)];
  });
}

/** Some changes at paths that do not lie within each other. */
export function drawEdits(paths: ValuePaths, random: Random): readonly ValueEdit[] {
  const edits: ValueEdit[] = [];
  for (let left = 1 + random.below(3); left > 0 && paths.length > 0; left--) {
    const [path, value] = random.pick(paths);
    if (!edits.some((edit) => isWithin(edit.path, path) || isWithin(path, edit.path)))
      edits.push({ path: random.chance(0.08) ? [...path, "added"] : path, yaml: drawYaml(value, random) });
  }
  return edits;
}

/** The changes as a file of values. */
export function formatEdits(edits: readonly ValueEdit[]): string {
  return edits
    .map(
      ({ path, yaml }) =>
        `${path.map((key, depth) => `${"  ".repeat(depth)}${JSON.stringify(key)}:`).join("\n")} ${yaml}`,
    )
    .reduce((text, entry) => mergeEntries(text, entry), "");
}

/** Entries with the same beginning share it: the same key twice would be another document. */
function mergeEntries(text: string, entry: string): string {
  const lines = text === "" ? [] : text.split("\n");
  let at = 0;
  let end = lines.length;
  const wanted = entry.split("\n");
  for (const [depth, line] of wanted.entries()) {
    const found = lines.findIndex((each, index) => index >= at && index < end && each === line);
    if (found < 0) return [...lines.slice(0, end), ...wanted.slice(depth), ...lines.slice(end)].join("\n");
    at = found + 1;
    const indent = "  ".repeat(depth + 1);
    const next = lines.findIndex((each, index) => index >= at && !each.startsWith(indent));
    end = next < 0 ? lines.length : next;
  }
  return text;
}

function isWithin(path: readonly string[], of: readonly string[]): boolean {
  return of.every((key, index) => path[index] === key);
}

function drawYaml(value: Value, random: Random): string {
  if (typeof value === "boolean" && random.chance(0.7)) return String(!value);
  if (random.chance(0.15)) return "null";
  if (value instanceof Dict && random.chance(0.5)) return random.pick(TABLES);
  if (value instanceof List && random.chance(0.5)) return random.pick(LISTS);
  if (typeof value === "number" && random.chance(0.5)) return random.pick(NUMBERS);
  if (typeof value === "string" && random.chance(0.5)) return random.pick(TEXTS);
  return random.pick(random.pick([TABLES, LISTS, NUMBERS, TEXTS, TYPED]));
}

const TABLES = linesOf(String.raw`
{}
{added: 1}
{added: {deep: [1, null, x]}}
{enabled: true}
{enabled: false}
{"1": a, true: b}
{a: null}
`);
const LISTS = linesOf(String.raw`
[]
[a]
[null]
[1, 2.5, true]
[{name: a, value: b}]
[{}]
[[x], []]
[{key: a, operator: Exists}]
`);
const NUMBERS =
  "0 1 -1 5 80 65536 1000000 10000000 123456789 4294967296 9007199254740993 -9007199254740993 9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 99999999999999999999999 1.0 1.5 0.1 -0.0 1e3 1e21 1e-7 0x1F 0777 0o17 0b11 1_000 .5 +3".split(
    " ",
  );
const TEXTS = [
  ...linesOf(String.raw`
""
"a"
"true"
"null"
"1.0"
"0x1f"
"1e3"
"0777"
"2024-01-01"
"12:30"
"yes"
"~"
"="
" lead"
"trail "
"a: b"
"a #b"
"- a"
"{a}"
"[a]"
"*a"
"&a"
"!a"
"%a"
"@a"
"'"
"it's \"so\""
"line one\nline two\n"
"  a\n b\n\n\n"
"\n"
"a\tb"
"a\r\nb"
"é ✓ 日本語 😀"
"\u0085"
"\u2028"
"\ufeff"
"\x07"
"{{ .Release.Name }}"
"{{ .Values.none.none }}"
"{{"
"<a & b>"
"a,b=c"
"..."
"---"
"a\n---\nb"
"100m"
"1Gi"
"v1.2.3"
"a/b:c@sha256:0"
"%s %d"
`),
  `"${"long word ".repeat(20)}"`,
  `"${"x".repeat(100)}"`,
];
/** What YAML makes of texts that are not quoted. */
const TYPED = linesOf(String.raw`
yes
no
on
off
y
True
~
2024-01-01
2001-12-14t21:59:43.10-05:00
!!str 5
!!int "7"
!!binary aGk=
.inf
plain text
12:30:45
`);

function linesOf(text: string): readonly string[] {
  return text.trim().split("\n");
}
