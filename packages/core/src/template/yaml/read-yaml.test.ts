import { describe, expect, it } from "vitest";

import { Dict, List, type Value } from "../values/value.ts";
import { readYaml, readYamlList, readYamlMap, readYamlStrict } from "./read-yaml.ts";
import { YamlError } from "./yaml-error.ts";

// What sigs.k8s.io/yaml 1.6 makes of each text, as JSON.
const TEXTS: readonly (readonly [text: string, json: string])[] = [
  ["0b-1", "-1"],
  ["-_0b11", "-3"],
  ["!!binary yAo=", '"\\ufffd\\n"'],
  ["- !!timestamp 2024-01-01T10:00:00Z", '["2024-01-01T10:00:00Z"]'],
  ["y", "true"],
  ["n", "false"],
  ["Yes", "true"],
  ["off", "false"],
  ["tRue", '"tRue"'],
  ["nUll", '"nUll"'],
  ["~", "null"],
  ["null", "null"],
  ["", "null"],
  ["0777", "511"],
  ["0o17", "15"],
  ["0x1F", "31"],
  ["-0x10", "-16"],
  ["0b11", "3"],
  ["-0b11", "-3"],
  ["08", "8"],
  ["1_000", "1000"],
  ["12e03", "12000"],
  ["1.", "1"],
  [".5", "0.5"],
  ["1.10", "1.1"],
  ["0xZ", '"0xZ"'],
  ["10:30", '"10:30"'],
  ["2024-01-01", '"2024-01-01"'],
  ["!!binary aGk=", '"hi"'],
  ["!foo b", '"b"'],
  ["!!str 5", '"5"'],
  ["!!float 5", "5"],
  ["!!int '7'", "7"],
  ["9007199254740993", "9007199254740992"],
  ["18446744073709551615", "18446744073709552000"],
  ["1e999", '"1e999"'],
  ["+5", "5"],
  ["-", "[null]"],
  ["+", '"+"'],
  [".", '"."'],
  ["._5", '"._5"'],
  [".e5", '".e5"'],
  ["-.5", "-0.5"],
  ["0_", "0"],
  ["_1", '"_1"'],
  ["1__0", "10"],
  ["-0", "0"],
  ["0x", '"0x"'],
  ["'5'", '"5"'],
  ["'it''s'", '"it\'s"'],
  ["! 5", '"5"'],
  ["0777777777777777777777777777", "7.777777777777778e+26"],
  ["0x1p4", '"0x1p4"'],
  ["1e-999", "0"],
  ["a:b", '"a:b"'],
  ["a#b", '"a#b"'],
  ["a #b", '"a"'],
  ["\u00e9", '"\\u00e9"'],
  ["! ''", '""'],
  ["a: 1\nb: [1, 'x', {c: d}]\n", '{"a":1,"b":[1,"x",{"c":"d"}]}'],
  ["n: 1\ny: 2\nyes: 3\n", '{"false":1,"true":3}'],
  ["0x10: a\n1.0: b\n1e10: c\n", '{"1":"b","16":"a","1e+10":"c"}'],
  ["a: 1\na: 2\n", '{"a":2}'],
  ["a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n", '{"a":{"b":1},"c":{"b":1},"d":{"b":1,"e":2}}'],
  ["a: {b: 1}\nc:\n  <<: [{x: 1, y: 1}, {x: 2}]\n  y: 3\n", '{"a":{"b":1},"c":{"true":3,"x":1}}'],
  [" a: 1\nb: 2\n", '{"a":1}'],
  ["a: 1\n---\nb: 2\n", '{"a":1}'],
  ["# only\n", "null"],
  ["", "null"],
  ["\ufeffa: 1\n", '{"a":1}'],
  ["a: 1\r\nb: |\r\n  x\r\n  y\r\n", '{"a":1,"b":"x\\ny\\n"}'],
  ["[1,]", "[1]"],
  ["{a: 1,}", '{"a":1}'],
  ["a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\n\nc: |+\n  x\n\n", '{"a":"x\\n y\\n\\nz\\n","b":"x","c":"x\\n\\n"}'],
  ["a: >\n  x\n  y\n\n  z\n   w\n  v\n", '{"a":"x y\\nz\\n w\\nv\\n"}'],
  ["a: |2\n   x\n  y\n", '{"a":" x\\ny\\n"}'],
  ["a: x\n  y\n\n  z\n", '{"a":"x y\\nz"}'],
  ['a: "x\n  y\\\n  z"\n', '{"a":"x yz"}'],
  ["- a\n- - b\n  - c\n-\n- d: 1\n  e: 2\n", '["a",["b","c"],null,{"d":1,"e":2}]'],
  ["a:\n- b\n- c\nd:\n  - e\n", '{"a":["b","c"],"d":["e"]}'],
  ["? a\n: b\n? c\n", '{"a":"b","c":null}'],
  ["a: {b, c: d}\n", '{"a":{"b":null,"c":"d"}}'],
  ["[a: b, c]", '[{"a":"b"},"c"]'],
  ["\"a\": 1\n'b' : 2\n", '{"a":1,"b":2}'],
  ["a:\tb\n", '{"a":"b"}'],
  ["%YAML 1.1\n%TAG !e! tag:yaml.org,2002:\n---\na: !e!str 5\n", '{"a":"5"}'],
  ["a: !!null ''\nb: !<tag:yaml.org,2002:str> 5\n", '{"a":null,"b":"5"}'],
  ["a: &b\nc: *b\n", '{"a":null,"c":null}'],
  ["{}", "{}"],
  ["[]", "[]"],
  ["--- a\n...\nb", '"a"'],
  ["a: 'x\n\n  y'\n", '{"a":"x\\ny"}'],
  ["a: http://x?y#z\n", '{"a":"http://x?y#z"}'],
];

