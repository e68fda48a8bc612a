import { describe, expect, it } from "vitest";
import { inKeyOrder } from "./emit-key-order.ts";

// Recorded from Go's two libraries: the order of the older, and of the newer one where it is another.
const ORDERS: readonly (readonly [older: string, newer?: string])[] = [
  ["1 2 10"],
  ["10 101 110"],
  ["V a-b a_b aB ab"],
  ["a2 a10"],
  ["v1.9 v1.10"],
  ["x1y2 x1y10 x2y1"],
  ["a a0 a1 b"],
  ["a0 a00 a01"],
  ["a1 a01 a2"],
  ["a100 a101 a1000"],
  ["a-1 a-01 a-b"],
  ["a- a. a/ a: a_ a0 a9 aA aa aé"],
  ["- . / : _ 0 A a"],
  ["a a٣ aΩ"],
  ["～b \u{1F600}a \u{1F601} a\u{1F600}"],
  ["\uFA0E \u{20000} \u{20001}"],
  ["1 \u{1D7D8} \u{1D7D9}"],
  ["9 9223372036854775806"],
  ["a1 a1- a10 a1a", "a1 a1a a1- a10"],
  ["a9223372036854775807 a9223372036854775808"],
];

describe(inKeyOrder, () => {
  it.each(ORDERS.map(([older, newer = older]) => ({ older, newer })))("sorts $older", ({ older, newer }) => {
    expect(sorted(older, false)).toEqual(older);
    expect(sorted(newer, true)).toEqual(newer);
  });

  it("gives back keys that are in order already", () => {
    const keys = ["a", "b", "c10"];

    expect(inKeyOrder(keys, { lettersAfterDigitsFirst: false })).toBe(keys);
  });

  it("takes a byte that is not UTF-8 for U+FFFD", () => {
    expect(sorted("\uFFFC \uDC80 \uFFFE", true)).toBe("\uFFFC \uDC80 \uFFFE");
  });
});

function sorted(line: string, lettersAfterDigitsFirst: boolean): string {
  return inKeyOrder(line.split(" ").toReversed(), { lettersAfterDigitsFirst }).join(" ");
}
