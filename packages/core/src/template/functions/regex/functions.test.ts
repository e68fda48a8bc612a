import { describe, expect, test } from "vitest";
import { Budget, LimitPassed } from "../../budget.ts";
import { textOfBytes } from "../../values/text.ts";
import { int, List } from "../../values/value.ts";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { regexFunctions } from "./functions.ts";
import { PatternCache } from "./pattern-cache.ts";

const call = callIn(regexFunctions);

describe("regexReplaceAll", () => {
  // Pattern, text, replacement, and what Go 1.26 gives.
  test.each([
    ["(a)b", "ab", "$1W", ""],
    ["(a)b", "ab", "${1}W", "aW"],
    ["(?P<n>l+)", "hello", "<$n>", "he<ll>o"],
    ["(?P<n>l+)", "hello", "<$nx>", "he<>o"],
    ["a", "aa", "$$1", "$1$1"],
    ["a", "aa", "${", "${${"],
    ["a", "aa", "$é", ""],
    ["a(b)?", "a", "[$1]", "[]"],
    ["(a)", "a", "${01}", ""],
    ["", "ab", "-", "-a-b-"],
    ["x*", "axb", "-", "-a-b-"],
    ["é", "né", "e", "ne"],
    ["[^a-z0-9]+", "Feature/X_1", "-", "-eature-1"],
    ["(?P<n>a)|(?P<n>b)", "ab", "<$n>", "<a><b>"],
    [String.raw`\p{greek}+`, "aβγ", "x", "ax"],
  ])("%j in %j by %j gives %j", (pattern, text, replacement, result) => {
    expect(call("regexReplaceAll", pattern, text, replacement)).toBe(result);
  });

  test("joins bytes that become text", () => {
    const cut = textOfBytes(Uint8Array.of(0xc3, 0x2d, 0xa9));

    expect(call("regexReplaceAll", "-", cut, "")).toBe("é");
  });

  test("stops a text that grows beyond the budget", () => {
    const small = callIn(regexFunctions, { budget: new Budget({ steps: 1e9, bytes: 2 ** 21, depth: 1 }) });

    expect(() => small("regexReplaceAll", "", "x".repeat(4096), "y".repeat(4096))).toThrow(LimitPassed);
  });
});

describe("regexReplaceAllLiteral", () => {
  test("takes $ as it is", () => {
    expect(call("regexReplaceAllLiteral", "a", "banana", "$0")).toBe("b$0n$0n$0");
  });
});

describe("regexFindAll", () => {
  test.each([
    ["a+", "aab a", -1, ["aa", "a"]],
    ["a+", "aab a", 1, ["aa"]],
    ["x*", "axb", -1, ["", "x", ""]],
    [".", "😀a", -1, ["😀", "a"]],
    [String.raw`\bw`, "wow w", -1, ["w", "w"]],
  ])("%j in %j, %d times, gives %j", (pattern, text, count, found) => {
    expect(call("regexFindAll", pattern, text, int(count))).toEqual(new List(found, { type: "[]string" }));
  });

  test("gives a nil list where nothing is found", () => {
    expect(call("regexFindAll", "x", "a", int(-1))).toEqual(new List([], { type: "[]string", isNil: true }));
  });
});

describe("regexSplit", () => {
  test.each([
    [",", "a,b,c", -1, ["a", "b", "c"]],
    [",", "a,b,c", 2, ["a", "b,c"]],
    ["", "abc", -1, ["a", "b", "c"]],
    ["", "", -1, []],
    ["a", "", -1, [""]],
    ["x*", "axbxc", -1, ["a", "b", "c"]],
    ["o$", "foo", -1, ["fo", ""]],
  ])("%j in %j, %d pieces, gives %j", (pattern, text, count, pieces) => {
    expect(call("regexSplit", pattern, text, int(count))).toEqual(new List(pieces, { type: "[]string" }));
  });
});

describe("a pattern that is none", () => {
  test.each([
    ["[", "error parsing regexp: missing closing ]: `[`"],
    ["(?=x)", "error parsing regexp: invalid or unsupported Perl syntax: `(?=`"],
    ["a**", "error parsing regexp: invalid nested repetition operator: `**`"],
    ["\\", "error parsing regexp: trailing backslash at end of expression: ``"],
    [String.raw`(?P<n>a)(?P<n>b`, "error parsing regexp: missing closing ): `(?P<n>a)(?P<n>b`"],
    [String.raw`\p{nope}`, String.raw`error parsing regexp: invalid character class range: ` + "`\\p{nope}`"],
  ])("%j is Go's error", (pattern, error) => {
    expect(() => call("mustRegexFind", pattern, "a")).toThrow(error);
  });

  test("is a panic without must, and no match in regexMatch", () => {
    expect(() => call("regexFind", "[", "a")).toThrow(
      "regexp: Compile(`[`): error parsing regexp: missing closing ]: `[`",
    );
    expect(() => call("regexFind", "[`", "a")).toThrow('regexp: Compile("[`"): error parsing regexp');
    expect(call("regexMatch", "[", "a")).toBe(false);
    expect(() => call("mustRegexMatch", "[", "a")).toThrow("missing closing ]");
  });
});

test("regexQuoteMeta escapes what means something", () => {
  expect(call("regexQuoteMeta", String.raw`a.b*[c]-{d}\é`)).toBe(String.raw`a\.b\*\[c\]-\{d\}\\é`);
});

describe(PatternCache, () => {
  test("compiles a pattern once, and forgets the oldest", () => {
    const cache = new PatternCache(1);
    const compiled: string[] = [];
    const compile = (text: string): never => {
      compiled.push(text);
      return { text } as never;
    };

    for (const text of ["a", "a", "b", "a"]) cache.getOrCompile(text, compile);

    expect(compiled).toEqual(["a", "b", "a"]);
  });
});
