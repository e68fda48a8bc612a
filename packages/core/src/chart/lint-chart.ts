import { GimletError, NotReproducibleError } from "../errors.ts";
import type { ChartFiles } from "./archive/read-chart-archive.ts";
import type { Chart } from "./chart.ts";
import { loadChart } from "./load-chart.ts";
import { renderChart, type RenderChartOptions, type RenderedChart } from "./render-chart.ts";

/** Something about a chart that is wrong, or could be better. */
export interface ChartIssue {
  /** Path in the chart, such as `templates/service.yaml`; `Chart.yaml` for the chart as a whole. */
  readonly file: string;
  /** 1-based; 1 where no place is known. */
  readonly line: number;
  /** 1-based; 1 where no place is known. */
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint?: string;
}

/** What is wrong with a chart: loading, its metadata, and rendering it with these values. Empty when nothing is. */
export async function lintChart(files: ChartFiles, options: RenderChartOptions): Promise<readonly ChartIssue[]> {
  try {
    const chart = loadChart(files, options.profile === undefined ? {} : { profile: options.profile });
    const issues = metadataIssues(chart, files);
    // A library has nothing to render.
    if (chart.metadata.type.toLowerCase() === "library") return issues;
    return [...issues, ...(await renderingIssues(chart, options))];
  } catch (error) {
    return [issueOfError(error)];
  }
}

async function renderingIssues(chart: Chart, options: RenderChartOptions): Promise<readonly ChartIssue[]> {
  try {
    return [...outputIssues(await renderChart(chart, options)), ...(await chanceIssues(chart, options))];
  } catch (error) {
    return [issueOfError(error)];
  }
}

/** Where the chart makes something up: it renders here, but not for git. */
async function chanceIssues(chart: Chart, { chance, ...options }: RenderChartOptions): Promise<readonly ChartIssue[]> {
  if (chance === undefined) return [];
  try {
    await renderChart(chart, options);
    return [];
  } catch (error) {
    return error instanceof NotReproducibleError ? [{ ...issueOfError(error), severity: "warning" }] : [];
  }
}

function metadataIssues({ metadata, templates, valuesText, warnings }: Chart, files: ChartFiles): ChartIssue[] {
  const issues: ChartIssue[] = warnings.map((message) => ({ ...AT_CHART, severity: "warning", message }));
  const warn = (message: string, hint?: string): void => {
    issues.push({ ...AT_CHART, severity: "warning", message, ...(hint === undefined ? {} : { hint }) });
  };
  if (metadata.icon === "") warn("icon is recommended");
  if (metadata.apiVersion === "v1" && !files.has("requirements.yaml"))
    warn("apiVersion v1 is Helm 2's", "Write apiVersion: v2.");
  if (metadata.deprecated) warn("the chart is deprecated");
  if (valuesText === undefined) warn("there is no values.yaml");
  if (templates.length === 0 && metadata.type !== "library") warn("there are no templates");
  return issues;
}

function outputIssues({ manifests, hooks, warnings, lookups }: RenderedChart): ChartIssue[] {
  const issues: ChartIssue[] = warnings.map((message) => ({ ...AT_CHART, severity: "warning", message }));
  for (const { source, kind, apiVersion, name } of [...manifests, ...hooks]) {
    const missing = Object.entries({ apiVersion, kind, "metadata.name": name }).filter(([, value]) => value === "");
    if (missing.length === 0 || (missing.length === 1 && name === "" && kind.endsWith("List"))) continue;
    const message = `a document has no ${missing.map(([field]) => field).join(", no ")}`;
    issues.push({ file: fileOf(source), line: 1, column: 1, severity: "warning", message });
  }
  if (lookups.length > 0)
    issues.push({
      ...AT_CHART,
      severity: "warning",
      message: "templates look for what is in the cluster, and find nothing when they are rendered for git",
    });
  return issues;
}

const AT_CHART = { file: "Chart.yaml", line: 1, column: 1 } as const;

function issueOfError(error: unknown): ChartIssue {
  if (!GimletError.is(error)) throw error;
  const { message, hint } = error;
  const [place] = "places" in error ? error.places : [];
  if (place === undefined) return { ...AT_CHART, severity: "error", message, hint };
  const { template, line, column } = place;
  const words = withoutPlace(message, `${template}:${line}`);
  return { file: fileOf(template), line, column: column + 1, severity: "error", message: words, hint };
}

/** An issue says its place by itself. */
function withoutPlace(message: string, place: string): string {
  return message.startsWith(place) ? message.slice(message.indexOf(": ", place.length) + 2) : message;
}

/** A template's path without the chart's name. */
function fileOf(path: string): string {
  return path.slice(path.indexOf("/") + 1);
}
