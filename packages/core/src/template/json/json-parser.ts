import { quoteGo } from "../format/quote.ts";
import { bytesOfText } from "../values/text.ts";
import { Dict, List, type Value } from "../values/value.ts";

/** What a JSON text means; after a syntax error nothing. */
export interface ParsedJson {
  readonly value: Value;
  /** The first mistake, in Go's words. */
  readonly error: string | undefined;
}

/** Reads a JSON text as Go does. A number beyond float64 is a mistake too, but the rest is read: it is null then. */
export function parseJson(text: string): ParsedJson {
  const parser = new JsonParser(text);
  try {
    const value = parser.parse();
    return { value, error: parser.error };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { value: undefined, error: error.message };
    throw error;
  }
}

class JsonSyntaxError extends Error {
  override readonly name = "JsonSyntaxError";
}

/** A list or object that is being read. */
type Open =
  | { readonly kind: "list"; readonly items: Value[] }
  | { readonly kind: "dict"; readonly dict: Dict; key: string };

const GREATEST_DEPTH = 10_000;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const EXPONENT = /[eE][+-]?/y;
const PLAIN = /^[^\\\p{Cc}]*$/u;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** Keeps what is open in a list of its own, so that depth costs no stack. */
class JsonParser {
  readonly #text: string;
  readonly #open: Open[] = [];
  #at = 0;
  #error: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first number that float64 can't hold. */
  get error(): string | undefined {
    return this.#error;
  }

  parse(): Value {
    for (;;) {
      const value = this.#parseValue();
      const whole = value === undefined ? undefined : this.#finish(value);
      if (whole !== undefined) return whole;
    }
  }

