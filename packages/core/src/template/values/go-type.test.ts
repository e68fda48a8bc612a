import { describe, expect, it } from "vitest";
import { elementType, isTrue, kindOf, typeOf, zeroOf } from "./go-type.ts";
import { Bytes, Dict, int, Int, List, Struct, TEXT_LIST, type Value } from "./value.ts";

/** A value, what `%T` prints of it, and its kind. */
const TYPED: readonly (readonly [value: Value, type: string, kind: string])[] = [
  [null, "<nil>", "invalid"],
  [undefined, "<nil>", "invalid"],
  [true, "bool", "bool"],
  ["", "string", "string"],
  [1.5, "float64", "float64"],
  [int(1), "int", "int"],
  [new Int(1n, "int8"), "int8", "int8"],
  [new Int(1n, "uintptr"), "uintptr", "uintptr"],
  [new Int(1n, "int64", { type: "time.Duration" }), "time.Duration", "int64"],
  [new List([]), "[]interface {}", "slice"],
  [new List([], { type: TEXT_LIST }), "[]string", "slice"],
  [new Bytes(new Uint8Array(0)), "[]uint8", "slice"],
  [new Dict(), "map[string]interface {}", "map"],
  [new Dict(null, { type: "common.Values" }), "common.Values", "map"],
  [new Struct("main.S", []), "main.S", "struct"],
  [new Struct("*main.S", []), "*main.S", "ptr"],
];

describe(typeOf, () => {
  it("names types as %T does", () => {
    expect(TYPED.map(([value]) => typeOf(value))).toEqual(TYPED.map(([, type]) => type));
  });
});

describe(kindOf, () => {
  it("looks through named types", () => {
    expect(TYPED.map(([value]) => kindOf(value))).toEqual(TYPED.map(([, , kind]) => kind));
  });
});

describe(elementType, () => {
  it("tells what slices and maps hold", () => {
    const types = ["[]interface {}", "[]string", "[]*chart.Maintainer", "map[string]string", "map[string][]uint8"];

    expect(types.map(elementType)).toEqual(["interface {}", "string", "*chart.Maintainer", "string", "[]uint8"]);
  });

  it("knows the named types of Helm", () => {
    const types = ["common.Values", "chartutil.Values", "common.VersionSet", "chartutil.VersionSet", "engine.files"];

    expect(types.map(elementType)).toEqual(["interface {}", "interface {}", "string", "string", "[]uint8"]);
  });
});

describe(zeroOf, () => {
  it("gives nothing, zero, or an empty value of the type", () => {
    expect(["string", "bool", "float64", "interface {}", "*main.S"].map(zeroOf)).toEqual(["", false, 0, null, null]);
    expect(["int", "uint8", "uintptr"].map((type) => zeroOf(type))).toEqual([
      int(0),
      new Int(0n, "uint8"),
      new Int(0n, "uintptr"),
    ]);
  });

  it("gives nil slices and maps", () => {
    const list = zeroOf("[]string");
    const dict = zeroOf("map[string]string");

    expect(list instanceof List && [list.type, list.isNil, list.items.length]).toEqual(["[]string", true, 0]);
    expect(dict instanceof Dict && [dict.type, dict.isNil, dict.size]).toEqual(["map[string]string", true, 0]);
    expect(zeroOf("[]uint8")).toBeInstanceOf(Bytes);
  });
});

describe(isTrue, () => {
  it("takes nothing, zero and what is empty for false", () => {
    const values = [
      null,
      undefined,
      false,
      0,
      -0,
      "",
      int(0),
      new Int(0n, "int64", { type: "time.Duration" }),
      new List([]),
      new List([], { isNil: true }),
      new Bytes(new Uint8Array(0)),
      new Dict(),
    ];

    expect(values.map(isTrue)).not.toContain(true);
  });

  it("takes all else for true, structs in any case", () => {
    const values = [
      true,
      NaN,
      -1,
      "0",
      "false",
      int(-1),
      new List([null]),
      new Bytes(new Uint8Array(1)),
      new Dict([["a", null]]),
      new Struct("main.S", []),
      new Struct("*main.S", []),
    ];

    expect(values.map(isTrue)).not.toContain(false);
  });
});