// What it says of each text, after "error converting YAML to JSON: ".
const ERRORS: readonly (readonly [text: string, message: string])[] = [
  ['"a\\x41\\u00e9\\U0001F600\\n\\/"', "yaml: found unknown escape character"],
  ["a: *star\n", "yaml: unknown anchor 'star' referenced"],
  ["!!timestamp 2024-02-30", "yaml: cannot decode !!str `2024-02-30` as a !!timestamp"],
  [
    "? {a: 1, 1: 2, 1.5: 3, true: 4, 18446744073709551615: 5, ~: 6}\n: x",
    'yaml: invalid map key: map[interface {}]interface {}{interface {}(nil):6, "a":1, 0xffffffffffffffff:5, 1:2, 1.5:3, true:4}',
  ],
  ["{{ x }}", 'yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}'],
  ["a: b: c\n", "yaml: mapping values are not allowed in this context"],
  ["a:\n\tb: 1\n", "yaml: line 2: found character that cannot start any token"],
  ["~: e\n", 'unsupported map key of type: %!s(<nil>), key: <nil>, value: "e"'],
  ["a: .inf\n", "json: unsupported value: +Inf"],
  ["a: [1\n", "yaml: line 1: did not find expected ',' or ']'"],
  ["a: 'x\n", "yaml: line 2: found unexpected end of stream"],
  ['a: "\\q"\n', "yaml: found unknown escape character"],
  ["- a\nb: c\n", "yaml: line 1: did not find expected '-' indicator"],
  ["a: 1\n b: 2\n", "yaml: line 2: mapping values are not allowed in this context"],
  ["a\nb: 1\n", "yaml: line 2: mapping values are not allowed in this context"],
  ["a: @x\n", "yaml: found character that cannot start any token"],
  ["a: `x`\n", "yaml: found character that cannot start any token"],
  ["a: %x\n", "yaml: found character that cannot start any token"],
  ["? [a]\n: b\n", 'yaml: invalid map key: []interface {}{"a"}'],
  ["a: !!int x\n", "yaml: cannot decode !!str `x` as a !!int"],
  ["a: !!binary '*'\n", "yaml: !!binary value contains invalid base64 data"],
  ["a: &a [*a]\n", "yaml: anchor 'a' value contains itself"],
  ["<<: 1\n", "yaml: map merge requires map or sequence of maps as the value"],
  ["a: !x!y z\n", "yaml: found undefined tag handle"],
  ["%YAML 1.2\n---\na: 1\n", "yaml: found incompatible YAML document"],
  ["%FOO\n---\n", "yaml: found unknown directive name"],
  ["a: |0\n", "yaml: found an indentation indicator equal to 0"],
  ["a: |x\n", "yaml: did not find expected comment or line break"],
  ["&a: b\n", 'unsupported map key of type: %!s(<nil>), key: <nil>, value: "b"'],
  ['"\\ud800"', "yaml: found invalid Unicode character escape code"],
  ["a: \u0001\n", "yaml: control characters are not allowed"],
  ["18446744073709551615: a\n", 'unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "a"'],
  ["{a: 1", "yaml: line 1: did not find expected ',' or '}'"],
  ["[a, b}", "yaml: did not find expected ',' or ']'"],
  ["a: - b\n", "yaml: block sequence entries are not allowed in this context"],
  ["\n\n\n-a: 1\n- b\n", "yaml: line 4: did not find expected key"],
  ["key: [a, b\nc: d\n", "yaml: line 1: did not find expected ',' or ']'"],
  ["!!binary aGk= : &x [a]\n~: 1\n", "unsupported map key of type: %!s(<nil>), key: <nil>, value: 1"],
];

