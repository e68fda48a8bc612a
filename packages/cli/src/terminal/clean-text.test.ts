import { describe, expect, it } from "vitest";
import { cleanLine, cleanLines, withoutCredentials } from "./clean-text.ts";

describe(cleanLine, () => {
  it.each([
    ["\u001B[31mred\u001B[0m", "red"],
    ["\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007", "link"],
    ["\u001B]0;title\u001B\\text", "text"],
    ["one\r\ntwo\nthree", "one two three"],
    ["back\u0008space\u0000", "back space"],
    ["\u009B31m8-bit", "31m8-bit"],
    ["abc\u202Etxt.exe", "abc txt.exe"],
    ["Grüße 東京 ✓", "Grüße 東京 ✓"],
  ])("makes %j safe to print", (text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });
});

describe(cleanLines, () => {
  it("keeps lines and indentation, and nothing that steers a terminal", () => {
    expect(cleanLines("a:\r\n\tb: \u001B[2J1  \nc")).toEqual(["a:", "  b: 1", "c"]);
  });
});

describe(withoutCredentials, () => {
  it("takes user and password out of URLs", () => {
    expect(withoutCredentials("clone https://ada:s3cr3t@git.example.org/x failed")).toBe(
      "clone https://git.example.org/x failed",
    );
  });
});
