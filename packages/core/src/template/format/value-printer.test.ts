import { describe, expect, it } from "vitest";
import { Bytes, Dict, int, Int, List, Struct, type Value } from "../values/value.ts";
import { ValuePrinter } from "./value-printer.ts";
import { formatPrintf } from "./printf.ts";

/** Format, values and what Go prints. */
type Row = readonly [format: string, values: readonly Value[], text: string];

describe(ValuePrinter, () => {
  it("prints slices and bytes", () => {
    expect(printed(LISTS)).toEqual(expected(LISTS));
  });

  it("prints maps by their keys' bytes", () => {
    expect(printed(MAPS)).toEqual(expected(MAPS));
  });

  it("prints structs and pointers, by their own methods where those may be called", () => {
    expect(printed(STRUCTS)).toEqual(expected(STRUCTS));
  });

  it("calls no methods of anything below a private field", () => {
    const box = new Struct("main.Box", [{ name: "Shown", value: NAMED }]);
    const owner = new Struct("main.Owner", [
      { name: "Box", value: box },
      { name: "hidden", value: box },
      { name: "list", value: new List([NAMED]) },
    ]);

    expect(formatPrintf("%v|%s", [owner, owner])).toBe("{{named} {{}} [{}]}|{{named} {{}} [{}]}");
  });

  it("prints a nil by its declared type", () => {
    const struct = new Struct("main.T", [
      { name: "P", value: null, type: "*main.U" },
      { name: "E", value: null, type: "error" },
    ]);

    expect(formatPrintf("%v %+v %#v %s %d", [struct, struct, struct, struct, struct])).toBe(
      "{<nil> <nil>} {P:<nil> E:<nil>} main.T{P:(*main.U)(nil), E:error(nil)} {%!s(*main.U=<nil>) <nil>} {0 <nil>}",
    );
  });

  it("refuses addresses, which are others each time", () => {
    expect(() => formatPrintf("%v", [new List([POINTER])])).toThrow("printf gives something else each time");
    expect(() => formatPrintf("%d", [new List([POINTER])])).toThrow("printf gives something else each time");
    expect(() => formatPrintf("%p", [DICT])).toThrow("printf gives something else each time");
  });

  it("shows what a pointer within a list points at where the verb does not fit", () => {
    expect(formatPrintf("%s", [new List([POINTER])])).toBe("[%!s(*main.Pair=&{1 x <nil>})]");
  });

  it("refuses data that contains itself", () => {
    const cycle = new Dict();
    cycle.set("self", cycle);

    expect(() => formatPrintf("%v", [cycle])).toThrow("more depth than 1000");
  });

  it("stops where shared data would print without end", () => {
    let value: Value = "x".repeat(100);
    for (let level = 0; level < 40; level++) value = new List([value, value]);

    expect(() => formatPrintf("%v", [value])).toThrow("more bytes than 67108864");
  });
});

const LIST = new List([1, "a", null, true]);
const DICT = new Dict([
  ["b", int(1)],
  ["a", "x"],
  ["c", null],
  ["d", new Dict([["e", new List([])]])],
]);
const BYTES = new Bytes(Uint8Array.of(0x61, 0xff));
const PAIR_FIELDS = [
  { name: "X", value: int(1) },
  { name: "Y", value: "x" },
  { name: "Z", value: null },
];
const PAIR = new Struct("main.Pair", PAIR_FIELDS);
const POINTER = new Struct("*main.Pair", PAIR_FIELDS);
const VERSION = new Struct(
  "*main.Version",
  [
    { name: "major", value: new Int(1n, "uint64") },
    { name: "original", value: "1.0" },
  ],
  { toText: () => "1.0" },
);
const NAMED = new Struct("main.Named", [], { toText: () => "named" });
const OWNER = new Struct("main.Owner", [
  { name: "Shown", value: NAMED },
  { name: "hidden", value: NAMED },
]);

