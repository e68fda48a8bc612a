import { describe, expect, it } from "vitest";
import { canBackquote, quoteGo, quoteGoRune, unquoteGo, unquoteGoRune } from "./quote.ts";

describe(quoteGo, () => {
  it("escapes what Go escapes", () => {
    expect(QUOTED.map(([text]) => quoteGo(text))).toEqual(QUOTED.map(([, quoted]) => quoted));
  });

  it("escapes all beyond ASCII where asked to", () => {
    expect(QUOTED.map(([text]) => quoteGo(text, { ascii: true }))).toEqual(QUOTED.map(([, , ascii]) => ascii));
  });
});

describe(canBackquote, () => {
  it("allows neither control signs nor back quotes nor bytes that are not UTF-8", () => {
    expect(QUOTED.map(([text]) => canBackquote(text))).toEqual(QUOTED.map(([, , , answer]) => answer));
  });
});

describe(quoteGoRune, () => {
  it("writes character literals", () => {
    expect([0x61, 0x27, 0x22, 0xe9, 0x1f600, 0xd800, 0x110000, -1].map((code) => quoteGoRune(code))).toEqual([
      "'a'",
      "'\\''",
      "'\"'",
      "'é'",
      "'😀'",
      "'\ufffd'",
      "'\ufffd'",
      "'\ufffd'",
    ]);
    expect(quoteGoRune(0xe9, { ascii: true })).toBe("'\\u00e9'");
  });
});

describe(unquoteGo, () => {
  it("reads literals as Go does, and nothing else", () => {
    expect(UNQUOTED.map(([literal]) => [literal, unquoteGo(literal)])).toEqual(UNQUOTED);
  });

  it("reads back what was quoted", () => {
    expect(QUOTED.map(([text]) => unquoteGo(quoteGo(text)))).toEqual(QUOTED.map(([text]) => text));
  });
});

describe(unquoteGoRune, () => {
  it("gives the number that a character stands for", () => {
    expect(
      ["'a'", "'é'", "'\\n'", "'\\xff'", "'\\''", "'\\u00e9'", "''", "'ab'", '"a"', "'a"].map(unquoteGoRune),
    ).toEqual([97, 233, 10, 255, 39, 233, undefined, undefined, undefined, undefined]);
  });
});

const QUOTED: readonly (readonly [text: string, quoted: string, ascii: string, canBackquote: boolean])[] = [
  ["", '""', '""', true],
  ["hello", '"hello"', '"hello"', true],
  ["it's", '"it\'s"', '"it\'s"', true],
  ['a"b\\c', '"a\\"b\\\\c"', '"a\\"b\\\\c"', true],
  [
    "\u0000\u0007\b\t\n\u000b\f\r\u001b\u007f",
    '"\\x00\\a\\b\\t\\n\\v\\f\\r\\x1b\\x7f"',
    '"\\x00\\a\\b\\t\\n\\v\\f\\r\\x1b\\x7f"',
    false,
  ],
  ["é✓日本", '"é✓日本"', '"\\u00e9\\u2713\\u65e5\\u672c"', true],
  ["😀", '"😀"', '"\\U0001f600"', true],
  ["\u00a0", '"\\u00a0"', '"\\u00a0"', true],
  ["\u00ad", '"\\u00ad"', '"\\u00ad"', true],
  ["\u200b", '"\\u200b"', '"\\u200b"', true],
  ["\u2028", '"\\u2028"', '"\\u2028"', true],
  ["\ufeff", '"\\ufeff"', '"\\ufeff"', false],
  ["�", '"�"', '"\\ufffd"', true],
  ["\ue000", '"\\ue000"', '"\\ue000"', true],
  ["\u{e0001}", '"\\U000e0001"', '"\\U000e0001"', true],
  ["𠀀", '"𠀀"', '"\\U00020000"', true],
  ["\u0378", '"\\u0378"', '"\\u0378"', true],
  ["\udcff", '"\\xff"', '"\\xff"', false],
  ["\udcc3x\udc80", '"\\xc3x\\x80"', '"\\xc3x\\x80"', false],
  ["`tick`", '"`tick`"', '"`tick`"', false],
  ["\u3000", '"\\u3000"', '"\\u3000"', true],
  ["\u0300", '"\u0300"', '"\\u0300"', true],
];

const UNQUOTED: readonly (readonly [literal: string, text: string | undefined])[] = [
  ['"a"', "a"],
  ['""', ""],
  ["''", ""],
  ["'a'", "a"],
  ["'é'", "é"],
  ["'ab'", undefined],
  ["'\\''", "'"],
  ["'\"'", '"'],
  ["'\\\"'", undefined],
  ['"\'"', "'"],
  ['"\\\'"', undefined],
  ['"\\""', '"'],
  ['"\\a\\b\\f\\n\\r\\t\\v\\\\"', "\u0007\b\f\n\r\t\u000b\\"],
  ['"\\x41\\101\\u00e9\\U0001F600"', "AAé😀"],
  ['"\\xc3\\xa9"', "é"],
  ['"\\xff"', "\udcff"],
  ["'\\xff'", "\udcff"],
  ["'\\377'", "\udcff"],
  ['"\\400"', undefined],
  ['"\\08"', undefined],
  ['"\\ud800"', undefined],
  ['"\\U00110000"', undefined],
  ['"\\u00g0"', undefined],
  ['"\\x4"', undefined],
  ['"\\z"', undefined],
  ['"\\"', undefined],
  ['"a', undefined],
  ['a"', undefined],
  ["a", undefined],
  ['"', undefined],
  ["", undefined],
  ['"a\nb"', undefined],
  ['"a"b"', undefined],
  ['`a\\n"b\r\nc`', 'a\\n"b\nc'],
  ["`a`b`", undefined],
  ["``", ""],
  ['"\udcff"', "�"],
  ['"\udcff\\n"', "�\n"],
  ["'\n'", undefined],
];
