import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { escapeGlob, parseGlob, type ParseGlobOptions } from "./glob.ts";

function matches(pattern: string, text: string, options?: ParseGlobOptions): boolean | string {
  const glob = parseGlob(pattern, options);
  return glob.ok ? glob.matches(text) : glob.problem;
}

describe(parseGlob, () => {
  it.each([
    ["feature/*", "feature/a/b", true],
    ["feature/*", "feature/", true],
    ["*", "", true],
    ["v?", "v1", true],
    ["v?", "v12", false],
    ["v?", "v😀", true],
    ["[abc]x", "bx", true],
    ["[a-c]x", "dx", false],
    ["[!x]", "y", true],
    ["[!x]", "x", false],
    ["[a\\]]", "]", true],
    ["[a-]", "-", true],
    ["{main,master}", "master", true],
    ["{a,b{c,d*}}!", "bdxyz!", true],
    ["{a,}b", "b", true],
    ["a,b}", "a,b}", true],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["!{main,master}", "main", false],
    ["!{main,master}", "fix", true],
    ["!v*", "v1", false],
    ["", "", true],
    ["a*c", "ab\nc", true],
  ])("%s on %j is %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ["[", "a [ has no ]"],
    ["a[b", "a [ has no ]"],
    ["[]", "a [ ] is empty"],
    ["[z-a]", "the range z-a is empty"],
    ["{a,b", "a { has no }"],
    ["a\\", "a backslash ends it"],
    ["!{", "a { has no }"],
    ["a".repeat(1001), "it is longer than 1000 characters"],
  ])("refuses %s", (pattern, problem) => {
    expect(matches(pattern, "a")).toBe(problem);
  });

  it("takes brackets as they are where told so", () => {
    const options = { literalBrackets: true };

    expect(matches("*[DEPLOY: shop]*", "Fix [DEPLOY: shop] now", options)).toBe(true);
    expect(matches("*[DEPLOY: shop]*", "Fix D now", options)).toBe(false);
  });

  it("matches the pattern's own text", () => {
    expect(matches("release-[1]", "release-[1]")).toBe(true);
    expect(matches("!release-[1]", "release-[1]")).toBe(false);
  });

  it("answers a pattern made to be slow", () => {
    expect(matches(`${"*a".repeat(400)}b`, "a".repeat(5000))).toBe(false);
    expect(matches("{a,{a,{a,a*}*}*}*{a,b*}*c", "a".repeat(5000))).toBe(false);
  });

  it("agrees with a regular expression on simple patterns", () => {
    const piece = fc.constantFrom("a", "b", "/", "*", "?", "[ab]", "[!a]", "[a-b]", "{a,b/}", "{a*,?b}");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 7 }),
        fc.string({ unit: fc.constantFrom("a", "b", "/", "c"), maxLength: 8 }),
        fc.boolean(),
        (pieces, text, negated) => {
          const pattern = pieces.join("");
          const oracle = new RegExp(`^(?:${pieces.map(asRegExp).join("")})$`, "s").test(text) || text === pattern;

          expect(matches(negated ? `!${pattern}` : pattern, text)).toBe(oracle !== negated);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never throws, whatever the pattern", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("[", "]", "{", "}", ",", "\\", "!", "*", "?", "-", "a"),
      maxLength: 20,
    });
    fc.assert(
      fc.property(nasty, nasty, (pattern, text) => {
        expect(["boolean", "string"]).toContain(typeof matches(pattern, text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe(escapeGlob, () => {
  it("gives a pattern for just that text", () => {
    expect(matches(escapeGlob("a*[b]{c,d}\\?"), "a*[b]{c,d}\\?")).toBe(true);
    expect(matches(escapeGlob("rel*"), "release")).toBe(false);
  });
});

function asRegExp(piece: string): string {
  const inner = (text: string) => text.replaceAll("*", ".*").replaceAll("?", ".");
  if (piece.startsWith("{")) return `(?:${inner(piece.slice(1, -1)).replaceAll(",", "|")})`;
  return piece.startsWith("[") ? piece.replace("[!", "[^") : inner(piece);
}
