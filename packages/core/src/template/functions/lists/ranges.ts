import type { Budget } from "../../budget.ts";
import { int, List } from "../../values/value.ts";

const INT_LIST = "[]int";
const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);
/** What an item takes of the limit for texts and lists. */
const ITEM_BYTES = 64;

/** From where to where a range counts; the end is not in it. */
export interface Range {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

/** `until`: from 0 to the count, downwards where it is negative. */
export function countedTo(stop: bigint, budget: Budget): List {
  return intList(numbersOf({ start: 0n, stop, step: stop < 0n ? -1n : 1n }, budget));
}

/** `untilStep`: empty where the step leads away from the end. */
export function countedBy(range: Range, budget: Budget): List {
  return intList(numbersOf(range, budget));
}

/** `seq`: as the command of that name, with the end, first and end, or first, step and end. */
export function sequence(numbers: readonly bigint[], budget: Budget): string {
  const [first = 0n, second = 0n, third = 0n] = numbers;
  switch (numbers.length) {
    case 1:
      return joined({ start: 1n, end: first, step: first < 1n ? -1n : 1n }, budget);
    case 2:
      return joined({ start: first, end: second, step: second < first ? -1n : 1n }, budget);
    case 3:
      return joined({ start: first, end: third, step: second }, budget);
    default:
      return "";
  }
}

function joined({ start, end, step }: { start: bigint; end: bigint; step: bigint }, budget: Budget): string {
  const stop = BigInt.asIntN(64, end + (end < start ? -1n : 1n));
  return numbersOf({ start, stop, step }, budget).join(" ");
}

function numbersOf({ start, stop, step }: Range, budget: Budget): readonly bigint[] {
  const down = stop < start;
  if (down ? step >= 0n : step <= 0n) return [];
  const distance = down ? start - stop : stop - start;
  const size = down ? -step : step;
  const count = (distance + size - 1n) / size;
  const beyond = start + count * step;
  // Go would wrap around and go on for ever.
  if (beyond > LARGEST || beyond < SMALLEST) budget.make(Number.MAX_SAFE_INTEGER);
  budget.make(Number(count) * ITEM_BYTES);
  return Array.from({ length: Number(count) }, (_, index) => start + BigInt(index) * step);
}

function intList(numbers: readonly bigint[]): List {
  return new List(numbers.map(int), { type: INT_LIST });
}
