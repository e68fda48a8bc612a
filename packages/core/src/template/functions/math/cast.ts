import { parseGoFloat, parseGoInt } from "../../format/number.ts";
import { Int, type Value } from "../../values/value.ts";

const SMALLEST = -(2n ** 63n);
/** The named integers that count as numbers; all others are none to the library that casts. */
const NUMBER_TYPES: ReadonlySet<string> = new Set(["time.Month", "time.Weekday"]);

/** A value as `int64` or `int` make it one: 0 for what is no number. */
export function toInt64(value: Value): bigint {
  if (value instanceof Int) return isNumber(value) ? BigInt.asIntN(64, value.value) : 0n;
  if (typeof value === "number") return truncatedToInt64(value);
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "string") return 0n;
  const { value: parsed, error } = parseGoInt(withoutZeroFraction(value), { base: 0 });
  return error === undefined ? parsed : 0n;
}

/** A value as `float64` makes it one: 0 for what is no number. */
export function toFloat64(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Int) return isNumber(value) ? Number(value.value) : 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return 0;
  const { value: parsed, error } = parseGoFloat(value);
  return error === undefined ? parsed : 0;
}

function isNumber({ kind, type }: Int): boolean {
  return type === kind ? kind !== "uintptr" : NUMBER_TYPES.has(type);
}

/** As a 64-bit processor of the usual kind does it: what does not fit becomes the smallest number. */
function truncatedToInt64(value: number): bigint {
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : SMALLEST;
}

/** The text without a fraction of zeros, such as `.00`. */
function withoutZeroFraction(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "0" || text[end - 1] === ".")) end--;
  // Looked at from the end, the first point with a zero behind it is where the text is cut.
  const tail = text.slice(end);
  const point = tail.slice(0, tail.lastIndexOf("0") + 1).lastIndexOf(".");
  return point < 0 ? text : text.slice(0, end + point);
}
