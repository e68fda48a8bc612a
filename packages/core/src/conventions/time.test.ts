import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTime, parseTime } from "./time.ts";

describe(parseTime, () => {
  it("undoes formatting", () => {
    fc.assert(
      fc.property(fc.nat({ max: 253402300799 }), (at) => {
        expect(parseTime(formatTime(at))).toBe(at);
      }),
    );
  });

  it.each([
    ["2026-03-02T09:00:00+01:00", 1772438400],
    ["2026-03-02t08:00:00z", 1772438400],
    ["2026-03-02 08:00:00Z", 1772438400],
    ["2026-03-02", 1772409600],
    ["2024-02-29", 1709164800],
  ])("reads %s", (text, expected) => {
    expect(parseTime(text)).toBe(expected);
  });

  it.each(["", "yesterday", "2026-02-30", "2026-13-01", "2026-03-02T08:00:00", "2026-03-02T25:00:00Z", "1772438400"])(
    "does not read %j",
    (text) => {
      expect(parseTime(text)).toBeUndefined();
    },
  );
});
