import { isLineBreak, isPlainInDoubleQuotes } from "./emit-analysis.ts";

/** Where a scalar stands and how far it may reach. */
export interface ScalarPlace {
  /** Where it starts, counted from 0 in signs. */
  readonly column: number;
  /** By how much further lines are indented. */
  readonly indent: number;
  /** A space after this column ends the line. */
  readonly width: number;
}

/** A text without quotes, folded at single spaces. */
export function writePlain(text: string, place: ScalarPlace): string {
  return place.column + text.length - 1 <= place.width ? text : foldAtSpaces(text, place);
}

/** A text in single quotes, folded at single spaces. */
export function writeSingleQuoted(text: string, { column, indent, width }: ScalarPlace): string {
  const doubled = text.includes("'") ? text.replaceAll("'", "''") : text;
  const inside = { column: column + 1, indent, width };
  // The only breaks it may hold stay as they are, with the next line indented.
  const at = doubled.search(/[\u2028\u2029]/);
  return `'${at === -1 ? writePlain(doubled, inside) : foldAroundBreaks(doubled, inside)}'`;
}

function foldAtSpaces(text: string, { column, indent, width }: ScalarPlace): string {
  const newline = `\n${" ".repeat(indent)}`;
  let out = "";
  let from = 0;
  let start = column;
  for (let at = text.indexOf(" ", 1); at !== -1 && at < text.length - 1;) {
    const nearest = from + width + 1 - start;
    if (at < nearest) {
      at = text.indexOf(" ", nearest);
    } else if (text.charCodeAt(at - 1) === SPACE || text.charCodeAt(at + 1) === SPACE) {
      at = text.indexOf(" ", at + 1);
    } else {
      out += text.slice(from, at) + newline;
      from = at + 1;
      start = indent;
      at = text.indexOf(" ", from);
    }
  }
  return out + text.slice(from);
}

function foldAroundBreaks(text: string, { column, indent, width }: ScalarPlace): string {
  const padding = " ".repeat(indent);
  let out = "";
  let from = 0;
  let start = column;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (isLineBreak(unit)) {
      while (at + 1 < text.length && isLineBreak(text.charCodeAt(at + 1))) at++;
      out += text.slice(from, at + 1);
      if (at + 1 < text.length) out += padding;
      from = at + 1;
      start = indent;
    } else if (unit === SPACE && start + at - from > width && isSingleInside(text, at)) {
      out += `${text.slice(from, at)}\n${padding}`;
      from = at + 1;
      start = indent;
    }
  }
  return out + text.slice(from);
}

function isSingleInside(text: string, at: number): boolean {
  if (at === 0 || at >= text.length - 1) return false;
  return text.charCodeAt(at - 1) !== SPACE && text.charCodeAt(at + 1) !== SPACE;
}

/** A text in double quotes, with escapes, folded at spaces of which a second one is escaped. */
export function writeDoubleQuoted(text: string, { column, indent, width }: ScalarPlace): string {
  const newline = `\n${" ".repeat(indent)}`;
  // The library looks for a byte order mark at the start wherever it is, and so escapes everything after one.
  const escapesAll = text.startsWith("\ufeff");
  let out = '"';
  let start = column + 1;
  let from = 0;
  let afterSpace = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (escapesAll || !isPlainInDoubleQuotes(unit)) {
      const sign = text.codePointAt(at) ?? 0;
      const escape = escapeOf(sign);
      out += text.slice(from, at) + escape;
      start += at - from + escape.length;
      if (sign > 0xffff) at++;
      from = at + 1;
      afterSpace = false;
    } else if (unit !== SPACE) {
      afterSpace = false;
    } else {
      if (!afterSpace && start + at - from > width && at > 0 && at < text.length - 1) {
        out += text.slice(from, at) + newline;
        start = indent;
        from = at + 1;
        if (text.charCodeAt(from) === SPACE) {
          out += "\\";
          start++;
        }
      }
      afterSpace = true;
    }
  }
  return `${out}${text.slice(from)}"`;
}

/** A text of several lines as it is, each indented; the caller has made sure that its lines can be read back. */
export function writeLiteral(text: string, indent: number): string {
  const padding = " ".repeat(indent);
  let out = `|${literalHints(text)}\n`;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isLineBreak(text.charCodeAt(at))) continue;
    out += at === from ? text.charAt(at) : padding + text.slice(from, at + 1);
    from = at + 1;
  }
  return from === text.length ? out : out + padding + text.slice(from);
}

/** The indentation where the first line can't show it, and what is to be done with newlines at the end. */
function literalHints(text: string): string {
  const first = text.charCodeAt(0);
  const indentation = first === SPACE || isLineBreak(first) ? "2" : "";
  if (!isLineBreak(text.charCodeAt(text.length - 1))) return `${indentation}-`;
  return text.length === 1 || isLineBreak(text.charCodeAt(text.length - 2)) ? `${indentation}+` : indentation;
}

const SPACE = 0x20;

const NAMED_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x00, "\\0"],
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x0d, "\\r"],
  [0x1b, "\\e"],
  [0x22, '\\"'],
  [0x5c, "\\\\"],
  [0x85, "\\N"],
  [0xa0, "\\_"],
  [0x2028, "\\L"],
  [0x2029, "\\P"],
]);

function escapeOf(sign: number): string {
  const named = NAMED_ESCAPES.get(sign);
  if (named !== undefined) return named;
  const digits = sign.toString(16).toUpperCase();
  if (sign <= 0xff) return `\\x${digits.padStart(2, "0")}`;
  return sign <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}
