import { GitopsConflictError, GitUnavailableError, ManifestInvalidError, UsageError } from "@gimlet/core";
import { describe, expect, it } from "vitest";
import { errorDocument } from "./error-document.ts";
import { errorText } from "./error-text.ts";

const LOOK = { colour: false, ascii: false, columns: undefined };
const CONTEXT = { failure: "The release was not made.", report: undefined, verbose: false };

describe(errorText, () => {
  it("says what happened, why, what to do, and the code", () => {
    expect(errorText(new GitopsConflictError("main"), CONTEXT, LOOK)).toBe(
      '✗ The release was not made.\n  Branch "main" moved while releasing.\n  Run it again: it will be planned on what the branch holds now.\n  gitops-conflict · gimlet help errors gitops-conflict\n',
    );
  });

  it("says a usage error at once, in ASCII where it must", () => {
    expect(errorText(new UsageError("the env is missing", "Say which."), CONTEXT, { ...LOOK, ascii: true })).toBe(
      "x The env is missing.\n  Say which.\n  usage - gimlet help errors usage\n",
    );
  });

  it("shows every problem of a file with its place", () => {
    const issues = [
      { line: 12, column: 3, path: "values.replicas", message: 'must be a whole number, is "two"', severity: "error" },
      {
        line: 9,
        column: 15,
        path: "deploy.branchs",
        message: "unknown key",
        hint: 'did you mean "branch"?',
        severity: "error",
      },
    ] as const;

    expect(
      errorText(new ManifestInvalidError(".gimlet/web.yaml", issues), CONTEXT, LOOK).split("\n").slice(1, 4),
    ).toEqual([
      "  .gimlet/web.yaml has 2 problems.",
      '  12:3  values.replicas  must be a whole number, is "two"',
      '  9:15  deploy.branchs   unknown key; did you mean "branch"?',
    ]);
  });

  it("calls everything else a defect, and shows no stack without --verbose", () => {
    const text = errorText(new TypeError("x is not a function"), { ...CONTEXT, report: "/r.txt" }, LOOK);

    expect(text).toContain("✗ The release was not made. This is a defect of Gimlet.");
    expect(text).toContain("/r.txt");
    expect(text).not.toContain("    at ");
    expect(errorText(new TypeError("x"), { ...CONTEXT, verbose: true }, LOOK)).toContain("error-text.test");
  });

  it("shows neither credentials nor what steers a terminal", () => {
    const text = errorText(new GitUnavailableError("https://ada:pw@git.example.org/x", "\u001B[2Jgone"), CONTEXT, LOOK);

    expect(text).toContain("https://git.example.org/x can't be reached: gone.");
  });
});

describe(errorDocument, () => {
  it("has the error's own fields, without credentials", () => {
    expect(errorDocument(new GitUnavailableError("https://ada:pw@git.example.org/x", "gone")).error).toMatchObject({
      code: "git-unavailable",
      kind: "unavailable",
      location: "https://git.example.org/x",
    });
    expect(errorDocument(new TypeError("x")).error.code).toBe("bug");
  });
});
