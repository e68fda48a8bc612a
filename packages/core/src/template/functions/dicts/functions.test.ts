import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { plainValue } from "../../../../test-support/plain-value.ts";
import { parseRecordedCalls, repeatCalls } from "../../../../test-support/recorded-calls.ts";
import { Budget, DEFAULT_LIMITS, LimitPassed } from "../../budget.ts";
import { Dict, int, List, Struct } from "../../values/value.ts";
import { dictFunctions } from "./functions.ts";
import { DICT_CALLS } from "./recorded-calls-table.ts";
import { MERGE_CALLS } from "./recorded-merges-table.ts";

const call = callIn(dictFunctions);

describe("functions of maps", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(dictFunctions, parseRecordedCalls(DICT_CALLS));

    expect(given).toEqual(recorded);
  });

  it("merge as mergo does", () => {
    const { given, recorded } = repeatCalls(dictFunctions, parseRecordedCalls(MERGE_CALLS));

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them or its twin", () => {
    const tested = new Set(parseRecordedCalls(DICT_CALLS + MERGE_CALLS.trimStart()).map(({ name }) => name));

    const untested = [...dictFunctions.keys()].filter((name) => !tested.has(name));

    expect(untested).toEqual(["mustDeepCopy"]);
  });

  it("change the map they are given, for all who hold it", () => {
    const inner = new Dict([["x", int(1)]]);
    const outer = new Dict([["inner", inner]]);

    const set = call("set", outer, "a", null);
    call("mergeOverwrite", outer, new Dict([["inner", new Dict([["y", int(2)]])]]));
    call("unset", inner, "x");

    expect(set).toBe(outer);
    expect(plainValue(outer)).toEqual(
      plainValue(
        new Dict([
          ["inner", new Dict([["y", int(2)]])],
          ["a", null],
        ]),
      ),
    );
  });

  it("give a map of a named type back as a plain one that is the same map", () => {
    const values = new Dict([["a", "b"]], { type: "common.Values" });

    const set = call("set", values, "c", "d") as Dict;

    expect(set.type).toBe("map[string]interface {}");
    expect(values.get("c")).toBe("d");
  });

  it("dig in plain maps only", () => {
    const values = new Dict([["a", "b"]], { type: "common.Values" });

    expect(() => call("dig", "a", "", values)).toThrow(
      "interface conversion: interface {} is common.Values, not map[string]interface {}",
    );
  });

  it("share a map of the source that the target has not", () => {
    const shared = new Dict();

    const merged = call("merge", new Dict(), new Dict([["a", shared]])) as Dict;

    expect(merged.get("a")).toBe(shared);
  });

  it("take the source's map also where both are empty, and their own where it was filled", () => {
    const own = new Dict();
    const empty = new Dict();
    const filled = new Dict([["x", int(1)]]);

    const merged = call(
      "merge",
      new Dict([
        ["a", own],
        ["b", own],
      ]),
      new Dict([
        ["a", empty],
        ["b", filled],
      ]),
    ) as Dict;

    expect(merged.get("a")).toBe(empty);
    expect(merged.get("b")).toBe(own);
    expect(own.get("x")).toEqual(int(1));
  });

  it("give an empty text where a pointer is merged with a map, and an error where they must", () => {
    const version = new Struct("*semver.Version", []);
    const target = (): Dict => new Dict([["v", version]]);
    const source = new Dict([["v", new Dict([["a", int(1)]])]]);

    expect(call("merge", target(), source)).toBe("");
    expect(() => call("mustMerge", target(), source)).toThrow("src and dst must be of same type");
    expect(plainValue(call("mergeOverwrite", target(), source))).toEqual(plainValue(source));
  });

  it("sort what Go has in no order", () => {
    const dict = new Dict([
      ["b", int(1)],
      ["a", int(2)],
    ]);

    expect(plainValue(call("keys", dict))).toEqual(plainValue(new List(["a", "b"], { type: "[]string" })));
    expect(plainValue(call("values", dict))).toEqual(plainValue(new List([int(2), int(1)])));
  });

  it("copy maps and lists at every depth, and what structs hold", () => {
    const inner = new Dict([["x", int(1)]]);
    const chart = new Struct("chart.Metadata", [{ name: "Annotations", value: inner }]);
    const copy = call(
      "deepCopy",
      new Dict([
        ["list", new List([inner])],
        ["chart", chart],
      ]),
    ) as Dict;

    inner.set("x", int(2));

    const before = plainValue(new Dict([["x", int(1)]]));
    expect((copy.get("list") as List).items.map(plainValue)).toEqual([before]);
    expect(plainValue((copy.get("chart") as Struct).fields[0]?.value)).toEqual(before);
  });

  it("stop at maps that hold themselves", () => {
    const dict = new Dict();
    dict.set("self", dict);
    const other = new Dict();
    other.set("self", other);

    expect(() => call("deepCopy", dict)).toThrow(LimitPassed);
    expect(() => call("merge", dict, other)).toThrow(LimitPassed);
  });

  it("stop copying what was doubled again and again", () => {
    let dict = new Dict();
    for (let depth = 0; depth < 60; depth++)
      dict = new Dict([
        ["a", dict],
        ["b", dict],
      ]);

    const budget = new Budget({ ...DEFAULT_LIMITS, steps: 1_000_000 });

    expect(() => callIn(dictFunctions, { budget })("deepCopy", dict)).toThrow(LimitPassed);
  });
});
