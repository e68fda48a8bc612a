/** Where two outputs part for the first time. */
export interface Difference {
  /** 1-based, in the expected output. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

/** Two outputs of which one may differ in some lines. */
export interface ComparedOutputs {
  readonly expected: string;
  readonly actual: string;
  /** 1-based lines of `expected` that chance decides, such as `12,40-44`; absent where none does. */
  readonly randomLines?: string | undefined;
}

/**
 * The first difference; `undefined` when there is none.
 *
 * A run of random lines stands for one or more lines of the same structure: a line with the same indentation and key, or
 * a longer or shorter block of signs without structure, such as a certificate.
 */
export function compareOutput({ expected, actual, randomLines }: ComparedOutputs): Difference | undefined {
  if (expected === actual) return undefined;
  const wanted = expected.split("\n");
  const got = actual.split("\n");
  const random = linesOf(randomLines);
  let at = 0;
  for (let line = 0; line < wanted.length;) {
    if (!random.has(line + 1)) {
      if (wanted[line] !== got[at]) return difference(line, wanted[line], got[at]);
      line++;
      at++;
      continue;
    }
    let end = line;
    while (random.has(end + 1)) end++;
    const next = endOfRun(got, { from: at, fixed: fixedAfter(wanted, { random, end }), length: end - line });
    const run = sameStructure(wanted.slice(line, end), got.slice(at, next));
    if (run !== undefined) return difference(line + run, wanted[line + run], got[at + run]);
    line = end;
    at = next;
  }
  return at === got.length ? undefined : difference(wanted.length, undefined, got[at]);
}

function difference(index: number, expected: string | undefined, actual: string | undefined): Difference {
  return { line: index + 1, expected: expected ?? "(end)", actual: actual ?? "(end)" };
}

/** The lines that must follow a random run: all up to the next one, at most ten. */
function fixedAfter(
  wanted: readonly string[],
  { random, end }: { random: ReadonlySet<number>; end: number },
): string[] {
  const fixed: string[] = [];
  for (let line = end; line < wanted.length && fixed.length < 10 && !random.has(line + 1); line++)
    fixed.push(wanted[line] ?? "");
  return fixed;
}

/** Where the run ends: as long as expected where that fits, else at the nearest place that does. */
function endOfRun(
  got: readonly string[],
  { from, fixed, length }: { from: number; fixed: readonly string[]; length: number },
): number {
  const fits = (at: number): boolean => fixed.every((text, offset) => got[at + offset] === text);
  for (let off = 0; off <= length + 50; off++) {
    if (fits(from + length + off)) return from + length + off;
    if (length - off >= 1 && fits(from + length - off)) return from + length - off;
  }
  return from + length;
}

/** Index of the first line that has another structure, `undefined` for none. */
function sameStructure(wanted: readonly string[], got: readonly string[]): number | undefined {
  if (wanted.length === got.length) {
    const index = wanted.findIndex((line, at) => structure(line) !== structure(got[at] ?? ""));
    return index < 0 ? undefined : index;
  }
  const isBlock = (lines: readonly string[]): boolean =>
    lines.slice(1, -1).every((line) => /^\s*[A-Za-z0-9+/=]+$/.test(line));
  return isBlock(wanted) && isBlock(got) && structure(wanted[0] ?? "") === structure(got[0] ?? "") ? undefined : 0;
}

/** A line without what may be random: indentation, dashes, key and quotes stay. */
function structure(line: string): string {
  const [, lead = "", value = ""] = /^(\s*(?:- )*(?:"?[\w./-]+"?:(?:\s|$))?)(.*)$/.exec(line) ?? [];
  const [quote = ""] = /^["']/.exec(value) ?? [];
  return `${lead}${quote}${value === "" ? "" : "…"}`;
}

function linesOf(list: string | undefined): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const part of (list ?? "").split(",").filter((text) => text !== "")) {
    const [from = "", to = from] = part.split("-");
    for (let line = Number(from); line <= Number(to); line++) lines.add(line);
  }
  return lines;
}
