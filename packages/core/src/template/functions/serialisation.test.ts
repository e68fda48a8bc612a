import { describe, expect, it } from "vitest";
import { callIn } from "../../../test-support/call-template-function.ts";
import { profileOf } from "../profile.ts";
import { Dict, int, List } from "../values/value.ts";
import { serialisationFunctions } from "./serialisation.ts";

const call = callIn(serialisationFunctions(profileOf("helm-4.2")));

describe(serialisationFunctions, () => {
  it.each([
    ["fromYaml", "a: [1", `{"Error":"error converting YAML to JSON: yaml: line 1: did not find expected ',' or ']'"}`],
    [
      "fromYaml",
      "- a",
      '{"Error":"error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}"}',
    ],
    [
      "fromYamlArray",
      "a: 1",
      '["error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type []interface {}"]',
    ],
    ["fromYaml", "a: .inf", '{"Error":"error converting YAML to JSON: json: unsupported value: +Inf"}'],
    ["fromJson", "[1]", '{"Error":"json: cannot unmarshal array into Go value of type map[string]interface {}"}'],
    ["fromJson", '{"a":', '{"Error":"unexpected end of JSON input"}'],
    ["fromJsonArray", "{}", '["json: cannot unmarshal object into Go value of type []interface {}"]'],
    [
      "fromJson",
      '{"a":1e999,"b":2}',
      '{"Error":"json: cannot unmarshal number 1e999 into Go value of type float64","a":null,"b":2}',
    ],
  ])("%s %o gives the error as data", (name, text, json) => {
    expect(call("toJson", call(name, text))).toBe(json);
  });

  it("takes an empty text for an empty map or list, and null in JSON for a nil one", () => {
    expect(call("toJson", call("fromYaml", ""))).toBe("{}");
    expect(call("toJson", call("fromYamlArray", "# nothing"))).toBe("[]");
    expect(call("toJson", call("fromJson", "null"))).toBe("null");
    expect(call("toJson", call("fromJsonArray", "null"))).toBe("null");
    expect(call("mustFromJson", "null")).toBe(null);
  });

  it("writes what was read", () => {
    const value = new Dict([["a", new List([int(1), new Dict([["b", "<&>"]])])]]);

    expect(call("toYaml", value)).toBe("a:\n- 1\n- b: <&>");
    expect(call("toYamlPretty", value)).toBe("a:\n  - 1\n  - b: <&>");
    expect(call("toJson", value)).toBe(String.raw`{"a":[1,{"b":"\u003c\u0026\u003e"}]}`);
    expect(call("toRawJson", value)).toBe('{"a":[1,{"b":"<&>"}]}');
    expect(call("toPrettyJson", new Dict([["a", new List([int(1)])]]))).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it("takes one newline from the end of YAML", () => {
    expect(call("toYaml", "a\n\n")).toBe("|+\n  a\n");
  });

  it.each(["toJson", "toYaml", "toPrettyJson"])("%s gives nothing for what can't be written", (name) => {
    expect(call(name, Number.POSITIVE_INFINITY)).toBe("");
  });

  it.each([
    ["mustToJson", "json: unsupported value: +Inf"],
    ["mustToPrettyJson", "json: unsupported value: +Inf"],
    ["toRawJson", "json: unsupported value: +Inf"],
    ["mustToRawJson", "json: unsupported value: +Inf"],
    ["mustToYaml", "error marshaling into JSON: json: unsupported value: +Inf"],
  ])("%s fails for it", (name, message) => {
    expect(() => call(name, Number.POSITIVE_INFINITY)).toThrow(message);
  });

  it("fails for JSON that is none where it must", () => {
    expect(() => call("mustFromJson", "{")).toThrow("unexpected end of JSON input");
  });
});
