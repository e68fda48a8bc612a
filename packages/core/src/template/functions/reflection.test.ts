import { describe, expect, it } from "vitest";
import { parseRecordedCalls, repeatCalls } from "../../../test-support/recorded-calls.ts";
import { reflectionFunctions } from "./reflection.ts";
import { VALUE_CALLS } from "./recorded-value-calls-table.ts";

const calls = parseRecordedCalls(VALUE_CALLS).filter(({ name }) => reflectionFunctions.has(name));

describe("functions that ask for types", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(reflectionFunctions, calls);

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them", () => {
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(reflectionFunctions.keys()));
  });
});
