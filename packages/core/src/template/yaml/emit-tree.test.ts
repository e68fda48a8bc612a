import { describe, expect, it } from "vitest";
import { Dict, List, type Value } from "../values/value.ts";
import { emitYaml, emitYamlPretty } from "./emit-yaml.ts";

// A value, what `toYaml` gives, and what `toYamlPretty` gives where that is something else; recorded from both libraries.
type Row = readonly [value: Plain, yaml: string, pretty?: string];

const KEYS: readonly Row[] = [
  [{ "": 1 }, '"": 1\n'],
  [{ " a": 1 }, "' a': 1\n"],
  [{ "a b": 1 }, "a b: 1\n"],
  [{ "a: b": 1 }, "'a: b': 1\n"],
  [{ "#": 1 }, "'#': 1\n"],
  [{ yes: 1 }, '"yes": 1\n'],
  [{ "1": 1 }, '"1": 1\n'],
  [{ "a\tb": 1 }, '"a\\tb": 1\n'],
  [{ "a\nb": 1 }, "? |-\n  a\n  b\n: 1\n"],
  [{ "a\nb\n": { x: 1 } }, "? |\n  a\n  b\n: x: 1\n"],
  [{ "a\nb": ["x", ["y"]] }, '? |-\n  a\n  b\n: - x\n  - - "y"\n'],
  [{ "a\u2028b": 1 }, "? 'a\u2028  b'\n: 1\n"],
  [
    {
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1,
    },
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1\n",
  ],
  [
    {
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: 1,
    },
    "? xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n: 1\n",
  ],
  [
    {
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:
        ["a"],
    },
    "? xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n: - a\n",
  ],
  [
    {
      "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9": 1,
    },
    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9: 1\n",
  ],
  [
    {
      "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9":
        { a: [] },
    },
    "? \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\n: a: []\n",
  ],
  [
    {
      "word word word word word word word word word word word word word word word word word word word word word word word word word word":
        "v",
    },
    "? word word word word word word word word word word word word word word word word\n  word word word word word word word word word word\n: v\n",
    "? word word word word word word word word word word word word word word word word word word word word word word word word word word\n: v\n",
  ],
  [
    {
      kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk:
        "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    },
    "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: word word\n  word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word\n",
    "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
];

const TREES: readonly Row[] = [
  [null, "null\n"],
  [true, "true\n"],
  [[], "[]\n"],
  [{}, "{}\n"],
  [[[]], "- []\n"],
  [[{}], "- {}\n"],
  [{ a: null }, "a: null\n"],
  [{ a: [] }, "a: []\n"],
  [{ a: {} }, "a: {}\n"],
  [
    ["a", ["b", ["c"], []], { d: ["e"], f: { g: "h" } }],
    "- a\n- - b\n  - - c\n  - []\n- d:\n  - e\n  f:\n    g: h\n",
    "- a\n- - b\n  - - c\n  - []\n- d:\n    - e\n  f:\n    g: h\n",
  ],
  [
    { a: ["b", { c: ["d"] }], b: [["x", "y"], ["z"]] },
    'a:\n- b\n- c:\n  - d\nb:\n- - x\n  - "y"\n- - z\n',
    'a:\n  - b\n  - c:\n      - d\nb:\n  - - x\n    - "y"\n  - - z\n',
  ],
  [
    { a: ["l1\nl2", "x"], b: "l1\nl2", c: { d: "l1\n\nl2\n\n", e: 1 } },
    "a:\n- |-\n  l1\n  l2\n- x\nb: |-\n  l1\n  l2\nc:\n  d: |+\n    l1\n\n    l2\n\n  e: 1\n",
    "a:\n  - |-\n    l1\n    l2\n  - x\nb: |-\n  l1\n  l2\nc:\n  d: |+\n    l1\n\n    l2\n\n  e: 1\n",
  ],
  ["l1\nl2\n", "|\n  l1\n  l2\n"],
  [["l1\nl2\n"], "- |\n  l1\n  l2\n"],
  [
    "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    "word word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word\n",
    "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
  [
    [
      [
        "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
      ],
    ],
    "- - word word word word word word word word word word word word word word word word\n    word word word word word word word word word word word word word word\n",
    "- - word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
  [
    {
      a: {
        b: {
          c: [
            "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
          ],
        },
      },
    },
    "a:\n  b:\n    c:\n    - word word word word word word word word word word word word word word word word\n      word word word word word word word word word word word word word word\n",
    "a:\n  b:\n    c:\n      - word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
];

describe("trees", () => {
  it.each(rowsOf(KEYS))("have keys of one line, or of several: $value", ({ value, yaml, pretty }) => {
    expect([emitYaml(valueOf(value)), emitYamlPretty(valueOf(value))]).toEqual([yaml, pretty]);
  });

  it.each(rowsOf(TREES))("are indented: $value", ({ value, yaml, pretty }) => {
    expect([emitYaml(valueOf(value)), emitYamlPretty(valueOf(value))]).toEqual([yaml, pretty]);
  });
});

function rowsOf(
  rows: readonly Row[],
): readonly { readonly value: Plain; readonly yaml: string; readonly pretty: string }[] {
  return rows.map(([value, yaml, pretty = yaml]) => ({ value, yaml, pretty }));
}

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

function valueOf(plain: Plain): Value {
  if (plain === null || typeof plain !== "object") return plain;
  if (plain instanceof Array) return new List(plain.map(valueOf));
  return new Dict(Object.entries(plain).map(([key, value]) => [key, valueOf(value)] as const));
}
