import { describe, expect, it } from "vitest";
import { LimitPassed } from "../budget.ts";
import { Bytes, Dict, Int, int, List, Struct, type Value } from "../values/value.ts";
import { emitYaml, emitYamlPretty } from "./emit-yaml.ts";

// A number, what `toYaml` gives and what `toYamlPretty` gives; recorded from both libraries.
const NUMBERS: readonly (readonly [number, string, string])[] = [
  [0, "0", "0"],
  [-0, "0", "-0"],
  [-1, "-1", "-1"],
  [10000000, "10000000", "1e+07"],
  [1234567.5, "1.2345675e+06", "1.2345675e+06"],
  [123456.75, "123456.75", "123456.75"],
  [100000.5, "100000.5", "100000.5"],
  [0.0001, "0.0001", "0.0001"],
  [0.00001, "1e-05", "1e-05"],
  [0.0000001, "1e-07", "1e-07"],
  [1e15, "1000000000000000", "1e+15"],
  [1e20, "1e+20", "1e+20"],
  [1e21, "1e+21", "1e+21"],
  [5e-324, "5e-324", "5e-324"],
  [2 ** 53, "9007199254740992", "9.007199254740992e+15"],
  [2 ** 63, "9223372036854776000", "9.223372036854776e+18"],
  [2 ** 64 - 2048, "18446744073709550000", "1.844674407370955e+19"],
  [2 ** 64, "1.8446744073709552e+19", "1.8446744073709552e+19"],
  [-(2 ** 63), "-9.223372036854776e+18", "-9.223372036854776e+18"],
  [-(2 ** 63) + 1024, "-9223372036854775000", "-9.223372036854775e+18"],
];

describe(emitYaml, () => {
  it.each(NUMBERS)("writes the float %d as %s", (value, yaml) => {
    expect(emitYaml(value)).toBe(`${yaml}\n`);
  });

  it("keeps integers exact", () => {
    expect(emitYaml(new Int(18446744073709551615n, "uint64"))).toBe("18446744073709551615\n");
    expect(emitYaml(new Int(-9223372036854775808n, "int64"))).toBe("-9223372036854775808\n");
  });

  it.each([
    [Infinity, "+Inf"],
    [-Infinity, "-Inf"],
    [Number.NaN, "NaN"],
  ])("refuses %d in JSON's words", (value, name) => {
    expect(() => emitYaml(new List([value]))).toThrow(`error marshaling into JSON: json: unsupported value: ${name}`);
  });

  it("writes what is nil as null, no value too", () => {
    const dict = new Dict([
      ["a", undefined],
      ["b", new List([], { isNil: true })],
      ["c", new Dict(null, { isNil: true })],
      ["d", null],
    ]);

    expect(emitYaml(dict)).toBe("a: null\nb: null\nc: null\nd: null\n");
  });

  it("writes bytes in base 64", () => {
    expect(emitYaml(new Bytes(Uint8Array.of(104, 105, 255)))).toBe("aGn/\n");
    expect(emitYaml(new Bytes(new Uint8Array(0), { isNil: true }))).toBe("null\n");
  });

  it("writes a struct by its names in JSON, sorted", () => {
    expect(emitYaml(new Dict([["s", chart()]]))).toBe('s:\n  Kept: ""\n  Plain: true\n  apiVersion: v2\n');
    expect(emitYaml(new Struct("x.Empty", []))).toBe("{}\n");
  });

  it("asks a struct what it is in JSON", () => {
    const version = new Struct("*semver.Version", [], { toJson: () => "1.10" });

    expect(emitYaml(version)).toBe('"1.10"\n');
  });

  it("makes one key of those that differ in bytes only that are no text", () => {
    expect(
      emitYaml(
        new Dict([
          ["\uDC81", 2],
          ["\uDC80", 1],
        ]),
      ),
    ).toBe("\uFFFD: 2\n");
  });

  it("does not follow data into itself", () => {
    expect(() => emitYaml(cycle())).toThrow(
      "error marshaling into JSON: json: unsupported value: encountered a cycle via map[string]interface {}",
    );
  });

  it("stops at data that is too deep, or too much", () => {
    expect(() => emitYaml(nested({ depth: 2001, width: 1 }))).toThrow(LimitPassed);
    expect(() => emitYaml(nested({ depth: 8, width: 4, leaf: "x".repeat(1_000_000) }))).toThrow(LimitPassed);
    expect(emitYaml(nested({ depth: 1500, width: 1 }))).toContain("- x\n");
  });
});

