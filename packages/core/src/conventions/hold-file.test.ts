import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHoldFile, parseHoldFile } from "./hold-file.ts";
import { parseRequestId } from "./ids.ts";

const request = parseRequestId("01KJPRZB00Q8V5T7X2N6M9R4BH");

describe(formatHoldFile, () => {
  it("writes who, when, why and the request", () => {
    expect(formatHoldFile({ by: "ada", atSeconds: 1772438400, reason: "checkout errors", request })).toBe(
      "by: ada\nat: 2026-03-02T08:00:00Z\nreason: checkout errors\nrequest: 01KJPRZB00Q8V5T7X2N6M9R4BH\n",
    );
  });

  it("is undone by parsing", () => {
    const hold = fc.record(
      { by: fc.string(), atSeconds: fc.nat(), reason: fc.string({ unit: "grapheme" }), request: fc.constant(request) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(hold, (written) => {
        expect(parseHoldFile(formatHoldFile(written))).toEqual(written);
      }),
    );
  });
});

describe(parseHoldFile, () => {
  it.each([
    ["nothing", ""],
    ["a word", "hold"],
    ["broken YAML", "by: [ada"],
    ["wrong types", "by: 1\nat: yesterday\nreason: [a]\nrequest: x"],
    ["an alias", "by: &a ada\nreason: *a"],
  ])("reads %s as a hold without details it can't trust", (_what, text) => {
    expect(parseHoldFile(text)).toEqual({});
  });
});
