import { describe, expect, it } from "vitest";
import { callIn } from "../../../test-support/call-template-function.ts";
import { parseRecordedCalls, repeatCalls } from "../../../test-support/recorded-calls.ts";
import { Struct } from "../values/value.ts";
import { reflectionFunctions } from "./reflection.ts";
import { VALUE_CALLS } from "./recorded-value-calls-table.ts";

const call = callIn(reflectionFunctions);
const calls = parseRecordedCalls(VALUE_CALLS).filter(({ name }) => reflectionFunctions.has(name));

describe("functions that ask for types", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(reflectionFunctions, calls);

    expect(given).toEqual(recorded);
  });

  it("tell pointers from what they point to only where they are asked to", () => {
    const pointer = new Struct("*semver.Version", []);

    expect(call("typeIsLike", "semver.Version", pointer)).toBe(true);
    expect(call("typeIs", "semver.Version", pointer)).toBe(false);
  });

  it("are tested, each of them", () => {
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(reflectionFunctions.keys()));
  });
});
