import { describe, expect, it } from "vitest";
import { isoTime, relativeTime } from "./relative-time.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) / 1000;

describe(relativeTime, () => {
  it.each([
    [0, "now"],
    [42, "42 s ago"],
    [3 * 60, "3 min ago"],
    [5 * 3600 + 59 * 60, "5 h ago"],
    [86_400, "1 day ago"],
    [6.9 * 86_400, "6 days ago"],
    [8 * 86_400, "14 Nov 2026, 12:00"],
    [-3600, "22 Nov 2026, 13:00"],
  ])("says %i seconds ago as people do", (ago, expected) => {
    expect(relativeTime(NOW - ago, NOW)).toBe(expected);
  });

  it.each([0, 1e14, 1e300, Number.NaN, Number.POSITIVE_INFINITY, -1])("knows no text for %d", (atSeconds) => {
    expect(relativeTime(atSeconds, NOW)).toBe(undefined);
    expect(isoTime(atSeconds)).toBe(undefined);
  });
});

describe(isoTime, () => {
  it("has whole seconds, in UTC", () => {
    expect(isoTime(NOW + 0.9)).toBe("2026-11-22T12:00:00Z");
  });
});
