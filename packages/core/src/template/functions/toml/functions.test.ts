import { describe, expect, test } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { printAll } from "../../format/print.ts";
import { Bytes, Dict, int, List, Struct, type Value } from "../../values/value.ts";
import { durationValue } from "../dates/time-value.ts";
import { tomlFunctions } from "./functions.ts";

const call = callIn(tomlFunctions);

function dict(entries: Record<string, Value>): Dict {
  return new Dict(Object.entries(entries));
}

// All expected texts are what BurntSushi's library 1.6.0 gives.
describe("toToml", () => {
  test.each([
    [dict({ b: true, a: int(1), n: null }), "a = 1\nb = true\n"],
    [dict({ m: dict({ x: int(1), y: dict({ z: int(2) }) }) }), "[m]\n  x = 1\n  [m.y]\n    z = 2\n"],
    [dict({ z: int(1), m: dict({}) }), "z = 1\n\n[m]\n"],
    [dict({ l: new List([dict({ a: int(1) }), dict({ b: int(2) })]) }), "[[l]]\n  a = 1\n\n[[l]]\n  b = 2\n"],
    [dict({ l: new List([dict({ n: new List([dict({ x: int(1) })]) })]) }), "[[l]]\n\n  [[l.n]]\n    x = 1\n"],
    [dict({ l: new List([int(1), dict({ e: "f", g: null })]) }), 'l = [1, {e = "f", }]\n'],
    [
      dict({ f: 5, g: 1e7, h: 0.00001, i: 123456.789, j: Infinity }),
      "f = 5.0\ng = 1e+07\nh = 1e-05\ni = 123456.789\nj = inf\n",
    ],
    [dict({ "a b": 1, "": 2, é: 3, "x-y_z": 4 }), '"" = 2.0\n"a b" = 1.0\nx-y_z = 4.0\n"é" = 3.0\n'],
    [dict({ s: 'x\ny\t"q" \\ é\u0000\u007f' }), 's = "x\\ny\\t\\"q\\" \\\\ é\\u0000\\u007f"\n'],
    [dict({ b: new Bytes(Uint8Array.of(1, 2)), d: durationValue(90_000_000_000n) }), 'b = [1, 2]\nd = "1m30s"\n'],
    ["s", '"s"'],
    [int(5), "5"],
    [new List([]), "[]"],
  ] as [Value, string][])("writes %#", (value, text) => {
    expect(call("toToml", value)).toBe(text);
    expect(call("mustToToml", value)).toBe(text);
  });

  test("gives an error's text as value, where mustToToml fails", () => {
    const withNil = dict({ n: new List([int(1), null]) });

    expect(call("toToml", withNil)).toBe("toml: cannot encode array with nil element");
    expect(() => call("mustToToml", withNil)).toThrow("toml: cannot encode array with nil element");
    expect(call("toToml", new List([dict({})]))).toBe("toml: top-level values must be Go maps or structs");
    expect(() => call("toToml", null)).toThrow("reflect: call of reflect.Value.Type on zero Value");
  });

  test("refuses data that holds itself", () => {
    const circle = dict({});
    circle.set("again", circle);

    expect(() => call("toToml", circle)).toThrow("data that holds itself");
  });
});

describe("fromToml", () => {
  test.each([
    ['a = { b = 1, c = "d" }', "map[a:map[b:1 c:d]]"],
    ["[[l]]\na = 1\n[[l]]\nb = 2", "map[l:[map[a:1] map[b:2]]]"],
    ["[t]\na = 1\n[t.u]\nb = 2.5", "map[t:map[a:1 u:map[b:2.5]]]"],
    ["a = 2024-01-02T03:04:05Z", "map[a:2024-01-02 03:04:05 +0000 UTC]"],
    ["a = 2024-01-02T03:04:05.123+02:00", "map[a:2024-01-02 03:04:05.123 +0200 +0200]"],
    ["\ufeffa = 1", "map[a:1]"],
    ["\udcff\udcfea = 1", "map[a:1]"],
    ["a = 2024-01-02", "map[a:2024-01-02 00:00:00 +0000 date-local]"],
    ["a = 03:04:05.5", "map[a:0000-01-01 03:04:05.5 +0000 time-local]"],
    ["a = 2024-01-02 03:04:05", "map[a:2024-01-02 03:04:05 +0000 datetime-local]"],
    ["", "map[]"],
  ])("reads %j", (text, printed) => {
    expect(printAll([call("fromToml", text)])).toBe(printed);
  });

  test("integers are int64", () => {
    const value = (call("fromToml", "a = 0x1F") as Dict).get("a");

    expect(value).toEqual(expect.objectContaining({ type: "int64", value: 31n }));
    expect(value).not.toBeInstanceOf(Struct);
  });

  test.each([
    ["a = True", 'toml: line 1 (last key "a"): expected value but found "True" instead'],
    ["= 1", "toml: line 1: unexpected '=': key name appears blank"],
    ["toml: cannot", "toml: line 1: expected '.' or '=', but got ':' instead"],
    ["CamelCase", "toml: line 1: unexpected EOF; expected key separator '='"],
    ["line\r\n", "toml: line 1: expected '.' or '=', but got '\\r' instead"],
    ["\u0085", "toml: line 1: expected '.' or '=', but got '\\u0085' instead"],
    ["it's", "toml: line 1: expected '.' or '=', but got '\\'' instead"],
    ['"a"', "toml: line 1: unexpected EOF; expected key separator '='"],
    ['"a"\n', "toml: line 1: expected '.' or '=', but got '\\n' instead"],
    ["a = 1\n\udcff", "toml: line 2: invalid UTF-8 byte: 0xff"],
    ["[t]\noo\n", "toml: line 2 (last key \"t\"): expected '.' or '=', but got '\\n' instead"],
    ["[t]\na = .5\n", "toml: line 2 (last key \"t.a\"): floats must start with a digit, not '.'"],
    ["a = 1\na = 2\n", "toml: line 2 (last key \"a\"): Key 'a' has already been defined."],
    ["[t]\n[t]\n", "toml: line 2: Key 't' has already been defined."],
    ["a = 1 2", "toml: line 1: expected a top-level item to end with a newline, comment, or EOF, but got '2' instead"],
    ["a = 99999999999999999999\nb", 'toml: line 1 (last key "a"): 99999999999999999999 is out of range for int64'],
    ["a = 01", 'toml: line 1 (last key "a"): Invalid integer "01": cannot have leading zeroes'],
    ["a = 2024-13-01", 'toml: line 1 (last key "a"): invalid datetime: "2024-13-01"'],
    ['a = "x\n', 'toml: line 1 (last key "a"): strings cannot contain newlines'],
    ["[]\n", "toml: line 1: unexpected end of table name (table names cannot be empty)"],
  ])("gives what is wrong with %j as data", (text, error) => {
    expect(call("fromToml", text)).toEqual(new Dict([["Error", error]]));
  });
});
