import { describe, expect, it } from "vitest";
import { compilePattern } from "./pattern.ts";
import { largestProgram } from "./program-size.ts";

describe(largestProgram, () => {
  it.each([
    "",
    "a",
    "abc",
    "(a|b)*c",
    "a{500}",
    "(a{30}){30}",
    "((ab?){10}c){20}",
    "[a-z]{1,253}",
    "(a?){500}(b?){500}",
  ])("is about what %j compiles to", (pattern) => {
    const size = compilePattern(pattern).compiled.programSize();
    expect(largestProgram(pattern) * 2 + 4).toBeGreaterThanOrEqual(size);
    expect(largestProgram(pattern)).toBeLessThanOrEqual(size * 2 + 8);
  });

  it("takes what is none for what it would be at most", () => {
    expect(largestProgram("((((")).toBe(0);
    expect(largestProgram("a{9999}{9999}")).toBeLessThanOrEqual(13_000);
  });
});
