import type { HelmVersion } from "../../../src/chart/capabilities.ts";
import { ChartCache } from "../../../src/chart/chart-cache.ts";
import type { Chart } from "../../../src/chart/chart.ts";
import { renderChart } from "../../../src/chart/render-chart.ts";
import { mergeUserValues } from "../../../src/chart/user-values.ts";
import { GimletError } from "../../../src/errors.ts";
import type { ProfileName } from "../../../src/template/profile.ts";
import { bytesOfText } from "../../../src/template/values/text.ts";
import { chanceOf } from "./chance.ts";
import type { HelmProgram, Outcome } from "./fuzz-helm.ts";
import { formatEdits, type ValueEdit } from "./fuzz-values.ts";

/** A chart on both sides. */
export interface FuzzedChart {
  readonly chart: Chart;
  /** Where helm finds it. */
  readonly folder: string;
  /** The values file that the changes are made to. */
  readonly base: string;
  readonly profile: ProfileName;
  readonly helmVersion: HelmVersion;
  readonly cache: ChartCache;
}

/** How a case ended, and for a difference where it is. */
export type Verdict =
  | { readonly kind: "identical" | "both-fail" | "other-words" | "random" }
  | { readonly kind: "silent" | "only-ours-fails" | "only-helm-fails"; readonly helm: string; readonly ours: string }
  | { readonly kind: "other-class"; readonly helm: string; readonly ours: string };

/** Renders a chart with changed values on both sides, and compares. */
export async function judge(fuzzed: FuzzedChart, edits: readonly ValueEdit[], helm: HelmProgram): Promise<Verdict> {
  const files = [fuzzed.base, formatEdits(edits)];
  const theirs = await helm.render(fuzzed.folder, files);
  const ours = await renderFuzzCase(fuzzed, files);
  if (theirs.kind === "output" && ours.kind === "output") {
    if (theirs.text === ours.text) return { kind: "identical" };
    const again = await helm.render(fuzzed.folder, files);
    if (again.kind !== "output" || again.text !== theirs.text) return { kind: "random" };
    return { kind: "silent", ...firstDifference(theirs.text, ours.text) };
  }
  if (theirs.kind === "output") return { kind: "only-ours-fails", helm: "", ours: wordsOf(ours) };
  if (ours.kind === "output") return { kind: "only-helm-fails", helm: wordsOf(theirs), ours: "" };
  const [wanted, got] = [theirs.problem, ours.problem];
  if (classOf(wanted) !== classOf(got)) return { kind: "other-class", helm: wordsOf(theirs), ours: wordsOf(ours) };
  return { kind: wordsOf(theirs) === wordsOf(ours) || classOf(wanted) === "schema" ? "both-fail" : "other-words" };
}

async function renderFuzzCase(fuzzed: FuzzedChart, values: readonly string[]): Promise<Outcome> {
  const { chart, profile, helmVersion, cache } = fuzzed;
  try {
    const files = values.map((text, index) => ({ name: `values-${index}.yaml`, text }));
    const { text } = await renderChart(chart, {
      profile,
      helmVersion,
      cache,
      release: { name: "rel", namespace: "default" },
      values: mergeUserValues({ files }, { profile }),
      kubeVersion: "v1.33.0",
      chance: chanceOf("fuzz"),
    });
    return { kind: "output", text: new TextDecoder().decode(bytesOfText(text)) };
  } catch (error) {
    if (!GimletError.is(error)) throw error;
    if (error.code === "values-invalid") return { kind: "error", problem: problemOf(error.violations) };
    return { kind: "error", problem: "helmText" in error ? error.helmText : error.message };
  }
}

const SCHEMA = "values don't meet the specifications of the schema(s)";

/** What can't even be read has helm's words; of what schemas refuse only that they do is compared. */
function problemOf([first]: readonly { readonly message: string }[]): string {
  return first !== undefined && /^(failed to parse|type mismatch)/.test(first.message) ? first.message : SCHEMA;
}

function classOf(problem: string): string {
  if (problem.startsWith(SCHEMA)) return "schema";
  if (problem.startsWith("YAML parse error on") || problem.includes("error converting YAML")) return "output";
  if (problem.startsWith("execution error at")) return "fail";
  return "execution";
}

/** The first line; positions within a line are left out, since the words count. */
function wordsOf(outcome: Outcome): string {
  return outcome.kind === "error" ? (outcome.problem.split("\n", 1)[0] ?? "") : "";
}

function firstDifference(helm: string, ours: string): { helm: string; ours: string } {
  const theirLines = helm.split("\n");
  const ourLines = ours.split("\n");
  const at = theirLines.findIndex((line, index) => line !== ourLines[index]);
  const line = at < 0 ? theirLines.length : at;
  return { helm: `line ${line + 1}: ${theirLines[line] ?? "(end)"}`, ours: ourLines[line] ?? "(end)" };
}