describe(emitYamlPretty, () => {
  it.each(NUMBERS)("writes the float %d as %3$s", (value, _yaml, pretty) => {
    expect(emitYamlPretty(value)).toBe(`${pretty}\n`);
  });

  it("has words for what is no number", () => {
    expect(emitYamlPretty(new List([Infinity, -Infinity, Number.NaN]))).toBe("- .inf\n- -.inf\n- .nan\n");
  });

  it("writes what is nil as empty", () => {
    const dict = new Dict([
      ["b", new List([], { isNil: true })],
      ["c", new Dict(null, { isNil: true })],
      ["d", null],
    ]);

    expect(emitYamlPretty(dict)).toBe("b: []\nc: {}\nd: null\n");
  });

  it("writes bytes as a list of numbers", () => {
    expect(emitYamlPretty(new Bytes(Uint8Array.of(104, 255)))).toBe("- 104\n- 255\n");
  });

  it("writes a struct by its names in small letters and in its order, with what is empty", () => {
    expect(emitYamlPretty(chart())).toBe('plain: true\nkept: ""\napiversion: v2\nempty: ""\nhidden: x\n');
  });

  it("writes a time plain and a version as the text it is", () => {
    const time = new Struct("time.Time", [], { toJson: () => "2024-01-01T00:00:00Z" });
    const version = new Struct("*semver.Version", [], { toJson: () => "1.10" });

    expect(emitYamlPretty(new List([time, version]))).toBe('- 2024-01-01T00:00:00Z\n- "1.10"\n');
  });

  it("writes a duration as the text it is, and an empty struct as an empty map", () => {
    const methods = new Map([["String", { params: [], call: () => "1m30s" }]]);
    const duration = new Int(90_000_000_000n, "int64", { type: "time.Duration", methods });

    expect(emitYamlPretty(new List([duration, new Struct("x.Empty", [])]))).toBe("- 1m30s\n- {}\n");
    expect(emitYaml(duration)).toBe("90000000000\n");
  });

  it("writes what is not UTF-8 as binary, in lines of 70 signs", () => {
    expect(emitYamlPretty(new Dict([["\uDCFF", "\uDCFF"]]))).toBe("!!binary /w==: !!binary /w==\n");
    expect(emitYamlPretty(new List(["\uDCFF".repeat(54)]))).toBe(`- !!binary |\n  ${"/".repeat(70)}\n  //\n`);
  });

  it("does not follow data into itself", () => {
    expect(() => emitYamlPretty(cycle())).toThrow("encountered a cycle");
  });
});

function chart(): Struct {
  return new Struct("*chart.Metadata", [
    { name: "Plain", value: true },
    { name: "Kept", value: "" },
    { name: "APIVersion", value: "v2", json: "apiVersion", omitEmpty: true },
    { name: "Empty", value: "", json: "empty", omitEmpty: true },
    { name: "Hidden", value: "x", json: "-" },
    { name: "private", value: int(1) },
  ]);
}

function cycle(): Dict {
  const dict = new Dict();
  return dict.set("self", new List([dict]));
}

/** Lists in lists, each `width` times the same one. */
function nested({ depth, width, leaf = "x" }: { depth: number; width: number; leaf?: string }): Value {
  let value: Value = leaf;
  for (let level = 0; level < depth; level++) value = new List(Array.from({ length: width }, () => value));
  return value;
}
