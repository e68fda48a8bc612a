import { rejoined } from "../values/text.ts";
import { isPrintable } from "./printable.ts";

/** What of a text's signs stays as it is between quotes. */
export interface QuoteOptions {
  /** Whether everything beyond ASCII is escaped. @defaultValue `false` */
  readonly ascii?: boolean;
}

const NOTHING_TO_ESCAPE = /^[ !#-[\]-~]*$/;
const SHORT_ESCAPES: ReadonlyMap<number, string> = new Map([
  [7, "\\a"],
  [8, "\\b"],
  [9, "\\t"],
  [10, "\\n"],
  [11, "\\v"],
  [12, "\\f"],
  [13, "\\r"],
  [92, "\\\\"],
]);
const ESCAPED_SIGNS: ReadonlyMap<string, string> = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["\\", "\\"],
]);
const REPLACEMENT = 0xfffd;
/** What a byte that is not UTF-8 is added to: see `values/text.ts`. */
const ESCAPED_BYTE = 0xdc00;

/** Go's `strconv.Quote`: the text as a string literal in double quotes. */
export function quoteGo(text: string, { ascii = false }: QuoteOptions = {}): string {
  if (NOTHING_TO_ESCAPE.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const sign of text) quoted += escapeSign(sign.codePointAt(0) ?? 0, { quote: 34, ascii });
  return `${quoted}"`;
}

/** Go's `strconv.QuoteRune`: a code point as a character literal; what is no code point gives U+FFFD. */
export function quoteGoRune(code: number, { ascii = false }: QuoteOptions = {}): string {
  return `'${escapeSign(isCodePoint(code) ? code : REPLACEMENT, { quote: 39, ascii })}'`;
}

/** Go's `strconv.CanBackquote`: whether the text can stand between back quotes as it is, on one line. */
export function canBackquote(text: string): boolean {
  return text.isWellFormed() && !/[^\P{Cc}\t\u0080-\u009f]|[`\ufeff]/u.test(text);
}

/** Go's `strconv.Unquote` of a literal in double, single or back quotes (`''` is empty); `undefined` when it is none. */
export function unquoteGo(literal: string): string | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const inner = literal.slice(1, -1);
  if (quote === "`") return inner.includes("`") ? undefined : inner.replaceAll("\r", "");
  if (quote === "'" && inner !== "") {
    return readSign(literal, { at: 1, quote })?.end === literal.length - 1 ? unescaped(inner, quote) : undefined;
  }
  return quote === '"' || quote === "'" ? unescaped(inner, quote) : undefined;
}

/** The number that a literal in single quotes such as `'a'` or `'\xff'` means; `undefined` when it is none. */
export function unquoteGoRune(literal: string): number | undefined {
  if (!literal.startsWith("'") || !literal.endsWith("'")) return undefined;
  const read = readSign(literal, { at: 1, quote: "'" });
  return read === undefined || read.end !== literal.length - 1 ? undefined : read.code;
}

interface EscapeStyle {
  /** Code of the quote that has to be escaped. */
  readonly quote: number;
  readonly ascii: boolean;
}

function escapeSign(code: number, { quote, ascii }: EscapeStyle): string {
  if (code === quote) return `\\${String.fromCharCode(quote)}`;
  const short = SHORT_ESCAPES.get(code);
  if (short !== undefined) return short;
  if (code >= 0xd800 && code <= 0xdfff) return isEscapedByte(code) ? `\\x${hex(code - ESCAPED_BYTE, 2)}` : "\\ufffd";
  if (isPrintable(code) && (!ascii || code < 0x80)) return String.fromCodePoint(code);
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function unescaped(inner: string, quote: string): string | undefined {
  if (inner.includes("\n")) return undefined;
  if (!inner.includes("\\") && inner.isWellFormed()) return inner.includes(quote) ? undefined : inner;
  let text = "";
  for (let at = 0; at < inner.length;) {
    const read = readSign(inner, { at, quote });
    if (read === undefined) return undefined;
    text +=
      read.isByte && read.code > 0x7f ? String.fromCharCode(ESCAPED_BYTE + read.code) : String.fromCodePoint(read.code);
    at = read.end;
  }
  return rejoined(text);
}

interface Sign {
  readonly code: number;
  /** Whether the code is one of a byte, not of a sign. */
  readonly isByte: boolean;
  readonly end: number;
}

/** The sign or escape that starts at a place; `undefined` for a bare quote or newline and for a bad escape. */
function readSign(text: string, { at, quote }: { readonly at: number; readonly quote: string }): Sign | undefined {
  const code = text.codePointAt(at);
  if (code === undefined || code === 10 || text[at] === quote) return undefined;
  if (code !== 92) {
    const isLone = code >= 0xd800 && code <= 0xdfff;
    return { code: isLone ? REPLACEMENT : code, isByte: false, end: at + (code > 0xffff ? 2 : 1) };
  }
  const letter = text.charAt(at + 1);
  const plain = letter === quote ? quote : ESCAPED_SIGNS.get(letter);
  if (plain !== undefined) return { code: plain.charCodeAt(0), isByte: false, end: at + 2 };
  return readNumericEscape(text.slice(at + 1, at + 10), at + 1);
}

function readNumericEscape(text: string, at: number): Sign | undefined {
  const digits = /^(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([0-7]{3}))/.exec(text);
  if (digits === null) return undefined;
  const [whole, byte, short, long, octal] = digits;
  const end = at + whole.length;
  if (byte !== undefined) return { code: Number.parseInt(byte, 16), isByte: true, end };
  if (octal !== undefined) {
    const code = Number.parseInt(octal, 8);
    return code > 255 ? undefined : { code, isByte: true, end };
  }
  const code = Number.parseInt(short ?? long ?? "", 16);
  return isCodePoint(code) ? { code, isByte: false, end } : undefined;
}

function isCodePoint(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

function isEscapedByte(code: number): boolean {
  return code >= ESCAPED_BYTE + 0x80 && code <= ESCAPED_BYTE + 0xff;
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, "0");
}
