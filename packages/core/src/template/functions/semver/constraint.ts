import { quoteGo } from "../../format/quote.ts";
import { byteLength } from "../../values/text.ts";
import { FunctionError } from "../function.ts";
import { comparePrereleases, compareVersions, parseVersion, type SemanticVersion } from "./version.ts";

/** What versions must fulfil: all rules of any group. */
export interface Constraint {
  readonly groups: readonly ConstraintGroup[];
}

interface ConstraintGroup {
  readonly rules: readonly Rule[];
  /** Only a group that names a pre-release lets pre-releases through. */
  readonly takesPrereleases: boolean;
}

type Operator = "" | "=" | "!=" | ">" | "<" | ">=" | "=>" | "<=" | "=<" | "~" | "~>" | "^";

interface Rule {
  readonly operator: Operator;
  readonly version: SemanticVersion;
  /** The first part left open, as the minor one in `1.x` and in `1`. */
  readonly open: "none" | "major" | "minor" | "patch";
}

/** A place in a text where an operator and a version stand. */
interface Term {
  readonly operator: Operator;
  readonly parts: readonly [string, string | undefined, string | undefined];
  /** With its `-`. */
  readonly prerelease: string;
  readonly text: string;
  readonly end: number;
}

const MAX_BYTES = 512;
const MAX_GROUPS = 32;
const OPERATOR = /=>|=<|>=|<=|!=|~>|[=><~^]|/y;
const PART = String.raw`[0-9|xX*]+`;
const IDENTIFIERS = String.raw`[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*`;
const VERSION = new RegExp(
  String.raw`v?(${PART})(?:\.(${PART}))?(?:\.(${PART}))?(-${IDENTIFIERS})?(?:\+${IDENTIFIERS})?`,
  "y",
);

/**
 * Reads a constraint such as `>=1.20-0 <2 || ~3.1`.
 * @throws {FunctionError} with the library's words
 */
export function parseConstraint(text: string): Constraint {
  if (byteLength(text) > MAX_BYTES) throw new FunctionError(`constraint string is too long (max ${MAX_BYTES} bytes)`);
  const groups = withoutRanges(text).split("||");
  if (groups.length > MAX_GROUPS) throw new FunctionError(`too many constraint groups (max ${MAX_GROUPS})`);
  return { groups: groups.map(parseGroup) };
}

/** Whether the version fulfils the constraint. */
export function satisfies(version: SemanticVersion, constraint: Constraint): boolean {
  return constraint.groups.some(({ rules, takesPrereleases }) => {
    if (version.prerelease !== "" && !takesPrereleases) return false;
    return rules.every((rule) => fulfils(version, rule));
  });
}

function fulfils(version: SemanticVersion, rule: Rule): boolean {
  switch (rule.operator) {
    case "":
    case "=":
      return rule.open === "none" ? compareVersions(version, rule.version) === 0 : isNear(version, rule);
    case "!=":
      return !isExcluded(version, rule);
    case ">":
      return isAbove(version, rule);
    case "<":
      return compareVersions(version, rule.version) < 0;
    case ">=":
    case "=>":
      return compareVersions(version, rule.version) >= 0;
    case "<=":
    case "=<":
      return isUpTo(version, rule);
    case "~":
    case "~>":
      return isNear(version, rule);
    case "^":
      return isCompatible(version, rule);
  }
}

/** `!=1.x`: what lies within the open part is excluded as a whole. */
function isExcluded(version: SemanticVersion, { version: limit, open }: Rule): boolean {
  if (open === "none") return compareVersions(version, limit) === 0;
  if (version.major !== limit.major) return false;
  if (open === "minor") return true;
  if (version.minor !== limit.minor) return false;
  if (open === "patch") {
    if (version.prerelease === "" && limit.prerelease === "") return true;
    return comparePrereleases(version.prerelease, limit.prerelease) === 0;
  }
  if (version.patch !== limit.patch) return false;
  return compareVersions(version, limit) === 0;
}

/** `>1.x` begins at 2. */
function isAbove(version: SemanticVersion, { version: limit, open }: Rule): boolean {
  if (open === "none" || open === "major") return compareVersions(version, limit) > 0;
  if (version.major !== limit.major) return version.major > limit.major;
  return open === "patch" && version.minor > limit.minor;
}

