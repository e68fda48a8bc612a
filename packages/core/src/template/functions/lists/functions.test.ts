import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { plainValue } from "../../../../test-support/plain-value.ts";
import { parseRecordedCalls, repeatCalls } from "../../../../test-support/recorded-calls.ts";
import { Budget, LimitPassed } from "../../budget.ts";
import { Dict, int, int64, List, type Value } from "../../values/value.ts";
import { listFunctions } from "./functions.ts";
import { LIST_CALLS } from "./recorded-calls-table.ts";

describe("functions of lists", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(listFunctions, parseRecordedCalls(LIST_CALLS));

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them or its twin", () => {
    const tested = new Set(parseRecordedCalls(LIST_CALLS).map(({ name }) => listFunctions.get(name)));

    const untested = [...listFunctions].filter(([, entry]) => !tested.has(entry));

    expect(untested).toEqual([]);
  });

  it.each<[string, Value[]]>([
    ["until", [int(1_000_000_000)]],
    ["untilStep", [int(0), int(9_223_372_036_854_775_807n), int(1)]],
    ["untilStep", [int(0), int(9_223_372_036_854_775_807n), int(9_223_372_036_854_775_806n)]],
    ["untilStep", [int(0), int(-9_223_372_036_854_775_808n), int(-1)]],
    ["seq", [int(1_000_000_000)]],
    ["concat", Array.from({ length: 100 }, () => new List(Array.from({ length: 1000 }, () => null)))],
    ["append", [new List(Array.from({ length: 100_000 }, () => null)), null]],
  ])("%s is stopped before it takes the memory", (name, args) => {
    const budget = new Budget({ steps: 1_000_000, bytes: 1_000_000, depth: 100 });

    expect(() => callIn(listFunctions, { budget })(name, ...args)).toThrow(LimitPassed);
  });

  it("tell integers of different types and floats apart", () => {
    const call = callIn(listFunctions);
    const items = new List([int(1), int64(1), 1, "1", int(1)]);

    expect(call("has", int64(1), new List([int(1)]))).toBe(false);
    expect(plainValue(call("uniq", items))).toEqual(plainValue(new List([int(1), int64(1), 1, "1"])));
  });

  it("count each comparison of maps", () => {
    const maps = new List(Array.from({ length: 2000 }, (_, index) => new Dict([["n", int(index)]])));
    const budget = new Budget({ steps: 1_000_000, bytes: 1_000_000, depth: 100 });

    expect(() => callIn(listFunctions, { budget })("uniq", maps)).toThrow(LimitPassed);
  });
});
