import { describe, expect, it } from "vitest";
import { ChartInvalidError } from "../errors.ts";
import { parseHelmIgnore } from "./helm-ignore.ts";

/** Rules, paths (folders end in a slash), and those that Helm 4.2.4 ignores, or its error. */
const ROWS: readonly (readonly [string, string, string])[] = [
  ["*.txt", "a.txt b/c.txt a.md", "a.txt b/c.txt"],
  ["/a.txt", "a.txt b/a.txt", "a.txt"],
  ["b/*.txt", "b/c.txt b/d/c.txt c.txt", "b/c.txt"],
  ["foo/", "foo/ foo x/foo/", "foo/ x/foo/"],
  ["/foo/", "foo/ x/foo/", "foo/"],
  ["!*.md", "a.md a.txt d/", "a.txt d/"],
  ["!foo/", "foo/ bar/ foo", "bar/ foo"],
  ["# c\n\n  a \n", "a b", "a"],
  ["\uFEFFa", "a", "a"],
  ["a**", "a", "!double-star (**) syntax is not supported"],
  ["a[", "a", "!syntax error in pattern"],
  ["b\\", "b", "!syntax error in pattern"],
  ["", "templates/.x templates/x templates/.y/ x/templates/.z templates/.", "templates/.x templates/.y/"],
  ["a\r\nb", "a b", "a b"],
  ["[a-c]?", "ab dx", "ab"],
  ["templates", "templates/ x/templates/", "templates/ x/templates/"],
  ["x[^y]", "xz xy", "xz"],
  ["*\n!a", "b", "b"],
  ["a/b", "a/b x/a/b", "a/b"],
  ["a/*/c", "a/b/c a/b/d/c", "a/b/c"],
  ["x[", "q", "!syntax error in pattern"],
];

describe(parseHelmIgnore, () => {
  it.each(ROWS)("with %j of %s ignores %s", (rules, paths, expected) => {
    expect(ignored(rules, paths)).toBe(expected);
  });
});

function ignored(text: string, paths: string): string {
  try {
    const rules = parseHelmIgnore(text);
    return paths
      .split(" ")
      .filter((path) => rules.ignores(path.replace(/\/$/, ""), path.endsWith("/") ? "folder" : "file"))
      .join(" ");
  } catch (error) {
    if (error instanceof ChartInvalidError) return `!${error.helmText}`;
    throw error;
  }
}
