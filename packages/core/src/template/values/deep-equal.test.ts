import { describe, expect, it } from "vitest";
import { deepEqual } from "./deep-equal.ts";
import { Bytes, Dict, int, Int, int64, List, Struct, TEXT_DICT, TEXT_LIST, type Value } from "./value.ts";

describe(deepEqual, () => {
  it("compares scalars by type and value", () => {
    expect(answers(SCALARS)).toEqual(expected(SCALARS));
  });

  it("compares lists by type, items and whether they are nil", () => {
    expect(answers(LISTS)).toEqual(expected(LISTS));
  });

  it("compares maps by type, entries and whether they are nil", () => {
    expect(answers(DICTS)).toEqual(expected(DICTS));
  });

  it("compares structs by type and fields, and pointers by what they point at", () => {
    expect(answers(STRUCTS)).toEqual(expected(STRUCTS));
  });

  it("takes a value for equal to itself even where it holds what is not", () => {
    const list = new List([NaN]);

    expect(deepEqual(list, list)).toBe(true);
    expect(deepEqual(list, new List([NaN]))).toBe(false);
  });

  it("comes to an end where data contains itself or is shared very often", () => {
    expect(deepEqual(cycle(1), cycle(1))).toBe(true);
    expect(deepEqual(cycle(1), cycle(2))).toBe(false);
    expect(deepEqual(shared(100), shared(100))).toBe(true);
  });

  it("refuses data that is too deep", () => {
    expect(() => deepEqual(nested(1001), nested(1001))).toThrow("more depth than 1000");
    expect(deepEqual(nested(1000), nested(1000))).toBe(true);
  });
});

type Row = readonly [left: Value, right: Value, equal: boolean];

const SECOND = new Int(1_000_000_000n, "int64", { type: "time.Duration" });

const SCALARS: readonly Row[] = [
  [null, null, true],
  [null, undefined, true],
  [null, int(0), false],
  [int(1), int(1), true],
  [int(1), int(2), false],
  [int(1), int64(1), false],
  [int(1), 1, false],
  [1, 1, true],
  [0, -0, true],
  [NaN, NaN, false],
  ["a", "a", true],
  ["a", "b", false],
  [true, true, true],
  [true, false, false],
  [SECOND, new Int(1_000_000_000n, "int64", { type: "time.Duration" }), true],
  [SECOND, int64(1_000_000_000), false],
];

const LISTS: readonly Row[] = [
  [null, new List([], { isNil: true }), false],
  [new List([]), new List([], { isNil: true }), false],
  [new List([], { isNil: true }), new List([], { isNil: true }), true],
  [new List([]), new List([], { type: TEXT_LIST }), false],
  [new List([int(1), "a"]), new List([int(1), "a"]), true],
  [new List([int(1)]), new List([1]), false],
  [new List([int(1)]), new List([int(1), int(2)]), false],
  [new List([null]), new List([null]), true],
  [new List([null]), new List([new List([], { isNil: true })]), false],
  [new Bytes(Uint8Array.of(1, 2)), new Bytes(Uint8Array.of(1, 2)), true],
  [new Bytes(Uint8Array.of(1, 2)), new Bytes(Uint8Array.of(1, 3)), false],
  [new Bytes(Uint8Array.of(1)), new Bytes(Uint8Array.of(1, 2)), false],
];

const DICTS: readonly Row[] = [
  [new Dict(), new Dict(null, { isNil: true }), false],
  [dict({ a: 1, b: 2 }), dict({ b: 2, a: 1 }), true],
  [dict({ a: null }), dict({}), false],
  [dict({ a: null }), dict({ b: null }), false],
  [dict({ a: dict({ x: 1 }) }), dict({ a: dict({ x: 2 }) }), false],
  [new Dict(null, { type: TEXT_DICT }), new Dict(), false],
  [dict({ a: 1 }).as({ type: "common.Values" }), dict({ a: 1 }), false],
  [dict({ a: 1 }).as({ type: "common.Values" }), dict({ a: 1 }).as({ type: "common.Values" }), true],
];

const STRUCTS: readonly Row[] = [
  [struct("main.S", 1), struct("main.S", 1), true],
  [struct("main.S", 1), struct("main.S", 2), false],
  [struct("main.S", 1), struct("main.T", 1), false],
  [struct("*main.S", 1), struct("*main.S", 1), true],
  [struct("*main.S", 1), struct("main.S", 1), false],
  [new Struct("x.V", [], { toText: () => "1" }), new Struct("x.V", [], { toText: () => "1" }), true],
  [new Struct("x.V", [], { toText: () => "1" }), new Struct("x.V", [], { toText: () => "2" }), false],
];

function answers(rows: readonly Row[]): boolean[] {
  return rows.flatMap(([left, right]) => [deepEqual(left, right), deepEqual(right, left)]);
}

function expected(rows: readonly Row[]): boolean[] {
  return rows.flatMap(([, , equal]) => [equal, equal]);
}

function dict(entries: Readonly<Record<string, Value>>): Dict {
  return new Dict(Object.entries(entries));
}

function struct(type: string, value: number): Struct {
  return new Struct(type, [{ name: "A", value: int(value) }]);
}

function cycle(value: number): Dict {
  const made = dict({ value: int(value) });
  return made.set("self", made);
}

function shared(levels: number): Value {
  let value: Value = new List([]);
  for (let level = 0; level < levels; level++) value = new List([value, value]);
  return value;
}

function nested(levels: number): Value {
  let value: Value = 1;
  for (let level = 0; level < levels; level++) value = new List([value]);
  return value;
}