const LISTS: readonly Row[] = [
  ["%v", [LIST], "[1 a <nil> true]"],
  ["%+v", [LIST], "[1 a <nil> true]"],
  ["%#v", [LIST], '[]interface {}{1, "a", interface {}(nil), true}'],
  ["%s", [LIST], "[%!s(float64=1) a <nil> %!s(bool=true)]"],
  ["%d", [LIST], "[%!d(float64=1) %!d(string=a) <nil> %!d(bool=true)]"],
  ["%q", [LIST], '[%!q(float64=1) "a" <nil> %!q(bool=true)]'],
  ["%4v", [LIST], "[   1    a <nil> true]"],
  ["%T", [LIST], "[]interface {}"],
  ["%v", [new List(["a", "b"], { type: "[]string" })], "[a b]"],
  ["%#v", [new List(["a", "b"], { type: "[]string" })], '[]string{"a", "b"}'],
  ["%q", [new List(["a", "b"], { type: "[]string" })], '["a" "b"]'],
  ["%x", [new List(["a", "b"], { type: "[]string" })], "[61 62]"],
  ["%T", [new List(["a", "b"], { type: "[]string" })], "[]string"],
  ["%v", [new List([], { isNil: true })], "[]"],
  ["%#v", [new List([], { isNil: true })], "[]interface {}(nil)"],
  ["%d", [new List([], { isNil: true })], "[]"],
  ["%p", [new List([], { isNil: true })], "0x0"],
  ["%#v", [new List([])], "[]interface {}{}"],
  ["%03d", [new List([int(1), int(-2)], { type: "[]int" })], "[001 -02]"],
  ["%#v", [new List([int(1), int(-2)], { type: "[]int" })], "[]int{1, -2}"],
  ["%s", [BYTES], "a\udcff"],
  ["%v", [BYTES], "[97 255]"],
  ["%d", [BYTES], "[97 255]"],
  ["%x", [BYTES], "61ff"],
  ["% X", [BYTES], "61 FF"],
  ["%q", [BYTES], '"a\\xff"'],
  ["%#v", [BYTES], "[]byte{0x61, 0xff}"],
  ["%#x", [BYTES], "0x61ff"],
  ["%o", [BYTES], "[141 377]"],
  ["%#w", [BYTES], "[]uint8{%!w(uint8=0x61), %!w(uint8=0xff)}"],
  ["%e", [BYTES], "[%!e(uint8=97) %!e(uint8=255)]"],
  ["%T", [BYTES], "[]uint8"],
  ["%3d", [BYTES], "[ 97 255]"],
  ["%.1s", [BYTES], "a"],
  ["%v", [new List([BYTES])], "[[97 255]]"],
  ["%s", [new List([BYTES])], "[a\udcff]"],
  ["%#v", [new List([BYTES])], "[]interface {}{[]uint8{0x61, 0xff}}"],
];

const MAPS: readonly Row[] = [
  ["%v", [DICT], "map[a:x b:1 c:<nil> d:map[e:[]]]"],
  ["%+v", [DICT], "map[a:x b:1 c:<nil> d:map[e:[]]]"],
  [
    "%#v",
    [DICT],
    'map[string]interface {}{"a":"x", "b":1, "c":interface {}(nil), "d":map[string]interface {}{"e":[]interface {}{}}}',
  ],
  ["%s", [DICT], "map[a:x b:%!s(int=1) c:<nil> d:map[e:[]]]"],
  [
    "%d",
    [DICT],
    "map[%!d(string=a):%!d(string=x) %!d(string=b):1 %!d(string=c):<nil> %!d(string=d):map[%!d(string=e):[]]]",
  ],
  ["%T", [DICT], "map[string]interface {}"],
  ["%v", [new Dict([["k", "v"]], { type: "map[string]string" })], "map[k:v]"],
  ["%#v", [new Dict([["k", "v"]], { type: "map[string]string" })], 'map[string]string{"k":"v"}'],
  ["%q", [new Dict([["k", "v"]], { type: "map[string]string" })], 'map["k":"v"]'],
  ["%v", [new Dict(null, { isNil: true })], "map[]"],
  ["%#v", [new Dict(null, { isNil: true })], "map[string]interface {}(nil)"],
  ["%s", [new Dict(null, { isNil: true })], "map[]"],
];

const STRUCTS: readonly Row[] = [
  ["%v", [PAIR], "{1 x <nil>}"],
  ["%+v", [PAIR], "{X:1 Y:x Z:<nil>}"],
  ["%#v", [PAIR], 'main.Pair{X:1, Y:"x", Z:interface {}(nil)}'],
  ["%d", [PAIR], "{1 %!d(string=x) <nil>}"],
  ["%T", [PAIR], "main.Pair"],
  ["%v", [new List([PAIR])], "[{1 x <nil>}]"],
  ["%v", [POINTER], "&{1 x <nil>}"],
  ["%+v", [POINTER], "&{X:1 Y:x Z:<nil>}"],
  ["%#v", [POINTER], '&main.Pair{X:1, Y:"x", Z:interface {}(nil)}'],
  ["%s", [POINTER], "&{%!s(int=1) x <nil>}"],
  ["%T", [POINTER], "*main.Pair"],
  ["%v", [VERSION], "1.0"],
  ["%s", [VERSION], "1.0"],
  ["%q", [VERSION], '"1.0"'],
  ["%x", [VERSION], "312e30"],
  ["%d", [VERSION], "&{1 %!d(string=1.0)}"],
  ["%#v", [VERSION], '&main.Version{major:0x1, original:"1.0"}'],
  ["%+v", [new List([VERSION])], "[1.0]"],
  ["%v", [OWNER], "{named {}}"],
  ["%s", [OWNER], "{named {}}"],
  ["%+v", [OWNER], "{Shown:named hidden:{}}"],
];

function printed(rows: readonly Row[]): string[][] {
  return rows.map(([format, values]) => [format, formatPrintf(format, values)]);
}

function expected(rows: readonly Row[]): string[][] {
  return rows.map(([format, , text]) => [format, text]);
}
