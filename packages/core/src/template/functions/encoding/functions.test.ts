import { describe, expect, it } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { parseRecordedCalls, repeatCalls } from "../../../../test-support/recorded-calls.ts";
import { encodingFunctions } from "./functions.ts";
import { ENCODING_CALLS } from "./recorded-calls-table.ts";

const call = callIn(encodingFunctions);

describe("encodings and sums", () => {
  it("give what sprig gives", () => {
    const { given, recorded } = repeatCalls(encodingFunctions, parseRecordedCalls(ENCODING_CALLS));

    expect(given).toEqual(recorded);
  });

  it("are tested, each of them", () => {
    const tested = new Set(parseRecordedCalls(ENCODING_CALLS).map(({ name }) => name));

    expect([...encodingFunctions.keys()].filter((name) => !tested.has(name))).toEqual([]);
  });

  it.each([
    ["b64dec", "YQ", "illegal base64 data at input byte 0"],
    ["b64dec", "YQ==x", "illegal base64 data at input byte 4"],
    ["b64dec", "Y\nQ==\n", "a"],
    ["b64dec", "//4A", "\udcff\udcfe\0"],
    ["b32dec", "ME=====", "illegal base32 data at input byte 7"],
    ["b32dec", "MFR=====", "illegal base32 data at input byte 3"],
    ["b32dec", "mfrgg", "illegal base32 data at input byte 0"],
    ["b32dec", "MFRGG===", "abc"],
  ])("%s %o gives %o: an error is data", (name, text, expected) => {
    expect(call(name, text)).toBe(expected);
  });

  it("takes bytes that are not UTF-8 as they are", () => {
    expect(call("b64enc", "\udcff\udcfe\0")).toBe("//4A");
  });
});
