import type { Int } from "../values/value.ts";
import { quoteGoRune } from "./quote.ts";
import { isPrintable } from "./printable.ts";
import { pad, padding, padWithSpaces, type VerbFlags } from "./verb-flags.ts";

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
export function formatIntVerb(
  { value, kind }: Pick<Int, "value" | "kind">,
  verb: string,
  flags: VerbFlags,
): string | undefined {
  if (verb === "v" && flags.sharpV && kind.startsWith("u")) return formatRadix(value, "x", { ...flags, sharp: true });
  if (RADIXES.has(verb)) return formatRadix(value, verb, flags);
  if (verb === "c") return pad(String.fromCodePoint(codeOf(value)), flags);
  if (verb === "q") return pad(quoteGoRune(codeOf(value), { ascii: flags.plus }), flags);
  return verb === "U" ? formatCodePoint(value, flags) : undefined;
}

function formatRadix(value: bigint, verb: string, flags: VerbFlags): string {
  const negative = value < 0n;
  if (flags.precision === 0 && value === 0n) return padding(flags.width ?? 0, { ...flags, zero: false });
  const radix = RADIXES.get(verb) ?? 10;
  const plain = (negative ? -value : value).toString(radix);
  const sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  const digits = (verb === "X" ? plain.toUpperCase() : plain).padStart(leastDigits(sign, flags), "0");
  return padWithSpaces(sign + prefixOf(digits, { verb, radix, sharp: flags.sharp }) + digits, flags);
}

/** Zeros that fill the width count as digits, unless a precision says how many there are. */
function leastDigits(sign: string, { precision, width, zero, minus }: VerbFlags): number {
  if (precision !== undefined) return precision;
  return zero && !minus && width !== undefined ? width - sign.length : 0;
}

function prefixOf(
  digits: string,
  { verb, radix, sharp }: { readonly verb: string; readonly radix: number; readonly sharp: boolean },
): string {
  const octal = sharp && radix === 8 && !digits.startsWith("0") ? "0" : "";
  if (verb === "O") return `0o${octal}`;
  if (!sharp) return "";
  if (radix === 2) return "0b";
  if (radix === 16) return verb === "X" ? "0X" : "0x";
  return octal;
}

function formatCodePoint(value: bigint, flags: VerbFlags): string {
  const unsigned = BigInt.asUintN(64, value);
  const digits = unsigned
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), "0");
  const code = Number(unsigned);
  const sign = flags.sharp && code <= 0x10ffff && isPrintable(code) ? ` '${String.fromCodePoint(code)}'` : "";
  return padWithSpaces(`U+${digits}${sign}`, flags);
}

/** The code point of that number; U+FFFD where there is none. */
function codeOf(value: bigint): number {
  const isSign = value >= 0n && value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  return isSign ? Number(value) : REPLACEMENT;
}
