import { describe, expect, it } from "vitest";
import { plainValue } from "../../../test-support/plain-value.ts";
import { dictOfJson } from "./dict-of-json.ts";
import { Dict, List } from "./value.ts";

describe(dictOfJson, () => {
  it("makes maps, lists and floats of JSON", () => {
    const given = { text: "a", count: 3, on: true, nothing: null, list: [1, { key: "b" }] };

    const dict = dictOfJson(given);

    const inner = new Dict([["key", "b"]]);
    const entries = [
      ["text", "a"],
      ["count", 3],
      ["on", true],
      ["nothing", null],
    ] as const;
    expect(plainValue(dict)).toEqual(plainValue(new Dict([...entries, ["list", new List([1, inner])]])));
  });

  it("leaves out members that are undefined, and has nulls for such items, as JSON does", () => {
    const dict = dictOfJson({ replicas: undefined, list: [undefined] });

    expect(dict.has("replicas")).toBe(false);
    expect(dict.get("list")).toEqual(new List([null]));
  });

  it("has keys that JavaScript's own objects have, too", () => {
    const dict = dictOfJson(JSON.parse('{"__proto__": {"constructor": "x"}}') as object);

    expect([...dict.keys()]).toEqual(["__proto__"]);
    expect(plainValue(dict.get("__proto__"))).toEqual(plainValue(new Dict([["constructor", "x"]])));
  });

  it.each([
    ["Date", { at: new Date(0) }],
    ["Map", { map: new Map([["a", 1]]) }],
    ["Map", new Map([["a", 1]])],
    ["Array", [1]],
    ["Dict", { dict: new Dict() }],
    ["bigint", { list: [1n] }],
    ["function", { call: (): void => undefined }],
  ])("refuses a %s rather than lose it", (name, json) => {
    expect(() => dictOfJson(json)).toThrow(new TypeError(`JSON has no ${name}`));
  });
});
