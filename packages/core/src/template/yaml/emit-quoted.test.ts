import { describe, expect, it } from "vitest";
import { emitYaml, emitYamlPretty } from "./emit-yaml.ts";

// A text, what `toYaml` gives, and what `toYamlPretty` gives where that is something else; recorded from both libraries.
type Row = readonly [text: string, yaml: string, pretty?: string];

const TEXTS: readonly Row[] = [
  ["", '""\n'],
  [" ", "' '\n"],
  ["a", "a\n"],
  [" a", "' a'\n"],
  ["a ", "'a '\n"],
  ["- a", "'- a'\n"],
  ["-a", "-a\n"],
  ["-", "'-'\n"],
  ["--- a", "'--- a'\n"],
  ["---", "'---'\n"],
  ["...", "'...'\n"],
  ["....", "'....'\n"],
  ["? a", "'? a'\n"],
  ["?a", "?a\n"],
  [": a", "': a'\n"],
  [":a", ":a\n"],
  ["a: b", "'a: b'\n"],
  ["a:b", "a:b\n"],
  ["a:", "'a:'\n"],
  ["a:\tb", '"a:\\tb"\n'],
  ["a #b", "'a #b'\n"],
  ["a#b", "a#b\n"],
  ["a\t#b", '"a\\t#b"\n'],
  ["#a", "'#a'\n"],
  [",", "','\n"],
  ["[a", "'[a'\n"],
  ["]a", "']a'\n"],
  ["{a", "'{a'\n"],
  ["}a", "'}a'\n"],
  ["&a", "'&a'\n"],
  ["*a", "'*a'\n"],
  ["!a", "'!a'\n"],
  ["|a", "'|a'\n"],
  [">a", "'>a'\n"],
  ["'a", "'''a'\n"],
  ['"a', "'\"a'\n"],
  ["%a", "'%a'\n"],
  ["@a", "'@a'\n"],
  ["`a", "'`a'\n"],
  ["it's", "it's\n"],
  ["a: it's", "'a: it''s'\n"],
  ['say "x"', 'say "x"\n'],
  ["back\\slash", "back\\slash\n"],
  ["\\n: ", "'\\n: '\n"],
  ["<<", "<<\n"],
  ["=", "=\n"],
  ["\u00e9", "\u00e9\n"],
  ["\u65e5\u672c: x", "'\u65e5\u672c: x'\n"],
  ["a\tb", '"a\\tb"\n'],
  ["a\rb", '"a\\rb"\n'],
  ["\u0000\u0007\b\u000b\f\u001b\u001f", '"\\0\\a\\b\\v\\f\\e\\x1F"\n'],
  ["\u00a0", "\u00a0\n"],
  ["\u2028", "'\u2028'\n"],
  ["a\u2028b", "'a\u2028  b'\n"],
  ["a\u2029 b", '"a\\P b"\n'],
  ["a \u2028b", '"a \\Lb"\n'],
  ["\u2028a", "'\u2028  a'\n"],
  ["\ufeffab", '"\\uFEFF\\x61\\x62"\n'],
  ["a\ufeff", '"a\\uFEFF"\n'],
  ["\ud83d\ude00", '"\\U0001F600"\n'],
  ["\ue000\ufffd", "\ue000\ufffd\n"],
  ["a\u0085b", "a b\n", '"a\\Nb"\n'],
  ["a \u0085 \u0085\u0085 b", "|-\n  a\n\n  b\n", '"a \\N \\N\\N b"\n'],
  ["\u0085", "' '\n", '"\\N"\n'],
];

const LINES: readonly Row[] = [
  ["\n", "|2+\n\n"],
  ["\n\n", "|2+\n\n\n"],
  ["a\n", "|\n  a\n"],
  ["a\n\n", "|+\n  a\n\n"],
  ["a\nb", "|-\n  a\n  b\n"],
  ["a\nb\n", "|\n  a\n  b\n"],
  ["\na", "|2-\n\n  a\n"],
  [" a\nb", "|2-\n   a\n  b\n"],
  ["a\n b", "|-\n  a\n   b\n"],
  ["a \nb", '"a \\nb"\n'],
  ["a\n ", '"a\\n "\n'],
  ["a\n\n\nb\n\n", "|+\n  a\n\n\n  b\n\n"],
  ["a\tb\nc", '"a\\tb\\nc"\n', "|-\n  a\tb\n  c\n"],
  ["\t\n", '"\\t\\n"\n', "|\n  \t\n"],
  ["a\n\tb", '"a\\n\\tb"\n', "|-\n  a\n  \tb\n"],
  ["a\r\nb", '"a\\r\\nb"\n'],
  ["a: b\n# c\n- d", "|-\n  a: b\n  # c\n  - d\n"],
  ["a\n---\nb", "|-\n  a\n  ---\n  b\n"],
  ["a\n\u2028b", "|-\n  a\n\u2028  b\n"],
  ["a\nb\u2028", "|\n  a\n  b\u2028"],
  ["a\n\u2028", "|+\n  a\n\u2028"],
  [
    "x\nword word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    "|-\n  x\n  word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
];

const FOLDED: readonly Row[] = [
  [
    "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    "word word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word\n",
    "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n",
  ],
  [
    "a: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    "'a: word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word'\n",
    "'a: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word'\n",
  ],
  [
    "\tword word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
    '"\\tword word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word"\n',
    '"\\tword word word word word word word word word word word word word word word word word word word word word word word word word word word word word word"\n',
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx b c\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  y\n",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y  z w",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y  z\n  w\n",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y  z w\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y z w",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y\n  z w\n",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y z w\n",
  ],
  [
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y  z w '",
    "'''xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  y  z w '''\n",
    "'''xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y  z w '''\n",
  ],
  [
    "\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y z w ",
    '"\\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  \\ y z w "\n',
    '"\\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  y z w "\n',
  ],
  [
    "\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx   y",
    '"\\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  \\  y"\n',
    '"\\txxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx   y"\n',
  ],
  [
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ",
    "'''xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx '\n",
  ],
  [
    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 b c",
    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 b\n  c\n",
    "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 b c\n",
  ],
  [
    "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00 b c",
    '"\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\n  b c"\n',
    '"\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600\\U0001F600 b c"\n',
  ],
  [
    "'''''''''''''''''''''''''''''''''''''''' b c",
    "'''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''\n  b c'\n",
    "''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''''' b c'\n",
  ],
  [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\u2028yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy z yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy z",
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\u2028  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n  z yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n  z'\n",
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\u2028  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy z yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy z'\n",
  ],
];

describe("texts", () => {
  it.each(rowsOf(TEXTS))("get the quotes and escapes that they need: $text", ({ text, yaml, pretty }) => {
    expect([emitYaml(text), emitYamlPretty(text)]).toEqual([yaml, pretty]);
  });

  it.each(rowsOf(LINES))("of several lines are blocks where they can be: $text", ({ text, yaml, pretty }) => {
    expect([emitYaml(text), emitYamlPretty(text)]).toEqual([yaml, pretty]);
  });

  it.each(rowsOf(FOLDED))("are folded behind column 80, or never: $text", ({ text, yaml, pretty }) => {
    expect([emitYaml(text), emitYamlPretty(text)]).toEqual([yaml, pretty]);
  });
});

function rowsOf(
  rows: readonly Row[],
): readonly { readonly text: string; readonly yaml: string; readonly pretty: string }[] {
  return rows.map(([text, yaml, pretty = yaml]) => ({ text, yaml, pretty }));
}
