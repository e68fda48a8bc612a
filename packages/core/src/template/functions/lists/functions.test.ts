import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { parseRecordedCalls, repeatCall } from "../../../../test-support/recorded-calls.ts";
import { Budget, LimitPassed } from "../../budget.ts";
import { Dict, int, List, type Value } from "../../values/value.ts";
import { listFunctions } from "./functions.ts";
import { LIST_CALLS } from "./recorded-calls-table.ts";

describe("functions of lists", () => {
  it("give what sprig gives", () => {
    const calls = parseRecordedCalls(LIST_CALLS);

    const given = calls.map((recorded) => ({ ...recorded, result: repeatCall(listFunctions, recorded) }));

    expect(given).toEqual(calls);
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

  it("count each comparison of maps", () => {
    const maps = new List(Array.from({ length: 2000 }, (_, index) => new Dict([["n", int(index)]])));
    const budget = new Budget({ steps: 1_000_000, bytes: 1_000_000, depth: 100 });

    expect(() => callIn(listFunctions, { budget })("uniq", maps)).toThrow(LimitPassed);
  });
});
