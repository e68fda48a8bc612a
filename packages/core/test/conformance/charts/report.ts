import type { ProfileName } from "../../../src/template/profile.ts";
import type { CaseResult } from "./run-cases.ts";
import type { ExpressionOutcome } from "./run-expressions.ts";

/** What a run over one profile showed; the form of `--json`. */
export interface ProfileReport {
  readonly profile: ProfileName;
  readonly charts: {
    readonly cases: number;
    readonly identical: number;
    readonly different: readonly { id: string; line: number; expected: string; actual: string }[];
    readonly errorsOnlyOurs: readonly string[];
    readonly errorsOnlyHelm: readonly string[];
    readonly classDifferent: readonly { id: string; expected: string; actual: string }[];
  };
  readonly expressions: {
    readonly cases: number;
    readonly equal: number;
    readonly different: readonly { id: string; expected: string; actual: string }[];
    readonly wordingDifferent: readonly string[];
  };
}

/** The least share of errors whose words must be helm's. */
const WORDING = 0.9;

/** Puts results together. */
export function reportOf(
  profile: ProfileName,
  {
    charts,
    expressions,
  }: { readonly charts: readonly CaseResult[]; readonly expressions: readonly ExpressionOutcome[] },
): ProfileReport {
  return {
    profile,
    charts: {
      cases: charts.length,
      identical: charts.filter(({ kind }) => kind === "identical").length,
      different: charts.flatMap((result) =>
        result.kind === "different"
          ? [{ id: result.id, line: result.line, expected: result.expected, actual: result.actual }]
          : [],
      ),
      errorsOnlyOurs: charts.filter(({ kind }) => kind === "error-only-ours").map(({ id }) => id),
      errorsOnlyHelm: charts.filter(({ kind }) => kind === "error-only-helm").map(({ id }) => id),
      classDifferent: charts.flatMap((result) =>
        result.kind === "class-different" ? [{ id: result.id, expected: result.expected, actual: result.actual }] : [],
      ),
    },
    expressions: {
      cases: expressions.length,
      equal: expressions.filter(({ kind }) => kind !== "different").length,
      different: expressions.flatMap((result) =>
        result.kind === "different" ? [{ id: result.id, expected: result.expected, actual: result.actual }] : [],
      ),
      wordingDifferent: expressions.filter(({ kind }) => kind === "wording").map(({ id }) => id),
    },
  };
}

/** The share of errors on both sides that have helm's words. */
export function wordingShare(expressions: readonly ExpressionOutcome[]): number {
  const others = expressions.filter(({ kind }) => kind === "wording").length;
  const same = expressions.filter((result) => result.kind === "equal" && result.isError).length;
  return same + others === 0 ? 1 : same / (same + others);
}

/** Whether nothing differs but the words of at most a tenth of the errors. */
export function isConforming({ charts, expressions }: ProfileReport, wording: number): boolean {
  return charts.identical === charts.cases && expressions.different.length === 0 && wording >= WORDING;
}

/** The report for people. */
export function reportText({ profile, charts, expressions }: ProfileReport, wording: number): string {
  const lines = [
    `${profile}`,
    `  charts       ${charts.cases} cases, ${charts.identical} identical, ${charts.different.length} differing, errors only ours ${charts.errorsOnlyOurs.length}, only helm's ${charts.errorsOnlyHelm.length}, of another class ${charts.classDifferent.length}`,
    `  expressions  ${expressions.cases} cases, ${expressions.equal} equal, ${expressions.different.length} differing, ${expressions.wordingDifferent.length} errors in other words (${(wording * 100).toFixed(1)} % in helm's)`,
  ];
  for (const { id, line, expected, actual } of charts.different)
    lines.push(`  differs: ${id}`, `    line ${line}`, `    helm  ${short(expected)}`, `    ours  ${short(actual)}`);
  for (const id of charts.errorsOnlyOurs) lines.push(`  error only ours: ${id}`);
  for (const id of charts.errorsOnlyHelm) lines.push(`  error only helm's: ${id}`);
  for (const { id, expected, actual } of charts.classDifferent)
    lines.push(`  error of another class: ${id}: ${expected}, ours ${short(actual)}`);
  for (const { id, expected, actual } of expressions.different)
    lines.push(`  differs: ${id}`, `    helm  ${short(expected)}`, `    ours  ${short(actual)}`);
  return `${lines.join("\n")}\n`;
}

function short(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length > 300 ? `${quoted.slice(0, 299)}…` : quoted;
}
