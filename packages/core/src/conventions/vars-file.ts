import type { FileIssue } from "../errors.ts";

/** Variables of a dotenv file, and the lines that are none. */
export interface VarsFile {
  readonly vars: ReadonlyMap<string, string>;
  /** All of severity error; empty when every line was understood. */
  readonly issues: readonly FileIssue[];
}

/** Characters that the values of a file may have in all: variables filled into each other can double with every line. */
const MAX_EXPANDED = 1_000_000;

const ASSIGNMENT = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*[=:]/;

/**
 * Reads `.gimlet/vars`: `KEY=value`, `KEY: value` or `export KEY=value` a line; of one key the last counts.
 *
 * A `#` at the start or after white space begins a comment. Single quotes take everything as it is, double quotes know
 * `\n`, `\r` and `\` before any other character, and both may span lines. `$NAME` and `${NAME}` of lines before are filled
 * in, but for single quotes; one that is not set is empty.
 * @see the dotenv reader of the original, github.com/joho/godotenv
 */
export function parseVarsFile(text: string): VarsFile {
  const vars = new Map<string, string>();
  const issues: FileIssue[] = [];
  const source = (text.startsWith("\ufeff") ? text.slice(1) : text).replaceAll("\r\n", "\n");
  let at = 0;
  for (let line = 1; at < source.length;) {
    const end = lineEnd(source, at);
    const trimmed = source.slice(at, end).trimStart();
    const start = end - trimmed.length;
    const next = trimmed === "" || trimmed.startsWith("#") ? end : readLine(source, { start, vars });
    if (sizeOf(vars) > MAX_EXPANDED) {
      issues.push(issueAt({ line, column: start - at + 1 }, `the values are longer than ${MAX_EXPANDED} characters`));
      return { vars: new Map(), issues };
    }
    if (typeof next === "string") issues.push(issueAt({ line, column: start - at + 1 }, next));
    const stop = typeof next === "string" ? end : next;
    line += source.slice(at, stop + 1).split("\n").length - 1;
    at = stop + 1;
  }
  return { vars, issues };
}

function sizeOf(vars: ReadonlyMap<string, string>): number {
  let size = 0;
  for (const value of vars.values()) size += value.length;
  return size;
}

/** Adds one variable; says where its last line ends, or what is wrong. */
function readLine(
  source: string,
  { start, vars }: { readonly start: number; readonly vars: Map<string, string> },
): number | string {
  const end = lineEnd(source, start);
  const assignment = ASSIGNMENT.exec(source.slice(start, end));
  if (assignment?.[1] === undefined) return "the line is no variable";
  const [head, key] = assignment;
  const blank = /^[ \t]*/.exec(source.slice(start + head.length, end))?.[0] ?? "";
  const from = start + head.length + blank.length;
  const quote = source.charAt(from);
  if (quote !== '"' && quote !== "'") {
    const value = source.slice(from, end);
    const comment = blank !== "" && value.startsWith("#") ? 0 : value.search(/\s#/);
    vars.set(key, expand((comment < 0 ? value : value.slice(0, comment)).trim(), vars));
    return end;
  }
  const close = closingQuote(source, { from, quote });
  if (close < 0) return `the quote of ${key} is not closed`;
  const rest = source.slice(close + 1, lineEnd(source, close));
  if (!/^\s*(#.*)?$/.test(rest)) return `more text follows the value of ${key}`;
  const inner = source.slice(from + 1, close);
  vars.set(key, quote === "'" ? inner : expand(inner, vars, { escapes: true }));
  return lineEnd(source, close);
}

function closingQuote(source: string, { from, quote }: { readonly from: number; readonly quote: string }): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === quote) return at;
    if (source[at] === "\\" && quote === '"') at++;
  }
  return -1;
}

function expand(text: string, vars: ReadonlyMap<string, string>, { escapes = false } = {}): string {
  return text.replaceAll(
    /\\([^])|\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g,
    (written, ...groups) => {
      const [escaped, braced, bare] = groups as readonly (string | undefined)[];
      if (escaped === undefined) return vars.get(braced ?? bare ?? "") ?? "";
      if (escaped === "$") return "$";
      if (!escapes) return written;
      if (escaped === "n") return "\n";
      return escaped === "r" ? "\r" : escaped;
    },
  );
}

function lineEnd(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
}

function issueAt(place: { readonly line: number; readonly column: number }, message: string): FileIssue {
  return { ...place, path: "", message, hint: "Write KEY=value, one a line.", severity: "error" };
}
