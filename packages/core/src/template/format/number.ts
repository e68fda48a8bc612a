import { floatOfHex, formatBinary, formatHex } from "./binary-float.ts";
import { type Digits, exactDigits, roundDigits, shortestDigits } from "./decimal-digits.ts";
import { quoteGo } from "./quote.ts";

/** How Go writes a float: `g` and `G` take `e` or `E` for large and small numbers, else `f`. */
export type FloatVerb = "b" | "e" | "E" | "f" | "g" | "G" | "x" | "X";

/** What one of Go's parsers gives: a value in any case, and the error's text where it has one. */
export interface Parsed<T> {
  /** 0 or false after bad syntax; the nearest value that the type holds where the number is too large. */
  readonly value: T;
  /** Such as `strconv.Atoi: parsing "x": invalid syntax`. */
  readonly error: string | undefined;
}

/** Which integers are meant. */
export interface IntFormat {
  /** 2 to 36, or 0 for what a prefix such as `0x` says; then `_` may stand between digits. @defaultValue 10 */
  readonly base?: number;
  /** The size of the type. @defaultValue 64 */
  readonly bits?: 8 | 16 | 32 | 64;
}

const BAD_SYNTAX = "invalid syntax";
const OUT_OF_RANGE = "value out of range";
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([\da-f]*)(?:\.([\da-f]*))?p([+-]?\d+)$/i;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const SHORT_INT = /^-?\d{1,15}$/;

/**
 * Go's `strconv.FormatFloat` of a float64.
 * @param precision digits after the point, for `g` digits in all; negative for as few as read back the same
 */
export function formatFloat(value: number, verb: FloatVerb, precision = -1): string {
  if (Number.isNaN(value)) return "NaN";
  const negative = value < 0 || Object.is(value, -0);
  if (!Number.isFinite(value)) return negative ? "-Inf" : "+Inf";
  const size = Math.abs(value);
  // Below a million JavaScript's text is Go's.
  if (precision < 0 && (verb === "g" || verb === "G") && size < 1e6 && (size >= 1e-4 || size === 0)) {
    return negative ? `-${size}` : `${size}`;
  }
  const text = formatSize(size, verb, precision);
  return negative ? `-${text}` : text;
}

/** Go's `strconv.ParseFloat` to a float64: hexadecimal floats, `inf`, `nan` and `_` between digits included. */
export function parseGoFloat(text: string): Parsed<number> {
  const value = readFloat(text);
  if (value === undefined) return { value: 0, error: problem("ParseFloat", text, BAD_SYNTAX) };
  const tooLarge = !Number.isFinite(value) && /\d/.test(text);
  return { value, error: tooLarge ? problem("ParseFloat", text, OUT_OF_RANGE) : undefined };
}

/** Go's `strconv.ParseInt`. */
export function parseGoInt(text: string, format: IntFormat = {}): Parsed<bigint> {
  return parseSigned(text, format, "ParseInt");
}

/** Go's `strconv.Atoi`: decimal, 64 bits. */
export function parseGoAtoi(text: string): Parsed<bigint> {
  return parseSigned(text, {}, "Atoi");
}

/** Go's `strconv.ParseUint`, which takes no sign. */
export function parseGoUint(text: string, { base = 10, bits = 64 }: IntFormat = {}): Parsed<bigint> {
  const limit = (1n << BigInt(bits)) - 1n;
  const value = readDigits(text, base, limit);
  if (value === undefined) return { value: 0n, error: problem("ParseUint", text, BAD_SYNTAX) };
  return value > limit
    ? { value: limit, error: problem("ParseUint", text, OUT_OF_RANGE) }
    : { value, error: undefined };
}

/** Go's `strconv.ParseBool`. */
export function parseGoBool(text: string): Parsed<boolean> {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return { value: true, error: undefined };
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return { value: false, error: undefined };
  return { value: false, error: problem("ParseBool", text, BAD_SYNTAX) };
}

function problem(name: string, text: string, what: string): string {
  return `strconv.${name}: parsing ${quoteGo(text)}: ${what}`;
}

function formatSize(size: number, verb: FloatVerb, precision: number): string {
  switch (verb) {
    case "b":
      return formatBinary(size);
    case "x":
      return formatHex(size, precision);
    case "X":
      return formatHex(size, precision).toUpperCase();
    case "e":
    case "E":
      return formatE(
        precision < 0 ? shortestDigits(size) : roundDigits(exactDigits(size), precision + 1),
        verb,
        precision,
      );
    case "f":
      return formatF(size, precision);
    case "g":
    case "G":
      return formatG(size, verb, precision);
  }
}

