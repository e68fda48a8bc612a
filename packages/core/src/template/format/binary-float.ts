import { splitFloat } from "./decimal-digits.ts";

/** Go's `%b` of a float that is not negative: mantissa and exponent of two, such as `4503599627370496p-52`. */
export function formatBinary(value: number): string {
  const { mantissa, exponent } = splitFloat(value);
  return `${mantissa}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** Go's `%x` of a float that is not negative, such as `0x1.8p+01`; a negative precision takes as many digits as needed. */
export function formatHex(value: number, precision: number): string {
  let { mantissa, exponent } = splitFloat(value);
  if (mantissa === 0n) return `0x0${fractionOf("", precision)}p+00`;
  const missing = 53 - bitLength(mantissa);
  mantissa <<= BigInt(missing);
  exponent += 52 - missing;
  if (precision >= 0 && precision < 13) {
    mantissa = shiftRounded(mantissa, 4 * (13 - precision)) << BigInt(4 * (13 - precision));
    if (bitLength(mantissa) > 53) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const fraction = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, "0").replace(/0+$/, "");
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `0x1${fractionOf(fraction, precision)}p${exponent < 0 ? "-" : "+"}${power}`;
}

/** The float nearest to `digits * 2 ** exponent`, exactly half to the even one; infinite where it is too large. */
export function floatOfHex(digits: bigint, exponent: number): number {
  if (digits === 0n) return 0;
  const lowest = Math.max(exponent + bitLength(digits) - 53, -1074);
  if (lowest > 1023) return Infinity;
  return lowest <= exponent
    ? Number(digits) * 2 ** exponent
    : Number(shiftRounded(digits, lowest - exponent)) * 2 ** lowest;
}

function fractionOf(digits: string, precision: number): string {
  const shown = precision < 0 ? digits : digits.padEnd(precision, "0");
  return shown === "" ? "" : `.${shown}`;
}

function shiftRounded(value: bigint, bits: number): bigint {
  const cut = value >> BigInt(bits);
  const rest = value - (cut << BigInt(bits));
  const half = 1n << BigInt(bits - 1);
  return rest > half || (rest === half && cut % 2n === 1n) ? cut + 1n : cut;
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}
