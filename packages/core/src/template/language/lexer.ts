import { isPrintable } from "../format/printable.ts";
import { quoteGo } from "../format/quote.ts";
import { KEYWORDS, type Token, type TokenKind } from "./token.ts";

const LEFT = "{{";
const RIGHT = "}}";
/** A trim marker is a minus with white space on its inner side. */
const MARKER_LENGTH = 2;
const END_OF_FILE = -1;
const REPLACEMENT = 0xfffd;
/** What may follow a name or field. */
const TERMINATORS = ".,|:)(";
const OTHER_NAME_SIGN = /^[\p{L}\p{Nd}]$/u;

/** Cuts a template into tokens, one at a time: where it can't go on it gives an `error`, then only `eof`. */
export class Lexer {
  #text: string;
  #at = 0;
  #line = 1;
  /** The first newline that was not counted yet; -1 for none. */
  #newline: number;
  #insideAction = false;
  #parens = 0;

  constructor(text: string) {
    this.#text = text;
    this.#newline = text.indexOf("\n");
  }

  next(): Token {
    if (this.#insideAction) return this.#insideActionToken();
    for (;;) {
      const open = this.#text.indexOf(LEFT, this.#at);
      if (open < 0) return this.#restOfText();
      const text = this.#textUpTo(open);
      if (text !== undefined) return text;
      const token = this.#leftDelimiter();
      if (token !== undefined) return token;
    }
  }

  #restOfText(): Token {
    if (this.#at < this.#text.length) return this.#token("text", this.#text.length);
    return { kind: "eof", at: this.#at, text: "EOF", line: this.#lineAt(this.#at) };
  }

  /** The text before a delimiter, trimmed if that says so; none where nothing is left of it. */
  #textUpTo(open: number): Token | undefined {
    if (open === this.#at) return undefined;
    let end = open;
    if (this.#hasLeftMarker(open + LEFT.length)) while (end > this.#at && this.#isSpaceAt(end - 1)) end--;
    const token = this.#token("text", end);
    this.#at = open;
    return token.text === "" ? undefined : token;
  }

  /** The delimiter; a comment is passed over, and gives none. */
  #leftDelimiter(): Token | undefined {
    const start = this.#at;
    const inner = start + LEFT.length;
    const afterMarker = inner + (this.#hasLeftMarker(inner) ? MARKER_LENGTH : 0);
    if (this.#text.startsWith("/*", afterMarker)) {
      this.#at = afterMarker;
      return this.#comment();
    }
    const token = this.#token("left-delimiter", inner);
    this.#at = afterMarker;
    this.#insideAction = true;
    this.#parens = 0;
    return token;
  }

  #comment(): Token | undefined {
    const close = this.#text.indexOf("*/", this.#at + 2);
    if (close < 0) return this.#error("unclosed comment");
    const { length, trims } = this.#rightDelimiterAt(close + 2);
    if (length === 0) return this.#error("comment ends before closing delimiter");
    this.#at = close + 2 + length;
    if (trims) this.#skipSpaces();
    return undefined;
  }

  #insideActionToken(): Token {
    const start = this.#at;
    if (this.#rightDelimiterAt(start).length > 0)
      return this.#parens === 0 ? this.#rightDelimiter() : this.#error("unclosed left paren");
    const code = this.#codeAt(start);
    if (code === END_OF_FILE) return this.#error("unclosed action");
    if (isSpace(code)) return this.#spaces();
    const sign = String.fromCodePoint(code);
    switch (sign) {
      case "=":
        return this.#token("assign", start + 1);
      case ":":
        return this.#text[start + 1] === "=" ? this.#token("declare", start + 2) : this.#error("expected :=");
      case "|":
        return this.#token("pipe", start + 1);
      case '"':
        return this.#quoted("string", "unterminated quoted string");
      case "'":
        return this.#quoted("character", "unterminated character constant");
      case "`":
        return this.#rawString();
      case "$":
        return this.#name("variable");
      case "(":
        this.#parens++;
        return this.#token("left-paren", start + 1);
      case ")":
        this.#parens--;
        return this.#parens < 0 ? this.#error("unexpected right paren") : this.#token("right-paren", start + 1);
      default:
        return this.#word(code);
    }
  }

  /** What starts with a dot, a digit, a letter or another sign. */
  #word(code: number): Token {
    const sign = String.fromCodePoint(code);
    const next = this.#codeAt(this.#at + 1);
    if (sign === "." && next !== END_OF_FILE && !isDigit(next)) return this.#name("field");
    if (sign === "." || sign === "+" || sign === "-" || isDigit(code)) return this.#number();
    if (isNameSign(code)) return this.#identifier();
    if (code > 0x20 && code < 0x7f) return this.#token("sign", this.#at + 1);
    return this.#error(`unrecognized character in action: ${describeSign(code)}`);
  }

  #rightDelimiter(): Token {
    const { length, trims } = this.#rightDelimiterAt(this.#at);
    const end = this.#at + length;
    this.#at = end - RIGHT.length;
    const token = this.#token("right-delimiter", end);
    if (trims) this.#skipSpaces();
    this.#insideAction = false;
    return token;
  }

