import { describe, expect, it } from "vitest";
import { ValuesInvalidError } from "../errors.ts";
import { encodeJson } from "../template/json/encode.ts";
import type { ProfileName } from "../template/profile.ts";
import { Int } from "../template/values/value.ts";
import { mergeUserValues, type UserValues } from "./user-values.ts";

describe(mergeUserValues, () => {
  it("lets later flags win in Helm's order, wherever they stood", () => {
    const all = {
      setLiteral: ["f=literal"],
      setFile: ["f=path", "e=path"],
      setString: ["f=1", "e=1", "d=1"],
      set: ["f=2", "e=2", "d=2", "c=2"],
      setJson: ["f=3", "e=3", "d=3", "c=3", "b=3"],
      files: [
        { name: "one.yaml", text: "{a: 4, b: 4, c: 4, d: 4, e: 4, f: 4}" },
        { name: "two.yaml", text: "a: 5" },
      ],
    };

    expect(merged(all)).toBe('{"a":5,"b":3,"c":2,"d":"1","e":"<path>","f":"literal"}');
  });

  it("merges maps, and puts lists in each other's place", () => {
    const files = [
      { name: "one.yaml", text: "m: {x: 1, z: {p: 1}}\nl: [1, 2]" },
      { name: "two.yaml", text: "m: {z: {q: 2}}\nl: [3]\nk: null" },
    ];

    expect(merged({ files, set: ["m.x=null", "l[1]=4"] })).toBe(
      '{"k":null,"l":[3,4],"m":{"x":null,"z":{"p":1,"q":2}}}',
    );
  });

  it("gives whole numbers of --set Go's int64, those of files float64", () => {
    const values = mergeUserValues(
      { files: [{ name: "v.yaml", text: "a: 1" }], set: ["b=1"] },
      { profile: "helm-4.2" },
    );

    expect(values.get("a")).toBe(1);
    expect(values.get("b")).toEqual(new Int(1n, "int64"));
  });

  it("takes an object for --set-json in Helm 4", () => {
    const given = { set: ["a.c=1"], setJson: [' {"a":{"b":[1,{"c":null}]}}'] };

    expect(merged(given)).toBe('{"a":{"b":[1,{"c":null}],"c":1}}');
    expect(() => merged(given, "helm-3.21")).toThrow('failed parsing --set-json data  {"a":{"b":[1,{"c":null}]}}');
  });

  it.each<readonly [UserValues, string]>([
    [{ set: ["a"] }, 'failed parsing --set data: key "a" has no value'],
    [
      { setString: ["a[x]=1"] },
      'failed parsing --set-string data: error parsing index: strconv.Atoi: parsing "x": invalid syntax',
    ],
    [{ setFile: ["a=bad"] }, "failed parsing --set-file data: open bad: no such file or directory"],
    [{ setLiteral: ["a"] }, 'failed parsing --set-literal data: key "a" has no value'],
    [{ setJson: ["a=x"] }, "failed parsing --set-json data a=x"],
    [{ setJson: ["{x}"] }, "failed parsing --set-json data JSON: {x}"],
    [
      { files: [{ name: "v.yaml", text: "[1]" }] },
      "failed to parse v.yaml: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
    ],
  ])("says of %j what Helm 4 says", (given, message) => {
    expect(() => merged(given)).toThrow(ValuesInvalidError);
    expect(() => merged(given)).toThrow(message);
  });
});

function merged(given: UserValues, profile: ProfileName = "helm-4.2"): string {
  const readFile = (path: string): string => {
    if (path === "bad") throw new Error("open bad: no such file or directory");
    return `<${path}>`;
  };
  return encodeJson(mergeUserValues(given, { profile, readFile }), { escapeHtml: false });
}