function formatE({ digits, point }: Digits, verb: "e" | "E", precision: number): string {
  const fraction = precision < 0 ? digits.slice(1) : digits.slice(1, precision + 1).padEnd(precision, "0");
  const exponent = digits === "" ? 0 : point - 1;
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.charAt(0) || "0"}${fraction === "" ? "" : `.${fraction}`}${verb}${exponent < 0 ? "-" : "+"}${power}`;
}

function formatF(size: number, precision: number): string {
  if (precision < 0) return layOut(shortestDigits(size), undefined);
  const exact = exactDigits(size);
  return layOut(roundDigits(exact, exact.point + precision), precision);
}

/** Digits without an exponent, with so many after the point, or those there are. */
function layOut({ digits, point }: Digits, precision: number | undefined): string {
  const whole = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const fraction = point >= 0 ? digits.slice(point) : "0".repeat(-point) + digits;
  const shown = precision === undefined ? fraction : fraction.slice(0, precision).padEnd(precision, "0");
  return shown === "" ? whole : `${whole}.${shown}`;
}

function formatG(size: number, verb: "g" | "G", precision: number): string {
  const shortest = precision < 0;
  const count = shortest ? 6 : precision || 1;
  const found = shortest ? shortestDigits(size) : roundDigits(exactDigits(size), count);
  const { digits, point } = found;
  const exponent = digits === "" ? -1 : point - 1;
  return exponent < -4 || exponent >= count ? formatE(found, verb === "g" ? "e" : "E", -1) : layOut(found, undefined);
}

function readFloat(text: string): number | undefined {
  const plain = text.includes("_") ? withoutUnderscores(text) : text;
  if (plain === undefined) return undefined;
  if (DECIMAL.test(plain)) return Number(plain);
  const hex = HEXADECIMAL.exec(plain);
  if (hex !== null) return hexFloat(hex);
  if (/^nan$/i.test(text)) return NaN;
  const infinite = INFINITE.exec(text);
  return infinite === null ? undefined : infinite[1] === "-" ? -Infinity : Infinity;
}

function hexFloat([, sign, whole = "", fraction = "", power = ""]: RegExpExecArray): number | undefined {
  if (whole === "" && fraction === "") return undefined;
  // No float is beyond such exponents, unless it has that many digits.
  const exponent = Math.max(-100_000, Math.min(100_000, Number(power)));
  const size = floatOfHex(BigInt(`0x${whole}${fraction}`), exponent - 4 * fraction.length);
  return sign === "-" ? -size : size;
}

function parseSigned(text: string, { base = 10, bits = 64 }: IntFormat, name: string): Parsed<bigint> {
  if (base === 10 && bits === 64 && SHORT_INT.test(text)) return { value: BigInt(text), error: undefined };
  const limit = 1n << BigInt(bits - 1);
  const negative = text.startsWith("-");
  const size = readDigits(negative || text.startsWith("+") ? text.slice(1) : text, base, 2n * limit - 1n);
  if (size === undefined) return { value: 0n, error: problem(name, text, BAD_SYNTAX) };
  if (negative && size > limit) return { value: -limit, error: problem(name, text, OUT_OF_RANGE) };
  if (!negative && size >= limit) return { value: limit - 1n, error: problem(name, text, OUT_OF_RANGE) };
  return { value: negative ? -size : size, error: undefined };
}

/** The number these digits mean; once it is above the limit, what follows is not looked at, as in Go. */
function readDigits(text: string, base: number, limit: bigint): bigint | undefined {
  if (text === "") return undefined;
  const { radix, start } = base === 0 ? radixOf(text) : { radix: base, start: 0 };
  let value = 0n;
  for (let at = start; at < text.length; at++) {
    if (base === 0 && text[at] === "_") continue;
    const digit = digitOf(text.charCodeAt(at));
    if (digit >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(digit);
    if (value > limit) return value;
  }
  return base === 0 && text.includes("_") && withoutUnderscores(text) === undefined ? undefined : value;
}

function radixOf(text: string): { readonly radix: number; readonly start: number } {
  if (!text.startsWith("0")) return { radix: 10, start: 0 };
  const prefix = text.length >= 3 ? text.charAt(1).toLowerCase() : "";
  if (prefix === "b") return { radix: 2, start: 2 };
  if (prefix === "o") return { radix: 8, start: 2 };
  if (prefix === "x") return { radix: 16, start: 2 };
  return { radix: 8, start: 1 };
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? lower - 87 : 99;
}

/** The text without `_`; `undefined` where one does not stand between digits, or between a prefix and a digit. */
function withoutUnderscores(text: string): string | undefined {
  const [, sign = "", prefix = "", rest = ""] = /^([+-]?)(0[box])?(.*)$/is.exec(text) ?? [];
  const isHex = prefix.toLowerCase() === "0x";
  const misplaced = isHex ? /(?:^|[^\da-f])_|_(?:[^\da-f]|$)/i : /(?:^|\D)_|_(?:\D|$)/;
  // The prefix counts as a digit.
  const digits = prefix === "" ? rest : `0${rest}`;
  return misplaced.test(digits) ? undefined : sign + prefix + rest.replaceAll("_", "");
}
