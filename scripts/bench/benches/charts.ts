import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchContext, Benches, Measured } from "../bench.ts";
import { builtCharts, filesOf, valuesOfApp } from "../built-charts.ts";
import type { ChartTimes } from "../chart-process.ts";
import { findHelm, type Helm } from "../helm.ts";
import { median, sideBySide, timed } from "../measure.ts";

const run = promisify(execFile);
const CLI = fileURLToPath(new URL("../../../packages/cli/bin/run.js", import.meta.url));
const REPORT_PEAK = fileURLToPath(new URL("../report-peak.mjs", import.meta.url));
const RENDER = fileURLToPath(new URL("../chart-process.ts", import.meta.url));
const WRITE = fileURLToPath(new URL("../write-corpus-chart.ts", import.meta.url));

/** Charts of the packed corpus, by the names their rows have. */
const CORPUS = {
  onechart: "gimlet-io+onechart/charts/onechart",
  "kube-prometheus-stack": "prometheus-community+helm-charts/charts/kube-prometheus-stack",
} as const;

/** Renders beside a helm, where one is on the PATH: one chart after the other in a warm process, and each time anew. */
export const charts: Benches = {
  async *"charts onechart"(context) {
    const place = await placeOf(context, "onechart");
    yield await warm(place, { warmUp: 1000, atOnce: 50 });
    yield await manyApps(place);
    yield await first(place);
    yield await cli(place);
  },
  async *"charts kube-prometheus-stack"(context) {
    const place = await placeOf(context, "kube-prometheus-stack");
    yield await warm(place, { warmUp: 40, atOnce: 2 });
    yield await first(place);
    yield await cli(place);
  },
  async *"charts memory"(context) {
    const { chart } = await placeOf(context, "onechart");
    for (const count of [1000, 10_000]) {
      const { peakRssMb } = await render(chart, [String(count), "varied"]);
      yield { variant: `${count.toLocaleString("en")} onechart apps`, unit: "MB", ours: peakRssMb, peakRssMb };
    }
  },
};

interface Place {
  /** The chart's folder. */
  readonly chart: string;
  readonly helm: Helm | undefined;
  readonly runs: number;
}

async function placeOf({ folder, scale }: BenchContext, name: keyof typeof CORPUS): Promise<Place> {
  const chart = join(folder, name);
  await run(process.execPath, [WRITE, CORPUS[name], chart]);
  return { chart, helm: await findHelm(folder), runs: scale.runs };
}

interface WarmOptions {
  /** Renders before the measured ones. */
  readonly warmUp: number;
  /** Renders of one run, which counts for one of them. */
  readonly atOnce: number;
}

/** A render in a process that has done many. */
async function warm({ chart: folder, ...place }: Place, { warmUp, atOnce }: WarmOptions): Promise<Measured> {
  const { ChartCache, dictOfJson, loadChart, renderChart, seededChance } = await builtCharts();
  const chart = loadChart(filesOf(folder));
  const cache = new ChartCache();
  const values = folder.endsWith("onechart") ? valuesOfApp(0) : {};
  const renders = async (count: number): Promise<void> => {
    const release = { name: "app-0", namespace: "default" };
    for (let at = 0; at < count; at++) {
      const chance = seededChance("bench", { atSeconds: 0 });
      await renderChart(chart, { release, values: dictOfJson(values), chance, cache });
    }
  };
  await renders(warmUp);
  const ours = async (): Promise<number> => (await timed(() => renders(atOnce))) / atOnce;
  return { variant: "warm", unit: "ms", ...(await beside({ chart: folder, ...place }, ours)) };
}

/** Many apps with values of their own, in a process that has just started. */
async function manyApps({ chart, helm, runs }: Place): Promise<Measured> {
  const all: ChartTimes[] = [];
  for (let at = 0; at < Math.min(5, runs); at++) all.push(await render(chart, ["1000", "varied"]));
  const ours = median(all.map(({ ownMs }) => ownMs));
  const own = { variant: "1,000 apps, own work", unit: "ms", ours, peakRssMb: peakOf(all) };
  if (helm === undefined) return own;
  const processes: number[] = [];
  for (let at = 0; at < runs; at++) processes.push(await timed(() => helm.template(chart)));
  return {
    ...own,
    peer: { name: `1,000 x ${helm.name} template, reckoned from ${runs}`, value: 1000 * median(processes) },
  };
}

/** From loading the library to the first render. */
async function first(place: Place): Promise<Measured> {
  const all: ChartTimes[] = [];
  const figures = await beside(place, async () => {
    const times = await render(place.chart, ["1"]);
    all.push(times);
    return times.firstMs;
  });
  return { variant: "first render of a process", unit: "ms", ...figures, peakRssMb: peakOf(all) };
}

/** The whole program, its start included. */
async function cli(place: Place): Promise<Measured> {
  const report = join(place.chart, "..", "peak");
  const args = ["--import", REPORT_PEAK, CLI, "chart", "template", "app-0", place.chart];
  const options = { env: { ...process.env, BENCH_PEAK_FILE: report }, maxBuffer: 64 * 1024 * 1024 };
  const figures = await beside(place, () => timed(() => run(process.execPath, args, options)));
  return {
    variant: "gimlet chart template",
    unit: "ms",
    ...figures,
    peakRssMb: Number(await readFile(report, "utf8")),
  };
}

/** Both in turn where there is a helm. */
async function beside(
  { chart, helm, runs }: Place,
  ours: () => Promise<number>,
): Promise<Pick<Measured, "ours" | "peer">> {
  if (helm !== undefined) {
    const found = await sideBySide({ runs, ours, peer: () => timed(() => helm.template(chart)) });
    return { ours: found.ours, peer: { name: `${helm.name} template`, value: found.peer } };
  }
  const times: number[] = [];
  for (let at = -1; at < runs; at++) {
    const ms = await ours();
    if (at >= 0) times.push(ms);
  }
  return { ours: median(times) };
}

async function render(chart: string, more: readonly string[]): Promise<ChartTimes> {
  const { stdout } = await run(process.execPath, [RENDER, chart, ...more]);
  return JSON.parse(stdout) as ChartTimes;
}

function peakOf(all: readonly ChartTimes[]): number {
  return Math.max(...all.map(({ peakRssMb }) => peakRssMb));
}
