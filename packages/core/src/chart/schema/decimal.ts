/** A number as JSON writes it, exact: `digits * 10 ** exponent`. */
export class Decimal {
  readonly digits: bigint;
  readonly exponent: number;

  constructor(digits: bigint, exponent: number) {
    this.digits = digits;
    this.exponent = exponent;
  }

  isInteger(): boolean {
    return this.exponent >= 0 || this.digits % 10n ** BigInt(-this.exponent) === 0n;
  }

  /** @param other not zero */
  isMultipleOf(other: Decimal): boolean {
    const [left, right] = aligned(this, other);
    return left % right === 0n;
  }

  /** Negative, zero or positive. */
  compare(other: Decimal): number {
    const [left, right] = aligned(this, other);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  toNumber(): number {
    return Number(`${this.digits}e${this.exponent}`);
  }

  /** The same for equal numbers only. */
  canonicalText(): string {
    const [, kept = "", zeros = ""] = /^(.*?)(0*)$/.exec(String(this.digits)) ?? [];
    return kept === "" ? "0" : `${kept}e${this.exponent + zeros.length}`;
  }

  toText(): string {
    return this.exponent === 0 ? String(this.digits) : String(this.toNumber());
  }
}

/** Powers of ten that no real schema has, and that would take long. */
const MAX_EXPONENT = 1000;

/** The number; `undefined` for what is none, or too large to be looked at. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null || text.length > MAX_EXPONENT) return undefined;
  const [, sign = "", whole = "", fraction = "", power = "0"] = match;
  const exponent = Number(power) - fraction.length;
  const digits = BigInt(whole + fraction);
  if (digits === 0n) return new Decimal(0n, 0);
  return Math.abs(exponent) > MAX_EXPONENT ? undefined : new Decimal(sign === "" ? digits : -digits, exponent);
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const exponent = Math.min(left.exponent, right.exponent);
  return [
    left.digits * 10n ** BigInt(left.exponent - exponent),
    right.digits * 10n ** BigInt(right.exponent - exponent),
  ];
}
