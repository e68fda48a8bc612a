// A program: renders a chart's folder for as many apps as it is told, and prints how long that took as JSON.
// Arguments: the folder, how many, and `varied` for values that differ from app to app.
import { builtCharts, filesOf, valuesOfApp } from "./built-charts.ts";
import { peakRssMb } from "./measure.ts";

/** What it prints. */
export interface ChartTimes {
  /** Milliseconds from loading the library to the first render. */
  readonly firstMs: number;
  /** Milliseconds of processor time, all threads, for the renders. */
  readonly ownMs: number;
  readonly peakRssMb: number;
}

const [folder, count, varied] = process.argv.slice(2) as [string, string, string?];
const start = performance.now();
const { ChartCache, dictOfJson, loadChart, renderChart, seededChance } = await builtCharts();
const chart = loadChart(filesOf(folder));
// Who renders once keeps nothing.
const options = count === "1" ? {} : { cache: new ChartCache() };
const before = process.cpuUsage();
let firstMs = 0;
for (let app = 0; app < Number(count); app++) {
  const release = { name: `app-${app}`, namespace: "default" };
  const values = dictOfJson(varied === undefined ? {} : valuesOfApp(app));
  await renderChart(chart, { release, values, chance: seededChance(release.name, { atSeconds: 0 }), ...options });
  if (app === 0) firstMs = performance.now() - start;
}
const { user, system } = process.cpuUsage(before);
const times: ChartTimes = { firstMs, ownMs: (user + system) / 1000, peakRssMb: await peakRssMb() };
console.log(JSON.stringify(times));
