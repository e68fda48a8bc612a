import { describe, expect, it } from "vitest";

import { Dict, List, type Value } from "../values/value.ts";
import { parseDocument } from "./parse-nodes.ts";
import { readQuickly } from "./read-quick.ts";
import { valuesOfObject } from "./read-values.ts";
import { resolveObjects } from "./resolve-objects.ts";

const USUAL: readonly string[] = [
  "",
  "# only a comment\n",
  "---\na: 1\n",
  "a: 1 # why\nb:\n  c: x y\n  d:\n    - e\n    - f: g\n      h: 1.5\n  i:\n  - j\n  - - k\n    - l\nm:\n",
  "'a b': \"c\\td\"\n\"e\" : 'it''s'\nf: \"x\n  y\"\n1: a\nyes: b\n",
  'a: {}\nb: []\nc: [1, \'x\', {d: e, f}, "g",]\nh: {"i":1, j: [\n  k,\n  l # m\n]}\n',
  "a: |\n  x\n\n    y\n\nb: |-\n\n  x\n\nc: |+\n  x\n\n# d\ne: >\n  f\n  g\n\n  h\n",
  "a: |2\n    x\n   y\nb: |\nc: |-",
  "a: b\n  c\n\n  d\ne: f\n",
  "- :a\n- -b\n- ?c\n- http://d?e#f\n- 10.0.0.1\n- 0x1F\n- 100Mi\n- true\n- ~\n-\n- n\n",
  "\ufeffa: 1\r\nb: |\r\n  c\r\n  d\r\n",
  "a: 1\n...\n: : not looked at",
  "a: 😀 é\n",
];

const UNUSUAL: readonly string[] = [
  "a: &b 1\n",
  "a: !!str 1\n",
  "? a\n",
  "a:\tb\n",
  "a: 1\n b: 2\n",
  " a: 1\nb: 2\n",
  "a: .inf\n",
  "~: a\n",
  "a: [1\n",
  "a: |\n   \n x\n",
  "a: 'b\n",
  "a: b: c\n",
  "- a\nb: c\n",
  "<<: {a: 1}\n",
  "a: \u0001\n",
  "a\u2028b",
  "[a: b]",
];

describe(readQuickly, () => {
  it.each(USUAL)("reads %j as the full reader does", (text) => {
    const value = readQuickly(text, "all");

    expect(value).not.toBe(undefined);
    expect(plain(value)).toStrictEqual(plain(readFully(text)));
  });

  it.each(UNUSUAL)("leaves %j to the full reader", (text) => {
    expect(readQuickly(text, "all")).toBe(undefined);
  });

  it("never reads what the full reader reads otherwise, whatever sign is put in or taken out", () => {
    for (const { text, value } of readVariants()) {
      expect({ text, value: plain(value) }).toStrictEqual({ text, value: plain(readFully(text)) });
    }
  });

  it("reads most of what is hardly changed", () => {
    expect([...readVariants()].length).toBeGreaterThan(5000);
  });

  it("makes only what it is asked for, but checks the rest", () => {
    const kept = new Set(["a"]);

    expect(plain(readQuickly("a: {b: 1}\nc: {d: [1]}\n", kept))).toStrictEqual({ a: { b: 1 }, c: null });
    expect(readQuickly("a: 1\nc: {d: [.nan]}\n", kept)).toBe(undefined);
    expect(readQuickly("a: 1\nc:\n  - d: 'e\n", kept)).toBe(undefined);
  });
});

const SIGNS = [
  ":",
  " ",
  "\n",
  "- ",
  ": ",
  "#",
  " #",
  "'",
  '"',
  "[",
  "]",
  "{",
  "}",
  ",",
  "|",
  ">",
  "?",
  "\\",
  "\n  ",
  "a",
];

/** Each usual text with one sign put in, or one taken out, at each place, as far as it is read quickly. */
function* readVariants(): Generator<{ readonly text: string; readonly value: Value }> {
  for (const usual of USUAL) {
    for (let at = 0; at <= usual.length; at++) {
      const variants = [usual.slice(0, at) + usual.slice(at + 1), usual.slice(0, at)];
      for (const sign of SIGNS) variants.push(usual.slice(0, at) + sign + usual.slice(at));
      for (const text of variants) {
        const value = readQuickly(text, "all");
        if (value !== undefined) yield { text, value };
      }
    }
  }
}

function readFully(text: string): Value {
  const node = parseDocument(text.replace(/^\ufeff/, ""));
  return node === undefined ? null : valuesOfObject(resolveObjects(node, "last-wins"));
}

function plain(value: Value): unknown {
  if (value instanceof List) return value.items.map(plain);
  return value instanceof Dict
    ? Object.fromEntries([...value.entries()].map(([key, item]) => [key, plain(item)]))
    : value;
}
