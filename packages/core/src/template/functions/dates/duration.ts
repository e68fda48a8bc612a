import { quoteTimeText } from "./quote-time-text.ts";
import { FunctionError } from "../function.ts";

export const SECOND = 1_000_000_000n;
export const MAX_DURATION: bigint = 2n ** 63n - 1n;
export const MIN_DURATION: bigint = -(2n ** 63n);

const LIMIT = 2n ** 63n;
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1000n],
  ["µs", 1000n],
  ["μs", 1000n],
  ["ms", 1_000_000n],
  ["s", SECOND],
  ["m", 60n * SECOND],
  ["h", 3600n * SECOND],
]);

/**
 * Nanoseconds of a text such as `-1h30m` or `1.5s`.
 * @throws {FunctionError} with the words of Go's `time.ParseDuration`
 */
export function parseDuration(text: string): bigint {
  const isNegative = text.startsWith("-");
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === "0") return 0n;
  const invalid = new FunctionError(`time: invalid duration ${quoteTimeText(text)}`);
  if (rest === "") throw invalid;
  let sum = 0n;
  while (rest !== "") {
    const [number = "", whole = "", fraction = ""] = /^(\d*)(?:\.(\d*))?/.exec(rest) ?? [];
    if (whole === "" && fraction === "") throw invalid;
    rest = rest.slice(number.length);
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? "";
    rest = rest.slice(unit.length);
    // Too large a number is found out before its unit is looked at.
    if (BigInt(whole || "0") > LIMIT) throw invalid;
    if (unit === "") throw new FunctionError(`time: missing unit in duration ${quoteTimeText(text)}`);
    const factor = UNITS.get(unit);
    if (factor === undefined) {
      throw new FunctionError(`time: unknown unit ${quoteTimeText(unit)} in duration ${quoteTimeText(text)}`);
    }
    const value = BigInt(whole || "0") * factor;
    if (value > LIMIT) throw invalid;
    sum += value + fractionOf(fraction, factor);
    if (sum > LIMIT) throw invalid;
  }
  if (isNegative) return -sum;
  if (sum === LIMIT) throw invalid;
  return sum;
}

/** As Go prints a duration: `1h30m0s`, `1.5s`, `20ms`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const distance = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (distance < 1000n) return `${sign}${distance}ns`;
  if (distance < 1_000_000n) return `${sign}${decimal(distance, 3)}µs`;
  if (distance < SECOND) return `${sign}${decimal(distance, 6)}ms`;
  const minutes = distance / (60n * SECOND);
  const seconds = `${decimal(distance % (60n * SECOND), 9)}s`;
  if (minutes === 0n) return sign + seconds;
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`;
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`;
}

/** To the nearest multiple, halves away from zero. */
export function roundDuration(value: bigint, multiple: bigint): bigint {
  if (multiple <= 0n) return value;
  const distance = value < 0n ? -value : value;
  const rest = distance % multiple;
  const rounded = distance - rest + (rest + rest < multiple ? 0n : multiple);
  const result = value < 0n ? -rounded : rounded;
  return result > MAX_DURATION ? MAX_DURATION : result < MIN_DURATION ? MIN_DURATION : result;
}

/** Through a float64, as Go does; digits beyond 63 bits don't count. */
function fractionOf(digits: string, factor: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (value > MAX_DURATION / 10n) break;
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(factor) / scale)));
}

function decimal(value: bigint, places: number): string {
  const unit = 10n ** BigInt(places);
  const fraction = String(value % unit)
    .padStart(places, "0")
    .replace(/0+$/, "");
  return `${value / unit}${fraction === "" ? "" : `.${fraction}`}`;
}
