import { describe, expect, it } from "vitest";
import { parseRecordedCalls, repeatCalls } from "../../../test-support/recorded-calls.ts";
import { defaultFunctions } from "./defaults.ts";
import { VALUE_CALLS } from "./recorded-value-calls-table.ts";

const calls = parseRecordedCalls(VALUE_CALLS).filter(({ name }) => defaultFunctions.has(name));

describe("functions that look whether values are empty", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(defaultFunctions, calls);

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them", () => {
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(defaultFunctions.keys()));
  });
});
