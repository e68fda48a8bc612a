import { describe, expect, it } from "vitest";
import { profileOf } from "../template/profile.ts";
import { splitManifests } from "./split-manifests.ts";

// text, documents of Helm 3.21, documents of Helm 4.2; recorded from both.
const ROWS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["", [], []],
  [" \n\t\n", [], []],
  ["---\n", [], []],
  ["a: 1", ["a: 1"], ["a: 1"]],
  ["a: 1\n\n", ["a: 1"], ["a: 1\n\n"]],
  ["\n\n  a: 1\n  b: 2\n", ["a: 1\n  b: 2"], ["a: 1\n  b: 2\n"]],
  ["---\na: 1\n---\nb: 2\n", ["a: 1", "b: 2"], ["a: 1\n", "b: 2\n"]],
  ["a: 1\n\n---\n\nb: 2", ["a: 1", "b: 2"], ["a: 1\n\n", "b: 2"]],
  ["a: 1\r\n---\r\nb: 2\r\n", ["a: 1", "b: 2"], ["a: 1\r\n", "b: 2\r\n"]],
  ["a: 1\n---  # comment\nb: 2", ["a: 1", "# comment\nb: 2"], ["a: 1\n", "# comment\nb: 2"]],
  ["---a: 1\n---b: 2", ["a: 1", "b: 2"], ["a: 1\n", "b: 2"]],
  ["a\n----\nb", ["a", "-\nb"], ["a\n", "-\nb"]],
  ["a --- b\n --- c", ["a --- b\n --- c"], ["a --- b\n --- c"]],
  ["---\n---\na: 1", ["---\na: 1"], ["a: 1"]],
  ["a\n---\n---\nb", ["a", "---\nb"], ["a\n", "b"]],
  ["a\n---\n\n---\nb", ["a", "---\nb"], ["a\n", "b"]],
  ["a\n---\n\u00a0\n---\nb", ["a", "", "b"], ["a\n", "b"]],
  ["a\n---\n\v\n---\nb", ["a", "", "b"], ["a\n", "b"]],
  ["\u0085a\u0085", ["a"], ["a\u0085"]],
  ["\ufeff---\na", ["\ufeff---\na"], ["\ufeff---\na"]],
  ["a\u2028---\nb\r---\nc", ["a\u2028---\nb\r---\nc"], ["a\u2028---\nb\r---\nc"]],
  ["a\n---", ["a"], ["a\n"]],
  ["# only a comment\n", ["# only a comment"], ["# only a comment\n"]],
];

describe(splitManifests, () => {
  it.each(ROWS)("cuts %j as each Helm does", (text, helm3, helm4) => {
    expect(splitManifests(text, profileOf("helm-3.21"))).toEqual(helm3);
    expect(splitManifests(text, profileOf("helm-4.2"))).toEqual(helm4);
  });

  it("takes time in proportion to the text", () => {
    const text = `${"\n \t".repeat(400_000)}---${"\n---".repeat(100_000)}`;

    expect(splitManifests(text, profileOf("helm-4.2"))).toEqual([]);
    expect(splitManifests(text, profileOf("helm-3.21")).length).toBeGreaterThan(0);
  });
});
