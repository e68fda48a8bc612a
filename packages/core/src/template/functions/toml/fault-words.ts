import { quoteGo, quoteGoRune } from "../../format/quote.ts";

/** Where a document is no TOML. */
export interface Fault {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What our parser says, for faults that have no words here. */
  readonly reason: string;
}

const BARE = String.raw`[A-Za-z0-9_-]+`;
const KEY = new RegExp(String.raw`^(${BARE}(?:\.${BARE})*)[ \t]*`);
const QUOTED_KEY = /^("(?:[^"\\]|\\.)*"|'[^']*')[ \t]*/;
const ENDS = "expected a top-level item to end with a newline, comment, or EOF";

/**
 * A fault as the library that Helm uses describes it, since in a chart the text becomes data.
 *
 * Its words for the commonest faults, from reading the line alone; other faults keep our parser's reason.
 */
export function describeFault({ text, line, reason }: Fault): string {
  const lines = text.split(/\r?\n/);
  const tooLarge = lines.findIndex(holdsTooLarge) + 1;
  if (tooLarge > 0 && tooLarge < line) return describeFault({ text, line: tooLarge, reason });
  const content = (lines[line - 1] ?? "").replace(/^[ \t]+/, "");
  const isLast = line === lines.length;
  const table = tableBefore(lines.slice(0, line - 1));
  if (content.startsWith("[")) return describeHeader(content, { line, table, isLast });
  const atTable = placeAt(line, table);
  if (content.startsWith("=")) return `${atTable}: unexpected '=': key name appears blank`;
  if (content.startsWith(".")) return `${atTable}: unexpected '.': keys cannot start with a '.'`;
  const key = KEY.exec(content) ?? QUOTED_KEY.exec(content);
  if (key === null) return isQuotedKey(content) ? `${atTable}: ${reason}` : `${atTable}: ${wrongSign(content)}`;
  const behind = content.slice(key[0].length);
  if (isQuotedKey(content) && /^[.=]/.test(behind)) return `${atTable}: ${reason}`;
  if (behind === "" && text.split("\n")[line - 1]?.endsWith("\r") === true) return `${atTable}: ${wrongSign("\r")}`;
  if (behind === "" && isLast) return `${atTable}: unexpected EOF; expected key separator '='`;
  if (behind.startsWith("..")) return `${atTable}: unexpected '.'`;
  if (/^\.[ \t]*=/.test(behind)) return `${atTable}: unexpected '='`;
  if (!behind.startsWith("=")) return `${atTable}: ${wrongSign(behind)}`;
  const path = table === "" ? (key[1] ?? "") : `${table}.${key[1]}`;
  const value = behind.slice(1).replace(/^[ \t]+/, "");
  const end = afterValue(value);
  if (end !== undefined) return `line ${line}: ${ENDS}, but got ${signOf(end)} instead`;
  return `${placeAt(line, path)}: ${describeValue(value, { isLast, path, reason })}`;
}

function describeHeader(
  content: string,
  { line, table, isLast }: { line: number; table: string; isLast: boolean },
): string {
  const name = new RegExp(String.raw`^\[\[?[ \t]*(${BARE}(?:\.${BARE})*)?[ \t]*`).exec(content);
  const rest = content.slice(name?.[0].length ?? 1);
  const atTable = placeAt(line, table);
  if (rest === "") {
    if (isLast) return `${atTable}: expected '.' or ']' to end table name, but got '\\x00' instead`;
    return `${placeAt(line + 1, table)}: expected '.' or ']' to end table name, but got '\\n' instead`;
  }
  if (name?.[1] === undefined && rest.startsWith("]"))
    return `${atTable}: unexpected end of table name (table names cannot be empty)`;
  if (!rest.startsWith("]"))
    return `${atTable}: expected '.' or ']' to end table name, but got ${signOf(rest)} instead`;
  const [closing = ""] = /^\]\]?[ \t]*/.exec(rest) ?? [];
  const behind = rest.slice(closing.length);
  if (behind !== "" && !behind.startsWith("#"))
    return `${placeAt(line, name?.[1] ?? "")}: ${ENDS}, but got ${signOf(behind)} instead`;
  const parent = (name?.[1] ?? "").split(".").slice(0, -1).join(".");
  if (content.startsWith("[["))
    return `line ${line}: Key '${name?.[1]}' was already created and cannot be used as an array.`;
  return `${placeAt(line, parent)}: Key '${name?.[1]}' has already been defined.`;
}

