import { describe, expect, it } from "vitest";
import { Dict, int, int64, List, Struct, type Value } from "../values/value.ts";
import { printAll, printLine, printText } from "./print.ts";

describe(printText, () => {
  it("prints scalars as %v does", () => {
    const values = ["a", true, int(5), 5, 1.5, 1e5, 1e6, 1234567, 1e-5, -0, Infinity];

    expect(values.map(printText)).toEqual([
      "a",
      "true",
      "5",
      "5",
      "1.5",
      "100000",
      "1e+06",
      "1.234567e+06",
      "1e-05",
      "-0",
      "+Inf",
    ]);
  });

  it("prints that there is no value, but a nil within a value as nil", () => {
    expect([printText(undefined), printText(null), printText(new List([null]))]).toEqual([
      "<no value>",
      "<no value>",
      "[<nil>]",
    ]);
  });

  it("prints maps by their sorted keys", () => {
    expect(
      printText(
        new Dict([
          ["b", 1],
          ["a", new List(["x", 2])],
        ] as [string, Value][]),
      ),
    ).toBe("map[a:[x 2] b:1]");
  });

  it("prints what a pointer points at", () => {
    expect(printText(new Struct("*main.Pair", PAIR))).toBe("{1 x}");
    expect(printAll([new Struct("*main.Pair", PAIR)])).toBe("&{1 x}");
  });

  it("lets a value print itself", () => {
    expect(printText(new Struct("*main.Pair", PAIR, { toText: () => "pair" }))).toBe("pair");
    expect(printAll([new Struct("main.Pair", PAIR, { toText: () => "pair" })])).toBe("pair");
  });

  it("lets a value print itself to the output alone", () => {
    const struct = new Struct("main.Pair", PAIR, { toOutput: () => "pair" });

    expect([printText(struct), printAll([struct])]).toEqual(["pair", "{1 x}"]);
  });
});

describe(printAll, () => {
  it("puts spaces only between neighbours that are both no texts", () => {
    expect(printAll(["a", int(1), int(2), "b", "c", 3, null, true])).toBe("a1 2bc3 <nil> true");
    expect(printAll([])).toBe("");
    expect(printAll([undefined, new List([]), ""])).toBe("<nil> []");
  });

  it("makes signs of bytes that meet", () => {
    expect(printAll(["\udcc3", "\udca9"])).toBe("é");
  });
});

describe(printLine, () => {
  it("puts spaces between all, and a newline at the end", () => {
    expect(printLine(["a", "b", int64(3), null])).toBe("a b 3 <nil>\n");
    expect(printLine([])).toBe("\n");
  });
});

const PAIR = [
  { name: "X", value: int(1) },
  { name: "Y", value: "x" },
];