/** `<=1.x` holds all of 1; `<=x` only the 0.0 versions. */
function isUpTo(version: SemanticVersion, { version: limit, open }: Rule): boolean {
  if (open === "none") return compareVersions(version, limit) <= 0;
  if (version.major !== limit.major) return version.major < limit.major;
  return open === "minor" || version.minor <= limit.minor;
}

function isNear(version: SemanticVersion, { version: limit, open }: Rule): boolean {
  if (compareVersions(version, limit) < 0) return false;
  if (isZero(limit) && open !== "minor" && open !== "patch") return true;
  if (version.major !== limit.major) return false;
  return open === "minor" || version.minor === limit.minor;
}

/** `^`: the first part that is not 0 stays. */
function isCompatible(version: SemanticVersion, { version: limit, open }: Rule): boolean {
  if (compareVersions(version, limit) < 0) return false;
  if (limit.major > 0n || open === "minor") return version.major === limit.major;
  if (version.major > 0n) return false;
  if (limit.minor > 0n || open === "patch") return version.minor === limit.minor;
  if (version.minor > 0n) return false;
  return version.patch === limit.patch;
}

function isZero({ major, minor, patch }: SemanticVersion): boolean {
  return major === 0n && minor === 0n && patch === 0n;
}

// Scanned by hand: the grammar as one regular expression backtracks without end over runs of spaces.
function parseGroup(text: string): ConstraintGroup {
  const rules = parseTerms(text).map(ruleOf);
  return { rules, takesPrereleases: rules.some(({ version }) => version.prerelease !== "") };
}

function parseTerms(text: string): Term[] {
  const terms: Term[] = [];
  for (let at = 0; ;) {
    const term = termAt(text, at);
    if (term === undefined) break;
    terms.push(term);
    at = skipSpace(text, term.end);
    if (at === text.length) return terms;
    if (text[at] === ",") at++;
    else if (at === term.end) break;
  }
  throw new FunctionError(`improper constraint: ${quoteGo(text)}`);
}

function termAt(text: string, start: number): Term | undefined {
  const from = skipSpace(text, start);
  OPERATOR.lastIndex = from;
  const operator = OPERATOR.exec(text)?.[0] ?? "";
  const found = versionAt(text, skipSpace(text, from + operator.length));
  // The pattern knows these operators only.
  return found && { ...found, operator: operator as Operator };
}

function versionAt(text: string, start: number): Omit<Term, "operator"> | undefined {
  VERSION.lastIndex = start;
  const found = VERSION.exec(text);
  if (found === null) return undefined;
  const [whole, major = "", minor, patch, prerelease = ""] = found;
  return { parts: [major, minor, patch], prerelease, text: whole, end: start + whole.length };
}

function ruleOf({ operator, parts: [major, minor, patch], prerelease, text }: Term): Rule {
  if (isOpen(major)) return { operator, open: "major", version: versionOf(`0.0.0${prerelease}`) };
  if (isOpen(minor)) return { operator, open: "minor", version: versionOf(`${major}.0.0${prerelease}`) };
  if (isOpen(patch)) return { operator, open: "patch", version: versionOf(`${major}.${minor}.0${prerelease}`) };
  return { operator, open: "none", version: versionOf(text) };
}

function isOpen(part: string | undefined): boolean {
  return part === undefined || part === "x" || part === "X" || part === "*";
}

function versionOf(text: string): SemanticVersion {
  try {
    return parseVersion(text);
  } catch {
    // The library drops the cause here.
    throw new FunctionError("constraint parser error");
  }
}

/** `1.2 - 2` becomes `>= 1.2, <= 2 `. */
function withoutRanges(text: string): string {
  let result = text;
  for (let at = 0; at < text.length;) {
    const range = rangeAt(text, at);
    if (range === undefined) at++;
    else {
      const { from, to, end } = range;
      result = result.replace(text.slice(at, end), () => `>= ${from}, <= ${to} `);
      at = end;
    }
  }
  return result;
}

function rangeAt(text: string, start: number): { from: string; to: string; end: number } | undefined {
  const from = versionAt(text, skipSpace(text, start));
  if (from === undefined) return undefined;
  const dash = skipSpace(text, from.end);
  if (dash === from.end || text[dash] !== "-") return undefined;
  const second = skipSpace(text, dash + 1);
  const to = second === dash + 1 ? undefined : versionAt(text, second);
  return to && { from: from.text, to: to.text, end: skipSpace(text, to.end) };
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && "\t\n\f\r ".includes(text[at] ?? "x")) at++;
  return at;
}
