import { FunctionError } from "../function.ts";
import { byteLength, compareText } from "../../values/text.ts";

/** A version as Masterminds' semver library reads it: `v1`, `1.2` and `01.2.3` are versions too. */
export interface SemanticVersion {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** Without the `-`; empty for a release. */
  readonly prerelease: string;
  /** Without the `+`. */
  readonly metadata: string;
  /** As it was written. */
  readonly original: string;
}

const MAX_BYTES = 256;
const MAX_SEGMENT = 2n ** 64n - 1n;
const IDENTIFIERS = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const VERSION = new RegExp(
  String.raw`^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-(${IDENTIFIERS}))?(?:\+(${IDENTIFIERS}))?$`,
);
const DIGITS = /^[0-9]+$/;

/**
 * Reads a version; missing parts are 0.
 * @throws {FunctionError} with the library's words
 */
export function parseVersion(text: string): SemanticVersion {
  if (byteLength(text) > MAX_BYTES) throw new FunctionError(`version string is too long (max ${MAX_BYTES} bytes)`);
  const found = VERSION.exec(text);
  if (found === null) throw new FunctionError("invalid semantic version");
  const [, major = "0", minor = "0", patch = "0", prerelease = "", metadata = ""] = found;
  const version = {
    major: parseSegment(major),
    minor: parseSegment(minor),
    patch: parseSegment(patch),
    prerelease,
    metadata,
    original: text,
  };
  checkPrerelease(prerelease);
  return version;
}

/** The version in full: `1.2.3-rc.1+build`. */
export function formatVersion(version: Omit<SemanticVersion, "original">): string {
  const { major, minor, patch, prerelease, metadata } = version;
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
}

/** The order of versions: negative, zero or positive. Metadata plays no part. */
export function compareVersions(left: SemanticVersion, right: SemanticVersion): number {
  return (
    compareSegments(left.major, right.major) ||
    compareSegments(left.minor, right.minor) ||
    compareSegments(left.patch, right.patch) ||
    compareWithReleases(left.prerelease, right.prerelease)
  );
}

/** The order of what follows the `-`; an empty one comes first here, though a release comes after its pre-releases. */
export function comparePrereleases(left: string, right: string): number {
  const lefts = left.split(".");
  const rights = right.split(".");
  for (let at = 0; at < Math.max(lefts.length, rights.length); at++) {
    const order = compareIdentifiers(lefts[at] ?? "", rights[at] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Refuses numbers with leading zeros, empty identifiers and signs that may not stand in a pre-release.
 * @throws {FunctionError}
 */
export function checkPrerelease(text: string): void {
  if (text === "") return;
  for (const identifier of text.split(".")) {
    if (DIGITS.test(identifier)) {
      if (identifier.length > 1 && identifier.startsWith("0")) throw new FunctionError("version segment starts with 0");
    } else if (!/^[0-9A-Za-z-]+$/.test(identifier)) throw new FunctionError("invalid prerelease string");
  }
}

/** @throws {FunctionError} when the text can't stand behind a `+` */
export function checkMetadata(text: string): void {
  if (text === "") return;
  if (!text.split(".").every((identifier) => /^[0-9A-Za-z-]+$/.test(identifier)))
    throw new FunctionError("invalid metadata string");
}

function parseSegment(digits: string): bigint {
  const value = BigInt(digits);
  if (value > MAX_SEGMENT) {
    throw new FunctionError(
      `error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`,
    );
  }
  return value;
}

function compareSegments(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareWithReleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "") return 1;
  return right === "" ? -1 : comparePrereleases(left, right);
}

/** Numbers before words; too large a number counts as a word. */
function compareIdentifiers(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "" || right === "") return left === "" ? -1 : 1;
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber === undefined && rightNumber === undefined) return compareText(left, right) > 0 ? 1 : -1;
  if (leftNumber === undefined) return 1;
  if (rightNumber === undefined) return -1;
  return leftNumber > rightNumber ? 1 : -1;
}

function numberOf(identifier: string): bigint | undefined {
  if (!DIGITS.test(identifier)) return undefined;
  const value = BigInt(identifier);
  return value > MAX_SEGMENT ? undefined : value;
}
