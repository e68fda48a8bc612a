import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { parseRecordedCalls, repeatCalls } from "../../../../test-support/recorded-calls.ts";
import { Int, int64 } from "../../values/value.ts";
import { mathFunctions } from "./functions.ts";
import { MATH_CALLS } from "./recorded-calls-table.ts";

const call = callIn(mathFunctions);

describe("arithmetic and casts", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(mathFunctions, parseRecordedCalls(MATH_CALLS));

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them or its twin", () => {
    const tested = new Set(parseRecordedCalls(MATH_CALLS).map(({ name }) => mathFunctions.get(name)));

    const untested = [...mathFunctions].filter(([, entry]) => !tested.has(entry));

    expect(untested).toEqual([]);
  });

  it.each([
    ["010", 8n],
    ["08", 0n],
    ["0x1F", 31n],
    ["0o17", 15n],
    ["1_000", 1000n],
    ["1.0", 1n],
    ["1.00", 1n],
    ["1.", 0n],
    ["1.0.0", 0n],
    [".0", 0n],
    ["1e3", 0n],
    [" 1", 0n],
    ["9223372036854775808", 0n],
    [1e19, -9223372036854775808n],
    [Number.NaN, -9223372036854775808n],
    [-1.9, -1n],
    [true, 1n],
    [null, 0n],
    [new Int(18446744073709551615n, "uint64"), -1n],
    [new Int(5n, "int64", { type: "time.Duration" }), 0n],
    [new Int(5n, "int", { type: "time.Month" }), 5n],
  ])("takes %o for %o", (value, expected) => {
    expect(call("int64", value)).toEqual(int64(expected));
  });

  it("wraps around at 64 bits", () => {
    expect(call("add", int64(9223372036854775807n), int64(1))).toEqual(int64(-9223372036854775808n));
    expect(call("div", int64(-9223372036854775808n), int64(-1))).toEqual(int64(-9223372036854775808n));
  });
});
