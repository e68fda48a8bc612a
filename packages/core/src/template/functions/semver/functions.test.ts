import { describe, expect, test } from "vitest";
import { printAll } from "../../format/print.ts";
import { Struct, type Value } from "../../values/value.ts";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { semverFunctions } from "./functions.ts";

const call = callIn(semverFunctions);

// Constraint, version and what Masterminds' library 3.5.0 says.
const COMPARED: readonly [constraint: string, version: string, fulfilled: boolean][] = [
  [">=1.20", "1.21.0-rc1", false],
  [">=1.20-0", "1.21.0-rc1", true],
  [">=1.19-0 <1.40-0", "v1.27.4-gke.900", true],
  ["1.2.3 || 2.0.0", "01.2.3", true],
  ["~1", "1.9.0", true],
  ["~1.2.3", "1.3.0", false],
  ["~0", "0.9.9", true],
  ["~0.0.0", "5.0.0", true],
  ["^0.0", "0.0.7", true],
  ["^0.0", "0.1.0", false],
  ["^0.0.3", "0.0.4", false],
  ["^1.2", "1.99.0", true],
  ["1.2 - 2", "2.0.0", true],
  ["1.2 - 2", "2.5.0", true],
  ["1.2 - 2", "3.0.0", false],
  [">1.x", "1.9.9", false],
  [">1.x", "2.0.0", true],
  [">1.2", "1.2.9", false],
  ["<=1.2", "1.2.9", true],
  ["<=x", "0.0.9", true],
  ["<=x", "0.1.0", false],
  ["!=1.2.x", "1.2.7", false],
  ["!=1.2.x-a", "1.2.7-b", true],
  ["!=x", "0.0.0", false],
  ["!=x", "1.0.0", true],
  ["*", "0.1.0", true],
  ["=>1,=<2", "1.5.0", true],
  ["> 1.2 , < 3", "2.0.0", true],
  ["~>1.2", "1.2.9", true],
  [">1.0.0-alpha", "1.0.0-alpha.1", true],
  [">1.0.0-a.10", "1.0.0-a.9", false],
  [">1.0.0-99999999999999999999", "1.0.0-9", false],
];

const REFUSED: readonly [constraint: string, version: string, error: string][] = [
  ["", "1", 'improper constraint: ""'],
  [">=1.2.0 ||", "1", 'improper constraint: ""'],
  ["abc", "", 'improper constraint: "abc"'],
  ["1,,2", "1", 'improper constraint: "1,,2"'],
  ["1 2.3.4.5", "1", 'improper constraint: "1 2.3.4.5"'],
  ["==1", "1", 'improper constraint: "==1"'],
  ["1|2", "1", "constraint parser error"],
  ["1.2.3-01", "1", "constraint parser error"],
  ["~1.2", "", "invalid semantic version"],
  ["~1", "1.2.3.4", "invalid semantic version"],
  ["~1", "1.2.3-01", "version segment starts with 0"],
  [
    "~1",
    "99999999999999999999",
    'error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
  ],
  ["1".repeat(513), "1", "constraint string is too long (max 512 bytes)"],
  ["1||".repeat(32) + "1", "1", "too many constraint groups (max 32)"],
  ["1", "1".repeat(257), "version string is too long (max 256 bytes)"],
];

describe("semverCompare", () => {
  test.each(COMPARED)("%j holds for %j: %j", (constraint, version, fulfilled) => {
    expect(call("semverCompare", constraint, version)).toBe(fulfilled);
  });

  test.each(REFUSED)("%j with %j is refused", (constraint, version, error) => {
    expect(() => call("semverCompare", constraint, version)).toThrow(error);
  });

  test("refuses long runs of spaces at once", () => {
    expect(() => call("semverCompare", `>1${" ".repeat(15)}`.repeat(30) + "!", "1")).toThrow("improper constraint");
  });
});

describe("semver", () => {
  test("prints in full, and keeps what was written", () => {
    const version = call("semver", "v1.2-rc.1+x");

    expect(printAll([version])).toBe("1.2.0-rc.1+x");
    expect(method(version, "Original")).toBe("v1.2-rc.1+x");
    expect(printAll([method(version, "Major"), method(version, "Minor"), method(version, "Patch")])).toBe("1 2 0");
    expect(method(version, "Prerelease")).toBe("rc.1");
    expect(method(version, "Metadata")).toBe("x");
  });

  test.each([
    ["IncMajor", "v1.2.3-rc.1", "2.0.0"],
    ["IncMinor", "1.2.3-rc.1", "1.3.0"],
    ["IncPatch", "1.2.3-rc.1", "1.2.3"],
    ["IncPatch", "1.2.3+x", "1.2.4"],
  ])("%s of %s is %s", (name, version, next) => {
    expect(printAll([method(call("semver", version), name)])).toBe(next);
  });

  test("compares with others", () => {
    const release = call("semver", "1.2.3");
    const candidate = call("semver", "1.2.3-a");

    expect(printAll([method(candidate, "Compare", release)])).toBe("-1");
    expect(method(candidate, "LessThan", release)).toBe(true);
    expect(method(release, "Equal", null)).toBe(false);
    expect(() => method(release, "Compare", null)).toThrow(
      "runtime error: invalid memory address or nil pointer dereference",
    );
  });

  test("what its methods return has no methods of a pointer", () => {
    const next = method(call("semver", "1.2.3"), "IncMajor");

    expect(next).toBeInstanceOf(Struct);
    expect((next as Struct).type).toBe("semver.Version");
    expect((next as Struct).methods?.has("Compare")).toBe(false);
  });
});

function method(receiver: Value, name: string, ...args: Value[]): Value {
  return (receiver as Struct).methods?.get(name)?.call(receiver, args);
}
