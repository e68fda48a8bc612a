import { describe, expect, it } from "vitest";
import { Dict, Int, int, int64, List, Struct } from "./value.ts";

describe(Dict, () => {
  it("keeps what was set, whatever the key is called", () => {
    const dict = new Dict([["__proto__", 1]]).set("constructor", 2).set("a", null);

    expect([dict.get("__proto__"), dict.get("constructor"), dict.get("a"), dict.get("toString")]).toEqual([
      1,
      2,
      null,
      undefined,
    ]);
    expect([dict.size, dict.has("a"), dict.has("b")]).toEqual([3, true, false]);
  });

  it("sorts its keys by their bytes, also after changes", () => {
    const dict = new Dict([
      ["b", 1],
      ["a10", 1],
      ["Z", 1],
    ]);

    expect(dict.sortedKeys()).toEqual(["Z", "a10", "b"]);
    expect(dict.set("a2", 1).set("b", 2).sortedKeys()).toEqual(["Z", "a10", "a2", "b"]);
    dict.delete("Z");
    dict.delete("none");
    expect(dict.sortedKeys()).toEqual(["a10", "a2", "b"]);
  });

  it("gives the entries in the order they came in", () => {
    const dict = new Dict([["b", 1]]).set("a", 2).set("b", 3);

    expect([...dict.keys()]).toEqual(["b", "a"]);
    expect([...dict.entries()]).toEqual([
      ["b", 3],
      ["a", 2],
    ]);
  });

  it("shares its entries with the same map under another type", () => {
    const dict = new Dict([["b", 1]]);
    const twin = dict.as({ type: "common.Values" });
    expect(dict.sortedKeys()).toEqual(["b"]);

    twin.set("a", 2);

    expect([twin.type, dict.type]).toEqual(["common.Values", "map[string]interface {}"]);
    expect([dict.get("a"), dict.size, dict.sortedKeys()]).toEqual([2, 2, ["a", "b"]]);
  });
});

describe(Int, () => {
  it("is of its kind unless it has a name", () => {
    expect([int(1).type, int64(1).type, new Int(1n, "uint8").type]).toEqual(["int", "int64", "uint8"]);
    expect(new Int(1n, "int64", { type: "time.Duration" }).type).toBe("time.Duration");
  });

  it("is exact beyond what a float holds", () => {
    expect(int(9007199254740993n).value).toBe(9007199254740993n);
    expect(() => int(1.5)).toThrow(RangeError);
  });
});

describe(List, () => {
  it("holds anything and is not nil, unless told otherwise", () => {
    expect([new List([]).type, new List([]).isNil]).toEqual(["[]interface {}", false]);
    expect(new List([], { type: "[]string", isNil: true })).toMatchObject({ type: "[]string", isNil: true });
  });
});

describe(Struct, () => {
  it("keeps its fields in their order", () => {
    const struct = new Struct("main.S", [
      { name: "B", value: 1 },
      { name: "A", value: 2 },
    ]);

    expect(struct.fields.map(({ name }) => name)).toEqual(["B", "A"]);
    expect([struct.toText, struct.toJson, struct.inner]).toEqual([undefined, undefined, undefined]);
  });
});
