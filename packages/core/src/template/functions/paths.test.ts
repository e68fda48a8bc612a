import { describe, expect, test } from "vitest";
import { pathFunctions } from "./paths.ts";
import { callIn } from "../../../test-support/call-template-function.ts";

const call = callIn(pathFunctions);

// Path, and what Go's path package gives as base, dir, clean and ext.
test.each([
  ["", ".", ".", ".", ""],
  ["/", "/", "/", "/", ""],
  ["//", "/", "/", "/", ""],
  ["a", "a", ".", "a", ""],
  ["a/", "a", "a", "a", ""],
  ["/a/b.c", "b.c", "/a", "/a/b.c", ".c"],
  ["../../a", "a", "../..", "../../a", ""],
  ["a/../..", "..", ".", "..", "."],
  ["/../x", "x", "/", "/x", ""],
  ["a//b/./c/..", "..", "a/b/c", "a/b", "."],
  [".bashrc", ".bashrc", ".", ".bashrc", ".bashrc"],
  ["a.tar.gz", "a.tar.gz", ".", "a.tar.gz", ".gz"],
])("%j has base %j, dir %j, clean %j, ext %j", (path, base, dir, clean, ext) => {
  expect(call("base", path)).toBe(base);
  expect(call("dir", path)).toBe(dir);
  expect(call("clean", path)).toBe(clean);
  expect(call("ext", path)).toBe(ext);
});

describe("the os twins", () => {
  test("do the same", () => {
    expect(call("osBase", "/a/b")).toBe("b");
    expect(call("osDir", "/a/b")).toBe("/a");
    expect(call("osClean", "/a/../b")).toBe("/b");
    expect(call("osExt", "a.b")).toBe(".b");
    expect(call("osIsAbs", "/a")).toBe(true);
    expect(call("isAbs", "a")).toBe(false);
  });
});