  /** A whole value; `undefined` where a list or object was opened that holds something. */
  #parseValue(): Value {
    const sign = this.#skipSpace();
    switch (sign) {
      case '"':
        return this.#parseText();
      case "{":
        return this.#openDict();
      case "[":
        return this.#openList();
      case "t":
        return this.#parseWord("true", true);
      case "f":
        return this.#parseWord("false", false);
      case "n":
        return this.#parseWord("null", null);
      default:
        return /[-\d]/.test(sign) ? this.#parseNumber() : this.#fail("looking for beginning of value");
    }
  }

  #openDict(): Dict | undefined {
    this.#enter();
    if (this.#skipSpace() === "}") {
      this.#at++;
      return new Dict();
    }
    this.#open.push({ kind: "dict", dict: new Dict(), key: this.#parseKey() });
    return undefined;
  }

  #openList(): List | undefined {
    this.#enter();
    if (this.#skipSpace() === "]") {
      this.#at++;
      return new List([]);
    }
    this.#open.push({ kind: "list", items: [] });
    return undefined;
  }

  #enter(): void {
    if (this.#open.length >= GREATEST_DEPTH) this.#fail("exceeded max depth");
    this.#at++;
  }

  /** Puts a value where it belongs, and with it all that it ends; the outermost value, if that is one of them. */
  #finish(value: Value): Value {
    let done = value;
    for (let around = this.#open.at(-1); around !== undefined; around = this.#open.at(-1)) {
      if (!this.#addTo(around, done)) return undefined;
      this.#open.pop();
      done = around.kind === "list" ? new List(around.items) : around.dict;
    }
    if (this.#skipSpace() !== "") this.#fail("after top-level value");
    return done;
  }

  /** Adds a value to what is around it. @returns whether that ends with it */
  #addTo(around: Open, value: Value): boolean {
    if (around.kind === "list") around.items.push(value);
    else around.dict.set(around.key, value);
    const sign = this.#skipSpace();
    if (sign !== "," && sign !== (around.kind === "list" ? "]" : "}")) {
      this.#fail(around.kind === "list" ? "after array element" : "after object key:value pair");
    }
    this.#at++;
    if (sign === "," && around.kind === "dict") around.key = this.#parseKey();
    return sign !== ",";
  }

  #parseKey(): string {
    if (this.#skipSpace() !== '"') this.#fail("looking for beginning of object key string");
    const key = this.#parseText();
    if (this.#skipSpace() !== ":") this.#fail("after object key");
    this.#at++;
    return key;
  }

  #parseWord<T>(word: string, value: T): T {
    for (const expected of word) {
      if (this.#text[this.#at] !== expected) this.#failWithin(`in literal ${word} (expecting '${expected}')`);
      this.#at++;
    }
    return value;
  }

  #parseNumber(): number | null {
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.#text)?.[0] ?? "-";
    this.#at += digits.length;
    if (digits === "-") this.#failWithin("in numeric literal");
    this.#refuseUnfinished(digits);
    const value = Number(digits);
    if (Number.isFinite(value)) return value;
    this.#error ??= `json: cannot unmarshal number ${digits} into Go value of type float64`;
    return null;
  }

  /** A point or exponent that the number could have, but that has no digits. */
  #refuseUnfinished(digits: string): void {
    if (/e/i.test(digits)) return;
    if (this.#text[this.#at] === "." && !digits.includes(".")) {
      this.#at++;
      this.#failWithin("after decimal point in numeric literal");
    }
    EXPONENT.lastIndex = this.#at;
    const exponent = EXPONENT.exec(this.#text)?.[0] ?? "";
    this.#at += exponent.length;
    if (exponent !== "") this.#failWithin("in exponent of numeric literal");
  }

  #parseText(): string {
    const start = this.#at + 1;
    const end = this.#text.indexOf('"', start);
    const plain = this.#text.slice(start, Math.max(start, end));
    if (end >= 0 && PLAIN.test(plain)) {
      this.#at = end + 1;
      return plain.toWellFormed();
    }
    return this.#parseTextWithEscapes();
  }

  #parseTextWithEscapes(): string {
    let text = "";
    this.#at++;
    for (let start = this.#at; ; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) this.#fail("");
      if (code < 0x20) this.#fail("in string literal");
      if (code !== 34 && code !== 92) continue;
      text += this.#text.slice(start, this.#at).toWellFormed();
      this.#at++;
      if (code === 34) return text;
      text += this.#parseEscape();
      start = this.#at--;
    }
  }

  /** What follows a backslash. */
  #parseEscape(): string {
    const letter = this.#text.charAt(this.#at);
    const plain = ESCAPES.get(letter);
    if (plain === undefined && letter !== "u") this.#failWithin("in string escape code");
    this.#at++;
    if (plain !== undefined) return plain;
    const code = this.#parseHex();
    if (code < 0xd800 || code > 0xdfff) return String.fromCharCode(code);
    const next = /^\\u([\dA-Fa-f]{4})/.exec(this.#text.slice(this.#at, this.#at + 6))?.[1];
    const pair = next === undefined ? "" : String.fromCharCode(code, Number.parseInt(next, 16));
    if (pair === "" || !pair.isWellFormed()) return "\ufffd";
    this.#at += 6;
    return pair;
  }

  #parseHex(): number {
    const start = this.#at;
    for (; this.#at < start + 4; this.#at++) {
      if (!/[\dA-Fa-f]/.test(this.#text.charAt(this.#at))) this.#failWithin("in \\u hexadecimal character escape");
    }
    return Number.parseInt(this.#text.slice(start, this.#at), 16);
  }

  /** The next sign that is no white space; empty at the end. */
  #skipSpace(): string {
    for (; ; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 9 && code !== 13) return this.#text.charAt(this.#at);
    }
  }

  #fail(context: string): never {
    if (this.#at >= this.#text.length) throw new JsonSyntaxError("unexpected end of JSON input");
    this.#failWithin(context);
  }

  /** Within a word or number Go takes the end of the text for a space. */
  #failWithin(context: string): never {
    const sign = this.#text.codePointAt(this.#at) ?? 32;
    throw new JsonSyntaxError(
      `invalid character ${quoteByte(bytesOfText(String.fromCodePoint(sign))[0] ?? 0)} ${context}`,
    );
  }
}

function quoteByte(byte: number): string {
  if (byte === 39) return "'\\''";
  return byte === 34 ? "'\"'" : `'${quoteGo(String.fromCharCode(byte)).slice(1, -1)}'`;
}
