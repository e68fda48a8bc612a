import type { Int } from "../values/value.ts";
import { quoteGoRune } from "./quote.ts";
import { isPrintable } from "./printable.ts";
import { pad, padding, padWithSpaces, type Directive } from "./directive.ts";

const RADIXES: ReadonlyMap<string, 2 | 8 | 10 | 16> = new Map([
  ["v", 10],
  ["d", 10],
  ["b", 2],
  ["o", 8],
  ["O", 8],
  ["x", 16],
  ["X", 16],
]);
const REPLACEMENT = 0xfffd;

/** An integer as `printf` writes it; `undefined` for a verb that takes none. */
export function formatIntVerb({ value, kind }: Pick<Int, "value" | "kind">, directive: Directive): string | undefined {
  const { verb } = directive;
  if (verb === "v" && directive.sharpV && kind.startsWith("u"))
    return formatRadix(value, { ...directive, verb: "x", sharp: true });
  if (RADIXES.has(verb)) return formatRadix(value, directive);
  if (verb === "c") return pad(String.fromCodePoint(codeOf(value)), directive);
  if (verb === "q") return pad(quoteGoRune(codeOf(value), { ascii: directive.plus }), directive);
  return verb === "U" ? formatCodePoint(value, directive) : undefined;
}

function formatRadix(value: bigint, directive: Directive): string {
  const { verb } = directive;
  const negative = value < 0n;
  if (directive.precision === 0 && value === 0n) return padding(directive.width ?? 0, { ...directive, zero: false });
  const radix = RADIXES.get(verb) ?? 10;
  const plain = (negative ? -value : value).toString(radix);
  const sign = negative ? "-" : directive.plus ? "+" : directive.space ? " " : "";
  const digits = (verb === "X" ? plain.toUpperCase() : plain).padStart(leastDigits(sign, directive), "0");
  return padWithSpaces(sign + prefixOf(digits, directive) + digits, directive);
}

/** Zeros that fill the width count as digits, unless a precision says how many there are. */
function leastDigits(sign: string, { precision, width, zero, minus }: Directive): number {
  if (precision !== undefined) return precision;
  return zero && !minus && width !== undefined ? width - sign.length : 0;
}

function prefixOf(digits: string, { verb, sharp }: Directive): string {
  const radix = RADIXES.get(verb);
  const octal = sharp && radix === 8 && !digits.startsWith("0") ? "0" : "";
  if (verb === "O") return `0o${octal}`;
  if (!sharp) return "";
  if (radix === 2) return "0b";
  if (radix === 16) return verb === "X" ? "0X" : "0x";
  return octal;
}

function formatCodePoint(value: bigint, directive: Directive): string {
  const unsigned = BigInt.asUintN(64, value);
  const digits = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, directive.precision ?? 0), "0");
  const code = Number(unsigned);
  const sign = directive.sharp && code <= 0x10ffff && isPrintable(code) ? ` '${String.fromCodePoint(code)}'` : "";
  return padWithSpaces(`U+${digits}${sign}`, directive);
}

/** The code point of that number; U+FFFD where there is none. */
function codeOf(value: bigint): number {
  const isSign = value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  return isSign ? Number(value) : REPLACEMENT;
}
