import { ChartInvalidError } from "../errors.ts";
import { type PathPattern, parsePathPattern } from "./path-pattern.ts";

/** What a chart's folder keeps out of the chart. */
export interface IgnoreRules {
  /** Whether it stays out. What is in a folder that stays out is not asked for. */
  readonly ignores: (path: string, kind: "file" | "folder") => boolean;
}

interface Rule {
  readonly pattern: PathPattern;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Whether the pattern is held against the last part of the path only. */
  readonly baseOnly: boolean;
}

/**
 * The rules of a `.helmignore`, and Helm's own, which keeps dot files out of `templates/`.
 *
 * Its dialect is its own: a rule that starts with `!` keeps out everything that it does **not** match.
 *
 * @throws {ChartInvalidError} for `**` and patterns that are not valid
 */
export function parseHelmIgnore(text: string): IgnoreRules {
  const lines = [...text.replace(/^\uFEFF/, "").split("\n"), "templates/.?*"];
  const rules = lines.flatMap((line) => {
    // As Go trims; JavaScript would take a byte order mark as well.
    const rule = line.replace(/^\p{White_Space}+/u, "").replace(/\p{White_Space}+$/u, "");
    return rule === "" || rule.startsWith("#") ? [] : [parseRule(rule)];
  });
  return { ignores: (path, kind) => path !== "" && ignores(rules, path, kind) };
}

function parseRule(line: string): Rule {
  if (line.includes("**")) throw invalid("double-star (**) syntax is not supported");
  // Helm tries the rule on a path, which finds most that is wrong with it, but not all.
  if (parsePathPattern(line).matches("abc") === undefined) throw invalid("syntax error in pattern");
  const negated = line.startsWith("!");
  const withoutSign = negated ? line.slice(1) : line;
  const foldersOnly = withoutSign.endsWith("/");
  const body = foldersOnly ? withoutSign.slice(0, -1) : withoutSign;
  const pattern = parsePathPattern(body.startsWith("/") ? body.slice(1) : body);
  return { pattern, negated, foldersOnly, baseOnly: !body.includes("/") };
}

function ignores(rules: readonly Rule[], path: string, kind: "file" | "folder"): boolean {
  const base = path.slice(path.lastIndexOf("/") + 1);
  for (const rule of rules) {
    const skipped = rule.foldersOnly && kind === "file";
    if (skipped && !rule.negated) continue;
    if (skipped || (rule.pattern.matches(rule.baseOnly ? base : path) ?? false) !== rule.negated) return true;
  }
  return false;
}

function invalid(helmText: string): ChartInvalidError {
  return new ChartInvalidError("invalid", helmText, "Correct .helmignore.");
}
