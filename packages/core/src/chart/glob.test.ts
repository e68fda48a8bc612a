import { describe, expect, it } from "vitest";
import { parseGlob } from "./glob.ts";

const PATHS = ["a", "ab", "a.yaml", "b.yml", "conf/a.yaml", "conf/sub/a.yaml", "conf/.x", "b", "x-y", "é", "conf"];

/** Patterns, and which of the paths gobwas/glob 0.2.3 takes them for. */
const ROWS: readonly (readonly [string, string])[] = [
  ["*", "11110001111"],
  ["**", "11111111111"],
  ["a*", "11100000000"],
  ["*.yaml", "00100000000"],
  ["**.yaml", "00101100000"],
  ["conf/*", "00001010000"],
  ["conf/**", "00001110000"],
  ["conf/*.yaml", "00001000000"],
  ["**/*.yaml", "00001100000"],
  ["{a,b}", "10000001000"],
  ["*.{yaml,yml}", "00110000000"],
  ["{conf/*.yaml,b}", "00001001000"],
  ["[ab]", "10000001000"],
  ["[!a]", "00000001010"],
  ["[a-c]", "10000001000"],
  ["?", "10000001010"],
  ["a?", "01000000000"],
  ["[", "does not compile"],
  ["[a", "does not compile"],
  ["[]", "does not compile"],
  ["[b-a]", "does not compile"],
  ["a\\*", "00000000000"],
  ["\\a", "10000000000"],
  ["}", "00000000000"],
  ["a}", "00000000000"],
  ["{a", "10000000000"],
  ["a,b", "00000000000"],
  ["{a,{b,x-y}}", "10000001100"],
  ["conf", "00000000001"],
  ["conf/{a,sub/a}.yaml", "00001100000"],
  ["?-y", "00000000100"],
  ["", "00000000000"],
  ["[!/]*", "11110001111"],
  ["*/*", "00001010000"],
  ["**/a.yaml", "00001100000"],
];

describe(parseGlob, () => {
  it.each(ROWS)("takes %j for %s", (pattern, expected) => {
    const glob = parseGlob(pattern);

    expect(
      glob === undefined ? "does not compile" : PATHS.map((path) => (glob.matches(path) ? "1" : "0")).join(""),
    ).toBe(expected);
  });

  it("lets two texts overlap around two stars", () => {
    expect(parseGlob("a**a")?.matches("a")).toBe(true);
    expect(parseGlob("a**a*")?.matches("a")).toBe(false);
  });

  it.each(["***", "{a*,b}?", "{a*,a}", "*{,b}", "a{", "x{a*,*}y"])("knows %j for erratic", (pattern) => {
    expect(parseGlob(pattern)?.isErratic).toBe(true);
  });

  it.each(["**/*.yaml", "*.{yaml,yml}", "{conf/*.yaml,b/*.yml}", "conf/{a*,b*}", "{a,b}/**", "*a**"])(
    "knows %j for sound",
    (pattern) => {
      expect(parseGlob(pattern)?.isErratic).toBe(false);
    },
  );

  it("takes no longer for a pattern made to go back", () => {
    const glob = parseGlob(`${"*a".repeat(50)}b`);

    expect(glob?.matches("a".repeat(5000))).toBe(false);
  });

  it("does not compile what is not UTF-8", () => {
    expect(parseGlob("a\uDCFF*")).toBeUndefined();
  });
});
