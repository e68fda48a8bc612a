import {
  GitUnavailableError,
  GitopsConflictError,
  BranchProtectedError,
  EnvNotFoundError,
  UsageError,
} from "@gimlet/core";
import { describe, expect, it } from "vitest";
import { decidingExitCode, EXIT_CODES, exitCodeOf } from "./exit-codes.ts";

describe(exitCodeOf, () => {
  it.each([
    [new UsageError("x", "y"), 2],
    [new EnvNotFoundError("x", []), 3],
    [new BranchProtectedError("main", "no"), 4],
    [new GitopsConflictError("main"), 5],
    [new GitUnavailableError("x", "y"), 6],
    [new TypeError("x is not a function"), 70],
    ["a text", 70],
  ])("maps %s", (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe(decidingExitCode, () => {
  it("takes the first of several that occurs in the documented order", () => {
    const order = [70, 1, 5, 4, 3, 2, 6, 8, 7, 0] as const;

    const decided = order.map((_, i) => decidingExitCode(order.slice(i).toReversed()));

    expect(decided).toEqual(order);
  });

  it("is 0 for no instance", () => {
    expect(decidingExitCode([])).toBe(0);
  });
});

it("knows the exit codes of the documentation and no others", () => {
  expect(EXIT_CODES.map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 70, 130, 143]);
});
