import { describe, expect, it } from "vitest";
import { Bytes, Dict, int, Int, List, Struct, type Value } from "../values/value.ts";
import { encodeJson, encodeJsonText } from "./encode.ts";

describe(encodeJson, () => {
  it("writes floats with an exponent only where they are very small or large", () => {
    const floats = [
      0, -0, 1, 1.5, 1e6, 1234567, 1e20, 1e21, 1e22, 1e-6, 1e-7, 1e-10, 5e-324, 1.7976931348623157e308, -2.5,
    ];

    expect(floats.map((float) => encodeJson(float)).join(" ")).toBe(
      "0 -0 1 1.5 1000000 1234567 100000000000000000000 1e+21 1e+22 0.000001 1e-7 1e-10 5e-324 1.7976931348623157e+308 -2.5",
    );
  });

  it("refuses floats that are no numbers, in Go's words", () => {
    expect(() => encodeJson(new List([Infinity]))).toThrow("json: unsupported value: +Inf");
    expect(() => encodeJson(-Infinity)).toThrow("json: unsupported value: -Inf");
    expect(() => encodeJson(NaN)).toThrow("json: unsupported value: NaN");
  });

  it("writes integers of all kinds exactly", () => {
    expect(encodeJson(new Int(18446744073709551615n, "uint64"))).toBe("18446744073709551615");
    expect(encodeJson(new Int(1_000_000_000n, "int64", { type: "time.Duration" }))).toBe("1000000000");
  });

  it("escapes what HTML would take for its own, unless told not to", () => {
    expect(encodeJson(TEXT)).toBe(
      '"\\u003ca\\u003e\\u0026\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\\u2028\\u2029é😀\\ufffd\\ufffd"',
    );
    expect(encodeJson(TEXT, { escapeHtml: false })).toBe(
      '"<a>&\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\\u2028\\u2029é😀\\ufffd\\ufffd"',
    );
  });

  it("tells nil lists and maps from empty ones", () => {
    const values = [
      null,
      undefined,
      new List([], { isNil: true }),
      new Dict(null, { isNil: true }),
      new List([]),
      new Dict(),
    ];

    expect(values.map((value) => encodeJson(value)).join(" ")).toBe("null null null null [] {}");
  });

  it("writes bytes in base64", () => {
    expect(encodeJson(new Bytes(Uint8Array.of(0x68, 0x69, 0xff)))).toBe('"aGn/"');
    expect(encodeJson(new Bytes(new Uint8Array(0)))).toBe('""');
    expect(encodeJson(new Bytes(new Uint8Array(0), { isNil: true }))).toBe("null");
  });

  it("sorts keys by their bytes", () => {
    const dict = new Dict([
      ["b", int(1)],
      ["a", null],
      ["é", true],
      ["Z", "<"],
      ["😀", new List([])],
      ["\uffff", new Dict()],
    ]);

    expect(encodeJson(dict)).toBe('{"Z":"\\u003c","a":null,"b":1,"é":true,"\uffff":{},"😀":[]}');
  });

  it("indents all but what is empty", () => {
    const dict = new Dict([
      ["a", new List([int(1), new Dict(), new List([]), new Dict([["x", null]])])],
      ["b", "<"],
    ]);

    expect(encodeJson(dict, { escapeHtml: false, indent: "  " })).toBe(
      '{\n  "a": [\n    1,\n    {},\n    [],\n    {\n      "x": null\n    }\n  ],\n  "b": "<"\n}',
    );
    expect(encodeJson(new List([new List([1, 2])]), { indent: "\t" })).toBe("[\n\t[\n\t\t1,\n\t\t2\n\t]\n]");
  });

  it("writes a struct's fields in their order, by their names in JSON", () => {
    expect(encodeJson(struct({ name: "n", opt: "", list: [], inner: null }))).toBe('{"name":"n","N":null,"p":null}');
    expect(encodeJson(struct({ name: "n", opt: "o", list: ["x"], inner: int(1) }))).toBe(
      '{"name":"n","opt":"o","l":["x"],"N":null,"p":1}',
    );
    expect(encodeJson(new Struct("main.T", [{ name: "X", value: "", omitEmpty: true }]), { indent: "  " })).toBe("{}");
  });

  it("lets a struct say what it is in JSON", () => {
    expect(encodeJson(new Struct("*semver.Version", [], { toJson: () => "1.2.3<" }))).toBe('"1.2.3\\u003c"');
  });

  it("refuses data that contains itself, naming the type that Go names", () => {
    const dict = new Dict();
    const list = new List([int(1), dict]);
    dict.set("l", list);

    expect(() => encodeJson(dict)).toThrow("json: unsupported value: encountered a cycle via map[string]interface {}");
    expect(() => encodeJson(new List([dict]))).toThrow(
      "json: unsupported value: encountered a cycle via []interface {}",
    );
  });

  it("stops where data is too deep, or shared so often that it would never end", () => {
    let deep: Value = null;
    let wide: Value = "x".repeat(100);
    for (let level = 0; level < 3000; level++) deep = new List([deep]);
    for (let level = 0; level < 40; level++) wide = new List([wide, wide]);

    expect(() => encodeJson(deep)).toThrow("more depth than 1500");
    expect(() => encodeJson(wide)).toThrow("more bytes than 67108864");
  });
});

describe(encodeJsonText, () => {
  it("writes a text alone", () => {
    expect(encodeJsonText("a<b")).toBe('"a\\u003cb"');
    expect(encodeJsonText("\\udcff\udcff", { escapeHtml: false })).toBe('"\\\\udcff\\ufffd"');
  });
});

const TEXT = '<a>&"\\/\b\f\n\r\t\0\x1f\x7f\u2028\u2029é😀\udcff\udcc3';

function struct({ name, opt, list, inner }: { name: string; opt: string; list: string[]; inner: Value }): Struct {
  return new Struct("main.T", [
    { name: "Name", value: name, json: "name" },
    { name: "Opt", value: opt, json: "opt", omitEmpty: true },
    { name: "L", value: new List(list, { type: "[]string" }), json: "l", omitEmpty: true },
    { name: "N", value: new List([], { type: "[]string", isNil: true }) },
    { name: "S", value: int(1), json: "-" },
    { name: "P", value: inner, json: "p" },
    { name: "low", value: int(2) },
  ]);
}
