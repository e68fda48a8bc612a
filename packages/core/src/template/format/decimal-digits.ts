/** A number's decimal digits: 0.`digits` times ten to the power of `point`. Zero has no digits. */
export interface Digits {
  readonly digits: string;
  readonly point: number;
}

const NO_DIGITS: Digits = { digits: "", point: 0 };

/** The fewest digits that read back as the same number. The number is finite and not negative. */
export function shortestDigits(value: number): Digits {
  if (value === 0) return NO_DIGITS;
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
}

/** All digits of the number, which has finitely many. The number is finite and not negative. */
export function exactDigits(value: number): Digits {
  if (value === 0) return NO_DIGITS;
  const { mantissa, exponent } = splitFloat(value);
  // With a negative exponent, m / 2^n is m * 5^n / 10^n.
  const whole = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const digits = whole.toString();
  return { digits: withoutTrailingZeros(digits), point: digits.length + Math.min(exponent, 0) };
}

/** The number rounded to so many digits; exactly half goes to the even digit, as Go does. */
export function roundDigits({ digits, point }: Digits, count: number): Digits {
  if (count >= digits.length) return { digits, point };
  if (count < 0) return NO_DIGITS;
  const kept = digits.slice(0, count);
  if (!roundsUp(digits, count)) return trimmed({ digits: kept, point });
  const nines = kept.length - kept.replace(/9+$/, "").length;
  const head = kept.slice(0, kept.length - nines);
  if (head === "") return { digits: "1", point: point + 1 };
  return { digits: head.slice(0, -1) + String(Number(head.slice(-1)) + 1), point };
}

/** Mantissa and exponent of two: `mantissa * 2 ** exponent`, with 53 bits unless the number is subnormal. */
export function splitFloat(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xfffffffffffffn;
  const biased = Number((bits >> 52n) & 0x7ffn);
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10000000000000n, exponent: biased - 1075 };
}

function roundsUp(digits: string, at: number): boolean {
  const next = digits.charCodeAt(at) - 48;
  if (next !== 5 || at + 1 < digits.length) return next >= 5;
  return at > 0 && digits.charCodeAt(at - 1) % 2 === 1;
}

function trimmed({ digits, point }: Digits): Digits {
  const rest = withoutTrailingZeros(digits);
  return rest === "" ? NO_DIGITS : { digits: rest, point };
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--;
  return digits.slice(0, end);
}
