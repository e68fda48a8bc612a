import { FunctionError } from "../function.ts";

/** A decimal number: `digits` times ten to the power of `exponent`. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** Places after the point that a quotient is given with. */
const QUOTIENT_PLACES = 16;

/**
 * The decimal with the fewest digits that reads back as the same float.
 * @throws {FunctionError} for what is no finite number
 */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    throw new FunctionError(`Cannot create a Decimal from ${name}`);
  }
  const [mantissa = "", power = ""] = value.toExponential().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

/** The float nearest to the decimal. */
export function floatOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

export function sum(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent);
  return { digits: scaled(left, exponent) + scaled(right, exponent), exponent };
}

export function difference(left: Decimal, { digits, exponent }: Decimal): Decimal {
  return sum(left, { digits: -digits, exponent });
}

export function product(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, exponent: left.exponent + right.exponent };
}

/**
 * The quotient to 16 places after the point; half is rounded away from zero.
 * @throws {FunctionError} for a division by zero
 */
export function quotient(left: Decimal, right: Decimal): Decimal {
  if (right.digits === 0n) throw new FunctionError("decimal division by 0");
  const shift = left.exponent - right.exponent + QUOTIENT_PLACES;
  const above = shift > 0 ? left.digits * 10n ** BigInt(shift) : left.digits;
  const below = shift < 0 ? right.digits * 10n ** BigInt(-shift) : right.digits;
  const whole = above / below;
  const rest = above % below;
  const isHalf = 2n * size(rest) >= size(below);
  const away = above < 0n === below < 0n ? 1n : -1n;
  return { digits: isHalf ? whole + away : whole, exponent: -QUOTIENT_PLACES };
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}