  /** White space, without the last of it where that belongs to a trim marker. */
  #spaces(): Token {
    let end = this.#at;
    while (this.#isSpaceAt(end)) end++;
    if (this.#rightDelimiterAt(end - 1).trims) end--;
    return end === this.#at ? this.#rightDelimiter() : this.#token("space", end);
  }

  #identifier(): Token {
    const end = this.#endOfName(this.#at);
    if (!this.#isTerminator(end)) return this.#badCharacter(end);
    const word = this.#text.slice(this.#at, end);
    if (word === "true" || word === "false") return this.#token("boolean", end);
    return this.#token(KEYWORDS.get(word) ?? "identifier", end);
  }

  /** A field or variable, or the lone dot or dollar sign. */
  #name(kind: "field" | "variable"): Token {
    const start = this.#at + 1;
    if (this.#isTerminator(start)) return this.#token(kind === "field" ? "dot" : kind, start);
    const end = this.#endOfName(start);
    return this.#isTerminator(end) ? this.#token(kind, end) : this.#badCharacter(end);
  }

  #badCharacter(at: number): Token {
    return this.#error(`bad character ${describeSign(this.#codeAt(at))}`);
  }

  #quoted(kind: TokenKind, complaint: string): Token {
    const quote = this.#text[this.#at];
    for (let at = this.#at + 1; ; at++) {
      const sign = this.#text[at];
      if (sign === quote) return this.#token(kind, at + 1);
      const next = sign === "\\" ? this.#text[++at] : sign;
      if (next === undefined || next === "\n") return this.#error(complaint);
    }
  }

  #rawString(): Token {
    const close = this.#text.indexOf("`", this.#at + 1);
    return close < 0 ? this.#error("unterminated raw quoted string") : this.#token("raw-string", close + 1);
  }

  #number(): Token {
    const { end, ok } = this.#endOfNumber(this.#at);
    if (!ok) return this.#badNumber(end);
    const sign = this.#text[end];
    if (sign !== "+" && sign !== "-") return this.#token("number", end);
    const second = this.#endOfNumber(end);
    if (!second.ok || this.#text[second.end - 1] !== "i") return this.#badNumber(second.end);
    return this.#token("complex", second.end);
  }

  #badNumber(end: number): Token {
    return this.#error(`bad number syntax: ${quoteGo(this.#text.slice(this.#at, end))}`);
  }

  /** Where a number ends, roughly: what it lets pass is looked at again when it is turned into one. */
  #endOfNumber(start: number): { readonly end: number; readonly ok: boolean } {
    const pattern =
      /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;
    pattern.lastIndex = start;
    const end = start + (pattern.exec(this.#text)?.[0].length ?? 0);
    const next = this.#codeAt(end);
    if (next === END_OF_FILE || !isNameSign(next)) return { end, ok: true };
    return { end: end + String.fromCodePoint(next).length, ok: false };
  }

  #endOfName(start: number): number {
    let at = start;
    for (let code = this.#codeAt(at); code !== END_OF_FILE && isNameSign(code); code = this.#codeAt(at))
      at += code > 0xffff ? 2 : 1;
    return at;
  }

  #isTerminator(at: number): boolean {
    const code = this.#codeAt(at);
    if (code === END_OF_FILE || isSpace(code)) return true;
    return TERMINATORS.includes(String.fromCodePoint(code)) || this.#text.startsWith(RIGHT, at);
  }

  /** The delimiter that starts here, trim marker included; of length 0 if none does. */
  #rightDelimiterAt(at: number): { readonly length: number; readonly trims: boolean } {
    if (this.#text.startsWith(RIGHT, at)) return PLAIN_DELIMITER;
    const trims = this.#text[at + 1] === "-" && this.#isSpaceAt(at) && this.#text.startsWith(RIGHT, at + MARKER_LENGTH);
    return trims ? TRIMMING_DELIMITER : NO_DELIMITER;
  }

  #hasLeftMarker(at: number): boolean {
    return this.#text[at] === "-" && this.#isSpaceAt(at + 1);
  }

  #isSpaceAt(at: number): boolean {
    return at < this.#text.length && isSpace(this.#text.charCodeAt(at));
  }

  #skipSpaces(): void {
    while (this.#isSpaceAt(this.#at)) this.#at++;
  }

  #codeAt(at: number): number {
    return this.#text.codePointAt(at) ?? END_OF_FILE;
  }

  #token(kind: TokenKind, end: number): Token {
    const at = this.#at;
    this.#at = end;
    return { kind, at, text: this.#text.slice(at, end), line: this.#lineAt(at) };
  }

  #error(complaint: string): Token {
    const token: Token = { kind: "error", at: this.#at, text: complaint, line: this.#lineAt(this.#at) };
    this.#insideAction = false;
    this.#text = "";
    this.#at = 0;
    this.#newline = -1;
    return token;
  }

  /** Tokens come in order, so lines are counted on from the last one. */
  #lineAt(at: number): number {
    while (this.#newline >= 0 && this.#newline < at) {
      this.#line++;
      this.#newline = this.#text.indexOf("\n", this.#newline + 1);
    }
    return this.#line;
  }
}

const NO_DELIMITER = { length: 0, trims: false };
const PLAIN_DELIMITER = { length: RIGHT.length, trims: false };
const TRIMMING_DELIMITER = { length: RIGHT.length + MARKER_LENGTH, trims: true };

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNameSign(code: number): boolean {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
  return OTHER_NAME_SIGN.test(String.fromCodePoint(code));
}

/** Go's `%#U`. */
function describeSign(code: number): string {
  const sign = code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
  const number = `U+${sign.toString(16).toUpperCase().padStart(4, "0")}`;
  return isPrintable(sign) ? `${number} '${String.fromCodePoint(sign)}'` : number;
}
