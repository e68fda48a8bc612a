import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { FunctionError } from "../functions/function.ts";
import { isTrue } from "../values/go-type.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "../values/value.ts";

/** How JSON is written. */
export interface EncodeOptions {
  /** Whether `<`, `>` and `&` are escaped. @defaultValue `true` */
  readonly escapeHtml?: boolean;
  /** What each level is indented by, with every item on its own line; without it all is on one line. */
  readonly indent?: string;
}

/**
 * Go's `json.Marshal`, or `json.MarshalIndent`: keys by their bytes, structs in the order of their fields.
 * @throws {FunctionError} in Go's words for what JSON can't say and for data that contains itself
 * @throws {LimitPassed} for too much of it
 */
export function encodeJson(value: Value, options: EncodeOptions = {}): string {
  const encoder = new JsonEncoder(options);
  encoder.encode(value);
  return encoder.text;
}

/** Go's `json.Marshal` of a text. */
export function encodeJsonText(text: string, { escapeHtml = true }: Pick<EncodeOptions, "escapeHtml"> = {}): string {
  const quoted = text.isWellFormed() ? JSON.stringify(text) : quoteIllFormed(text);
  const escaped = escapeHtml ? /[<>&\u2028\u2029]/ : /[\u2028\u2029]/;
  return escaped.test(quoted) ? quoted.replaceAll(new RegExp(escaped, "g"), escapeSign) : quoted;
}

/** From this depth on Go looks whether a value contains itself. */
const SUSPICIOUS_DEPTH = 1000;
const GREATEST_DEPTH = 1500;
/** What a piece of a text takes before it is all put together. */
const BYTES_OF_PIECE = 16;

class JsonEncoder {
  readonly #escapeHtml: boolean;
  readonly #indent: string | undefined;
  #out = "";
  #pieces = 0;
  #newline = "\n";
  #depth = 0;
  readonly #around = new Set<Value>();

  constructor({ escapeHtml = true, indent }: EncodeOptions) {
    this.#escapeHtml = escapeHtml;
    this.#indent = indent;
  }

  get text(): string {
    return this.#out;
  }

  encode(value: Value): void {
    if (typeof value === "string") this.#write(this.#quoted(value));
    else if (value === undefined || value === null) this.#write("null");
    else if (typeof value === "boolean") this.#write(value ? "true" : "false");
    else if (typeof value === "number") this.#write(encodeFloat(value));
    else if (value instanceof Int) this.#write(value.value.toString());
    else if (value instanceof Bytes && !value.isNil) this.#write(`"${encodeBase64(value.bytes)}"`);
    else if (value instanceof Struct && value.toJson !== undefined) this.encode(value.toJson());
    else if (value instanceof Bytes || (!(value instanceof Struct) && value.isNil)) this.#write("null");
    else this.#encodeContainer(value);
  }

  #encodeContainer(value: List | Dict | Struct): void {
    this.#depth++;
    const isSuspicious = this.#depth > SUSPICIOUS_DEPTH;
    if (isSuspicious) this.#guard(value);
    if (value instanceof List) this.#encodeList(value);
    else this.#encodeMembers(value instanceof Dict ? membersOfDict(value) : membersOfStruct(value));
    if (isSuspicious) this.#around.delete(value);
    this.#depth--;
  }

  #guard(value: List | Dict | Struct): void {
    if (this.#around.has(value)) throw unsupported(`encountered a cycle via ${value.type}`);
    this.#around.add(value);
    if (this.#depth > GREATEST_DEPTH) throw new LimitPassed("depth", GREATEST_DEPTH);
  }

  #encodeList({ items }: List): void {
    if (items.length === 0) return this.#write("[]");
    const outside = this.#open("[");
    let isFirst = true;
    for (const item of items) {
      this.#separate(isFirst);
      isFirst = false;
      this.encode(item);
    }
    this.#close("]", outside);
  }

  #encodeMembers(members: Iterable<readonly [string, Value]>): void {
    const outside = this.#open("{");
    const start = this.#out.length;
    for (const [key, value] of members) {
      this.#separate(this.#out.length === start);
      this.#write(`${this.#quoted(key)}:${this.#indent === undefined ? "" : " "}`);
      this.encode(value);
    }
    if (this.#out.length > start) return this.#close("}", outside);
    this.#newline = outside;
    this.#write("}");
  }

  /** @returns the newline outside, for {@link #close} */
  #open(bracket: string): string {
    const outside = this.#newline;
    if (this.#indent !== undefined) this.#newline += this.#indent;
    this.#write(bracket);
    return outside;
  }

  #separate(isFirst: boolean): void {
    if (!isFirst) this.#write(",");
    if (this.#indent !== undefined) this.#write(this.#newline);
  }

  #close(bracket: string, outside: string): void {
    this.#newline = outside;
    this.#write(this.#indent === undefined ? bracket : outside + bracket);
  }

  #quoted(text: string): string {
    return encodeJsonText(text, { escapeHtml: this.#escapeHtml });
  }

  #write(text: string): void {
    this.#out += text;
    this.#pieces++;
    if (this.#out.length + this.#pieces * BYTES_OF_PIECE > DEFAULT_LIMITS.bytes)
      throw new LimitPassed("bytes", DEFAULT_LIMITS.bytes);
  }
}

function* membersOfDict(dict: Dict): Iterable<readonly [string, Value]> {
  for (const key of dict.sortedKeys()) yield [key, dict.get(key)];
}

function* membersOfStruct({ fields }: Struct): Iterable<readonly [string, Value]> {
  for (const { name, value, json = name, omitEmpty = false } of fields) {
    const isPrivate = !/^[A-Z]/.test(name);
    if (!isPrivate && json !== "-" && !(omitEmpty && !isTrue(value))) yield [json, value];
  }
}

function encodeFloat(value: number): string {
  if (!Number.isFinite(value)) throw unsupported(value > 0 ? "+Inf" : value < 0 ? "-Inf" : "NaN");
  // JavaScript and Go's encoder take the same digits, and exponents for the same numbers.
  return Object.is(value, -0) ? "-0" : String(value);
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Each byte that is not UTF-8 becomes an escaped U+FFFD. */
function quoteIllFormed(text: string): string {
  const parts = text.split(/\p{Surrogate}/u);
  return `"${parts.map((part) => JSON.stringify(part).slice(1, -1)).join("\\ufffd")}"`;
}

function escapeSign(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function unsupported(what: string): FunctionError {
  return new FunctionError(`json: unsupported value: ${what}`);
}
