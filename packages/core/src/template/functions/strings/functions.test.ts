import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { parseRecordedCalls, repeatCalls } from "../../../../test-support/recorded-calls.ts";
import { Budget, LimitPassed } from "../../budget.ts";
import { int, List, TEXT_LIST } from "../../values/value.ts";
import { stringFunctions } from "./functions.ts";
import { STRING_CALLS } from "./recorded-calls-table.ts";

const call = callIn(stringFunctions);

describe("functions of texts", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(stringFunctions, parseRecordedCalls(STRING_CALLS));

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them", () => {
    const tested = new Set(parseRecordedCalls(STRING_CALLS).map(({ name }) => name));

    const untested = [...stringFunctions.keys()].filter((name) => !tested.has(name));

    // An older name of trimAll.
    expect(untested).toEqual(["trimall"]);
  });

  it("map letter by letter as Go does, whatever JavaScript's Unicode knows", () => {
    expect(call("upper", "straße ŉ ᾳ ŵ ƛ ǆ ა")).toBe("STRASSE".replace("SS", "ß") + " ŉ ᾼ Ŵ ƛ Ǆ Ა");
    expect(call("lower", "ΟΔΟΣ İ Ǆ")).toBe("οδοσ i ǆ");
    expect(call("title", "ǆ ა ﬁx o'neil a_b 9b")).toBe("ǅ ა ﬁx O'Neil A_b 9b");
    expect(call("swapcase", "ǅab cD")).toBe("ǆAB Cd");
  });

  it.each([
    ["kebabcase", ",B/.,_A", ",b/.,_a"],
    ["snakecase", "(a|b)", "(a_|_b)"],
    ["snakecase", "HTTPStatus2xx", "http_status_2xx"],
    ["snakecase", "Bld4Floor", "bld4_floor"],
    ["camelcase", "_foo-bar baz__qux", "_FooBarBaz_Qux"],
    ["camelcase", "--", "---"],
  ])("%s of %o is %o", (name, text, expected) => {
    expect(call(name, text)).toBe(expected);
  });

  it("sort a slice of texts itself, which others see", () => {
    const words = new List(["b", "é", "a", "B"], { type: TEXT_LIST });

    const sorted = call("sortAlpha", words);

    expect(sorted).toBe(words);
    expect(words.items).toEqual(["B", "a", "b", "é"]);
  });

  it("sort a copy of what many renders share", () => {
    const words = new List(Object.freeze(["b", "a"]), { type: TEXT_LIST });

    const sorted = call("sortAlpha", words);

    expect(sorted).toEqual(new List(["a", "b"], { type: TEXT_LIST }));
    expect(words.items).toEqual(["b", "a"]);
  });

  it.each<[string, Parameters<typeof call>[1][]]>([
    ["repeat", [int(2_000_000_000), "ab"]],
    ["repeat", [int(9_223_372_036_854_775_807n), "a"]],
    ["indent", [int(1_000_000_000), "a"]],
    ["nindent", [int(1000), "\n".repeat(500)]],
    ["replace", ["", "x".repeat(1000), "y".repeat(500)]],
    ["replace", ["y", "x".repeat(1000), "y".repeat(500)]],
    ["wrapWith", [int(1), "x".repeat(1000), "y".repeat(500)]],
    ["join", ["x".repeat(1000), new List(Array.from({ length: 500 }, () => "a"))]],
    ["cat", ["x".repeat(60_000), "y".repeat(60_000)]],
    ["quote", ['"'.repeat(60_000)]],
    ["splitList", ["", "x".repeat(70_000)]],
    ["split", [",", ",".repeat(70_000)]],
    ["splitn", [",", int(2), ",".repeat(70_000)]],
    ["snakecase", ["x".repeat(70_000)]],
  ])("%s is stopped before it takes the memory", (name, args) => {
    const budget = new Budget({ steps: 1_000_000, bytes: 100_000, depth: 100 });

    expect(() => callIn(stringFunctions, { budget })(name, ...args)).toThrow(LimitPassed);
  });
});
