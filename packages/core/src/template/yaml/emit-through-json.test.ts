import { describe, expect, it } from "vitest";
import { keyThroughJson, textThroughJson } from "./emit-through-json.ts";

describe(textThroughJson, () => {
  it.each([
    ["a\u0085b", "a b"],
    ["a \u0085 b", "a b"],
    ["a \u0085 \u0085\u0085 b", "a\n\nb"],
    ["\u0085", " "],
    ["a\u0085---", "a ---"],
    ["a\u0085 --- ", "a --- "],
    ["a\uDCFF\uDC80", "a\uFFFD\uFFFD"],
  ])("makes %j %j", (text, expected) => {
    expect(textThroughJson(text)).toBe(expected);
  });

  it.each(["\u007F", "\u0080", "\u0084", "\u0086", "\u009F", "\uFFFE", "\uFFFF"])("refuses %j", (sign) => {
    expect(() => textThroughJson(`a${sign}`)).toThrow("yaml: control characters are not allowed");
  });

  it.each([
    ["a\u0085--- b", 2],
    ["a\u0085... ", 2],
    ["a\u0085---\u0085", 2],
    ["a\u0085b\u0085--- ", 3],
  ])("refuses the mark of a document in %j", (text, line) => {
    expect(() => textThroughJson(text)).toThrow(`yaml: line ${line}: found unexpected document indicator`);
  });
});

describe(keyThroughJson, () => {
  it.each([
    ["x".repeat(1022), "x".repeat(1023)],
    ["\u{1F600}".repeat(1022), "\u{1F600}".repeat(1023)],
    ['"'.repeat(511), '"'.repeat(512)],
    ["<".repeat(170), "<".repeat(171)],
  ])("takes 1024 signs of JSON and no more", (longest, tooLong) => {
    expect(keyThroughJson(longest)).toBe(longest);
    expect(() => keyThroughJson(tooLong)).toThrow("yaml: did not find expected ',' or '}'");
  });

  it("refuses a line break, and names the line", () => {
    expect(() => keyThroughJson("a\u0085b\u0085")).toThrow("yaml: line 2: did not find expected ',' or '}'");
  });
});
