// `npm run fuzz-charts`: renders charts of the corpus with changed values by the `helm` of the PATH and by our engine, and
// compares the bytes, or the errors.
//   --seed N            the same seed makes the same cases; 1 without it
//   --cases N           how many; 500 without it
//   --charts SUBSTRING  only charts whose id holds it
//   --profile P         helm-4.2 or helm-3.21; without it, what the helm's version says
// Prints every difference with the fewest changed values that show it. Ends with 1 where one is silent.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultHelmVersion } from "../../../src/chart/capabilities.ts";
import { ChartCache } from "../../../src/chart/chart-cache.ts";
import type { Chart } from "../../../src/chart/chart.ts";
import { loadChart } from "../../../src/chart/load-chart.ts";
import { type ProfileName, profileOf } from "../../../src/template/profile.ts";
import { textOfBytes } from "../../../src/template/values/text.ts";
import { Random } from "../../simulation/random.ts";
import { type ChartCase, Corpus, unpackData } from "./corpus.ts";
import { type FuzzedChart, judge, type Verdict } from "./fuzz-case.ts";
import { HelmProgram } from "./fuzz-helm.ts";
import { drawEdits, formatEdits, pathsOfValues, type ValueEdit, type ValuePaths } from "./fuzz-values.ts";
import { recordedHelm } from "./recorded-helm.ts";

const { values: flags } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    cases: { type: "string", default: "500" },
    charts: { type: "string", default: "" },
    profile: { type: "string" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "gimlet-fuzz-"));
try {
  process.exitCode = await fuzz();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function fuzz(): Promise<number> {
  const helm = new HelmProgram(folder);
  const { version, profile: own } = await helm.version();
  const profile = flags.profile === undefined ? own : flags.profile;
  if (profile !== own) throw new Error(`the helm of the PATH is ${version}, whose profile is ${own}`);
  const corpus = new Corpus({}, unpackData({}));
  const cases = corpus.cases().filter((each) => isFit(each, own) && each.id.includes(flags.charts));
  if (cases.length === 0) throw new Error("there is no such chart");
  const random = new Random(Number(flags.seed));
  const counts = new Map<string, number>();
  const wanted = Number(flags.cases);
  const perChart = Math.min(Math.max(5, Math.ceil(wanted / cases.length)), wanted);
  for (let done = 0; done < wanted; done += perChart) {
    const fuzzed = await prepare(random.pick(cases), { corpus, helm, profile: own, version });
    for (let each = 0; each < perChart && done + each < wanted; each++)
      await fuzzOnce(fuzzed, { random, helm, counts });
    rmSync(fuzzed.folder, { recursive: true, force: true });
    if (process.stderr.isTTY) process.stderr.write(`\r${done + perChart} cases `);
  }
  const shares = [...counts.keys()].toSorted().map((kind) => `${counts.get(kind)} ${kind}`);
  process.stdout.write(`helm ${version}, seed ${flags.seed}: ${wanted} cases: ${shares.join(", ")}\n`);
  return counts.has("silent") ? 1 : 0;
}

/** What chance decides can't be compared, and what fails with its own values says little. */
function isFit({ random, helm42, helm321 }: ChartCase, profile: ProfileName): boolean {
  return !random && (profile === "helm-4.2" ? helm42 : helm321) === "ok";
}

interface PreparedChart extends FuzzedChart {
  readonly id: string;
  readonly paths: ValuePaths;
}

interface Preparation {
  readonly corpus: Corpus;
  readonly helm: HelmProgram;
  readonly profile: ProfileName;
  readonly version: string;
}

async function prepare(chartCase: ChartCase, { corpus, helm, profile, version }: Preparation): Promise<PreparedChart> {
  const files = await corpus.chartFiles(chartCase.chart);
  const chart = loadChart(files, { profile });
  const recorded = recordedHelm(profile);
  return {
    id: chartCase.id,
    chart,
    folder: helm.writeChart("chart", files),
    base: chartCase.values === null ? "{}" : textOfBytes(corpus.file(chartCase.values)),
    paths: pathsOfChart(chart),
    profile,
    helmVersion: version === recorded.version ? recorded : defaultHelmVersion(profileOf(profile)),
    cache: new ChartCache(),
  };
}

/** Values of subcharts stand below their names, or their aliases. */
function pathsOfChart(chart: Chart): ValuePaths {
  const aliases = new Map(chart.metadata.dependencies.map(({ name, alias }) => [name, alias === "" ? name : alias]));
  return [
    ...pathsOfValues(chart.values),
    ...chart.dependencies.flatMap((each) => {
      const name = aliases.get(each.metadata.name) ?? each.metadata.name;
      return pathsOfValues(each.values, [name]);
    }),
  ];
}

interface FuzzState {
  readonly random: Random;
  readonly helm: HelmProgram;
  readonly counts: Map<string, number>;
}

async function fuzzOnce(fuzzed: PreparedChart, { random, helm, counts }: FuzzState): Promise<void> {
  const edits = drawEdits(fuzzed.paths, random);
  const verdict = await judge(fuzzed, edits, helm);
  counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
  if (!("helm" in verdict)) return;
  const { edits: fewest, verdict: shown } = await minimise(fuzzed, { edits, verdict }, helm);
  process.stdout.write(`${shown.kind}: ${fuzzed.id}\n${indented(formatEdits(fewest))}\n`);
  process.stdout.write(`    helm  ${short(shown.helm)}\n    ours  ${short(shown.ours)}\n`);
}

type Difference = Extract<Verdict, { readonly helm: string }>;

interface Find {
  readonly edits: readonly ValueEdit[];
  readonly verdict: Difference;
}

/** Leaves out changes, one after the other, as long as it still ends in the same way. */
async function minimise(fuzzed: PreparedChart, find: Find, helm: HelmProgram): Promise<Find> {
  let fewest = find;
  for (const edit of find.edits) {
    const edits = fewest.edits.filter((each) => each !== edit);
    const verdict = await judge(fuzzed, edits, helm);
    if ("helm" in verdict && verdict.kind === find.verdict.kind) fewest = { edits, verdict };
  }
  return fewest;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

function short(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}
