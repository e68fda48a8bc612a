import { describe, expect, it } from "vitest";
import { checkBranch } from "./branch-name.ts";

describe(checkBranch, () => {
  it.each(["main", "release/1.0", "user@host", "ä", "a.b"])("takes %j", (name) => {
    expect(() => checkBranch(name)).not.toThrow();
  });

  it.each([
    "",
    "-x",
    "a b",
    "a..b",
    "a/",
    "/a",
    "a//b",
    ".a",
    "a/.b",
    "a.lock",
    "a.",
    "@",
    "a@{1}",
    "a\nb",
    "a:b",
    "*",
  ])("refuses %j", (name) => {
    expect(() => checkBranch(name)).toThrow(expect.objectContaining({ code: "usage" }));
  });
});