const DUPLICATES: readonly (readonly [text: string, message: string])[] = [
  ["a: 1\na: 2\n", 'yaml: unmarshal errors:\n  line 2: key "a" already set in map'],
  ["a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", 'yaml: unmarshal errors:\n  line 5: key "c" already set in map'],
  ["1: a\n1: b\n1.0: c\n", "yaml: unmarshal errors:\n  line 2: key 1 already set in map"],
  ["a: 1\n<<: {a: 2}\n", 'yaml: unmarshal errors:\n  line 2: key "a" already set in map'],
  ["true: a\ny: b\n", "yaml: unmarshal errors:\n  line 2: key true already set in map"],
];

describe(readYaml, () => {
  it.each(TEXTS)("reads %j as %s", (text, json) => {
    expect(plain(readYaml(text))).toStrictEqual(JSON.parse(json));
  });

  it.each(ERRORS)("refuses %j: %s", (text, message) => {
    expect(() => readYaml(text)).toThrow(new YamlError(`error converting YAML to JSON: ${message}`));
  });

  it("keeps a zero's sign only for floats", () => {
    const values = ["-0", "-0.0"].map((text) => readYaml(text));

    expect(values).toStrictEqual([0, -0]);
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(() => readYaml("a: \udcff")).toThrow("yaml: invalid leading UTF-8 octet");
  });

  it("reads UTF-16 that is marked as such", () => {
    const bytes = [0xdcff, 0xdcfe, 0x61, 0, 0x3a, 0, 0x20, 0, 0x31, 0];

    const value = readYaml(String.fromCharCode(...bytes));

    expect(plain(value)).toStrictEqual({ a: 1 });
  });

  it("refuses a text that aliases make many times as large", () => {
    const lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]"];
    for (const [name, of] of ["ba", "cb", "dc", "ed", "fe"]) {
      lines.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${of}`).join(", ")}]`);
    }

    expect(() => readYaml(lines.join("\n"))).toThrow("yaml: document contains excessive aliasing");
  });

  it.each(["[", "{a: ", "- ", "? "])("survives %j ten thousand times", (opening) => {
    expect(() => readYaml(opening.repeat(10_000))).toThrow("exceeded max depth");
  });
});

describe(readYamlStrict, () => {
  it.each(DUPLICATES)("refuses %j: %s", (text, message) => {
    expect(() => readYamlStrict(text)).toThrow(new YamlError(`error converting YAML to JSON: ${message}`));
  });

  it("takes a key and a text that reads the same for two", () => {
    expect(plain(readYamlStrict("1: a\n'1': b\n"))).toStrictEqual({ "1": "b" });
  });
});

describe(readYamlMap, () => {
  it("takes a text without content for an empty map", () => {
    expect(plain(readYamlMap("# nothing"))).toStrictEqual({});
  });

  it("refuses what is no map", () => {
    expect(() => readYamlMap("- a")).toThrow(
      "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
    );
  });
});

describe(readYamlList, () => {
  it("takes a text without content for an empty list", () => {
    expect(plain(readYamlList(""))).toStrictEqual([]);
  });

  it("refuses what is no list", () => {
    expect(() => readYamlList("a: b")).toThrow(
      "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type []interface {}",
    );
  });
});

function plain(value: Value): unknown {
  if (value instanceof List) return value.items.map(plain);
  return value instanceof Dict
    ? Object.fromEntries([...value.entries()].map(([key, item]) => [key, plain(item)]))
    : value;
}