function describeValue(
  value: string,
  { isLast, path, reason }: { isLast: boolean; path: string; reason: string },
): string {
  if (value === "") return isLast ? "unexpected EOF; expected value" : "expected value but found '\\n' instead";
  if (value.startsWith(".")) return "floats must start with a digit, not '.'";
  const word = /^[\p{L}_]+/u.exec(value)?.[0];
  if (word !== undefined && !/^(?:true|false|inf|nan)$/.test(word))
    return `expected value but found ${quoteGo(/^[\p{L}\p{Nd}_-]+/u.exec(value)?.[0] ?? word)} instead`;
  if (/redefine|already/i.test(reason)) return `Key '${path}' has already been defined.`;
  if (value.startsWith('"') || value.startsWith("'")) return describeString(value, { isLast, reason });
  if (value.startsWith("[")) return describeArray(value) ?? reason;
  if (/^[^\p{L}\p{Nd}+\-{]/u.test(value)) return `expected value but found ${signOf(value)} instead`;
  const token = /^[0-9A-Za-z+\-_.:]+/.exec(value)?.[0] ?? "";
  if (/^\d{4}-|^\d{2}:/.test(token)) return `invalid datetime: ${quoteGo(token)}`;
  if (/^[+-]?\d[\d_]*\.(?!\d)/.test(token)) {
    const float = /^[+-]?[\d_]+\./.exec(token)?.[0] ?? "";
    return `Invalid float ${quoteGo(float)}: '.' must be followed by one or more digits`;
  }
  if (/^[+-]?0\d+$/.test(token)) return `Invalid integer ${quoteGo(token)}: cannot have leading zeroes`;
  if (/^[+-]?\d[\d_]*$/.test(token) && token.includes("_"))
    return `Invalid integer ${quoteGo(token)}: underscores must be surrounded by digits`;
  if (/^[+-]?\d+$/.test(token)) return `${token} is out of range for int64`;
  if (/^[+-](?!\d)/.test(token)) return `expected a digit but got ${signOf(value.slice(1))}`;
  if (/^[+-]?\d[\d_.eE+-]*$/.test(token)) return `Invalid float value: ${quoteGo(token)}`;
  return reason;
}

function describeString(value: string, { isLast, reason }: { isLast: boolean; reason: string }): string {
  const quotes = /^("""|'''|"|')/.exec(value)?.[0] ?? "";
  if (quotes.startsWith('"')) {
    const escape = /(?:^|[^\\])(?:\\\\)*\\([^btnfruUex"\\ ])/.exec(value)?.[1];
    if (escape !== undefined) return `invalid escape in string '\\${escape}'`;
  }
  if (value.indexOf(quotes, quotes.length) >= 0) return reason;
  if (quotes.length === 1 && !isLast) return "strings cannot contain newlines";
  return `unexpected EOF; expected ${quotes.startsWith("'") ? `"${quotes}"` : `'${quotes}'`}`;
}

function describeArray(value: string): string | undefined {
  if (/^\[[^\]]*,[ \t]*,/.test(value)) return "unexpected comma";
  const found = /^\[(?:[ \t]*[\d.]+[ \t]*,)*[ \t]*[\d.]+[ \t]+([^,\]\s])/.exec(value);
  return found === null
    ? undefined
    : `expected a comma (',') or array terminator (']'), but got ${signOf(found[1] ?? "")}`;
}

/** What stands behind a value that is one; `undefined` when there is none, or no value. */
function afterValue(value: string): string | undefined {
  const whole = /^(?:"(?:[^"\\]|\\.)*"(?!")|'[^']*'(?!')|true|false|[+-]?\d+(?:\.\d+)?)[ \t]+([^ \t#].*)/.exec(value);
  return whole?.[1];
}

/** Whether the line sets a key to an integer beyond 64 bits: that comes before any fault behind it. */
function holdsTooLarge(line: string): boolean {
  const digits = /^[^="'#[]*=[ \t]*([+-]?\d{19,40})[ \t]*(?:#|$)/.exec(line)?.[1];
  return digits !== undefined && BigInt.asIntN(64, BigInt(digits.replace("+", ""))) !== BigInt(digits.replace("+", ""));
}

/** The table whose header stands last in these lines. */
function tableBefore(lines: readonly string[]): string {
  const header = lines.findLast((line) => /^[ \t]*\[\[?[ \t]*[^\s[\]]+[ \t]*\]/.test(line));
  return header === undefined ? "" : (/\[\[?[ \t]*([^\s[\]]+)/.exec(header)?.[1] ?? "");
}

function placeAt(line: number, lastKey: string): string {
  return lastKey === "" ? `line ${line}` : `line ${line} (last key ${quoteGo(lastKey)})`;
}

function isQuotedKey(content: string): boolean {
  return content.startsWith('"') || content.startsWith("'");
}

function wrongSign(text: string): string {
  return `expected '.' or '=', but got ${signOf(text)} instead`;
}

function signOf(text: string): string {
  const [sign = "\n"] = text;
  return quoteGoRune(sign.codePointAt(0) ?? 0);
}
