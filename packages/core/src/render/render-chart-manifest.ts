import type { ChartFiles } from "../chart/archive/read-chart-archive.ts";
import type { ChartCache } from "../chart/chart-cache.ts";
import type { Chart } from "../chart/chart.ts";
import { DEFAULT_KUBE_VERSION } from "../chart/kube-version.ts";
import { loadChart } from "../chart/load-chart.ts";
import { type RenderedChart, renderChart } from "../chart/render-chart.ts";
import { seededChance } from "../template/chance/seeded-chance.ts";
import {
  ChartInvalidError,
  HelmDiffersError,
  ManifestInvalidError,
  RenderUnsupportedError,
  type FileIssue,
} from "../errors.ts";
import type { RenderOptions } from "../manifest/manifest-type.generated.ts";
import { withoutText } from "../manifest/manifest-source.ts";
import type { ResolvedManifest } from "../manifest/resolve-manifest.ts";
import type { ProfileName } from "../template/profile.ts";
import { chartResources } from "./chart-resources.ts";
import type { ChartSource } from "./chart-source.ts";
import { rawRenderer, renderRaw } from "./raw-renderer.ts";
import type { RenderCallOptions, Rendered } from "./renderer.ts";
import { dictOfJson } from "../template/values/dict-of-json.ts";

/** What a `chartRenderer` works with. */
export interface ChartRendererOptions {
  readonly charts: ChartSource;
  /** Keeps compiled charts from manifest to manifest. @defaultValue one of its own */
  readonly cache?: ChartCache;
  /** A second opinion on what a chart was rendered to; throws where it has another. @defaultValue none is asked for */
  readonly verify?: (text: string, render: VerifiedRender) => Promise<void>;
}

/** What somebody else needs to render the same. */
export interface VerifiedRender {
  readonly profile: ProfileName;
  /** The chart, file by file. */
  readonly files: ChartFiles;
  readonly release: { readonly name: string; readonly namespace: string };
  /** Texts of values files. */
  readonly values: readonly string[];
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  readonly includeCrds: boolean;
  readonly skipTests: boolean;
  readonly signal: AbortSignal | undefined;
}

/** How the chart of a manifest is rendered, with nothing left open. */
type Settings = Required<RenderOptions>;

const UNSUPPORTED = ["strategicMergePatches", "json6902Patches", "dependencies"] as const;

/** What a manifest with a chart is rendered with, besides the call's own options. */
interface RenderChartManifestOptions extends ChartRendererOptions {
  readonly cache: ChartCache;
  readonly options: RenderCallOptions;
}

/** Renders a manifest's chart, then its raw manifests; see `chartRenderer`. */
export async function renderChartManifest(
  manifest: ResolvedManifest,
  { charts, cache, verify, options }: RenderChartManifestOptions,
): Promise<Rendered> {
  for (const feature of UNSUPPORTED) {
    const used = manifest[feature];
    if (used !== undefined && Object.keys(used).length > 0)
      throw new RenderUnsupportedError(feature, "Patches and dependencies come in a later version.");
  }
  if (manifest.chart === undefined) return await rawRenderer.render(manifest, options);
  const settings = settingsOf(manifest.render);
  const files = await readingAt(manifest, options, charts.read(manifest.chart, { signal: options.signal }));
  const chart = loadChart(files, { profile: settings.profile });
  const { profile, kubeVersion, apiVersions } = settings;
  const shared = {
    profile,
    release: { name: manifest.app, namespace: manifest.namespace },
    kubeVersion,
    apiVersions,
    includeCrds: settings.crds === "include",
    skipTests: false,
  };
  const forbidding = {
    ...shared,
    values: dictOfJson(manifest.values ?? {}),
    cache,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const rendered = await renderChart(chart, {
    ...forbidding,
    ...(settings.random === "seeded"
      ? { chance: seededChance(seedOf(manifest), { atSeconds: options.createdSeconds ?? 0 }) }
      : {}),
  });
  try {
    await verify?.(rendered.text, {
      ...shared,
      files,
      values: [JSON.stringify(manifest.values ?? {})],
      signal: options.signal,
    });
  } catch (error) {
    // What is made up can't be the same; to say where it is made up helps more.
    if (error instanceof HelmDiffersError && settings.random === "seeded") await renderChart(chart, forbidding);
    throw error;
  }
  return result(manifest, { chart, rendered, settings, options });
}

/** What is wrong with a chart that can't be read is wrong with what the manifest names. */
async function readingAt<T>(manifest: ResolvedManifest, options: RenderCallOptions, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ChartInvalidError)) throw error;
    const source = options.source ?? withoutText(`the manifest of ${manifest.app}`);
    const { message, hint } = error;
    const place = source.ofValue(["chart", "name"]);
    const issue = { ...place, path: "chart.name", message, hint, severity: "error" } as const;
    throw new ManifestInvalidError(source.file, [issue], { cause: error });
  }
}

interface ChartResult {
  readonly chart: Chart;
  readonly rendered: RenderedChart;
  readonly settings: Settings;
  readonly options: RenderCallOptions;
}

function result(manifest: ResolvedManifest, { chart, rendered, settings, options }: ChartResult): Rendered {
  const source = options.source ?? withoutText("manifest");
  const { crds, manifests, hooks } = rendered;
  const documents = [...crds, ...manifests, ...(settings.hooks === "include" ? hooks : [])];
  const raw = renderRaw(manifest, options);
  return {
    resources: chartResources(documents, { manifest, source, others: raw }),
    lock: lockOf(chart, settings),
    warnings: warningsOf(rendered, settings).map((words) => ({
      ...source.ofValue(["chart"]),
      path: "chart",
      severity: "warning",
      ...words,
    })),
  };
}

function settingsOf(render: RenderOptions = {}): Settings {
  return {
    profile: "helm-4.2",
    random: "forbid",
    kubeVersion: DEFAULT_KUBE_VERSION,
    apiVersions: [],
    crds: "leave-out",
    hooks: "leave-out",
    ...render,
  };
}

function seedOf({ app, env, namespace }: ResolvedManifest): string {
  return JSON.stringify([env, namespace, app]);
}

function lockOf({ metadata, digest }: Chart, settings: Settings): Readonly<Record<string, unknown>> {
  return { chart: { name: metadata.name, version: metadata.version, digest }, render: settings };
}

function warningsOf(
  { hooks, lookups, warnings }: RenderedChart,
  settings: Settings,
): Pick<FileIssue, "message" | "hint">[] {
  const found: Pick<FileIssue, "message" | "hint">[] = warnings.map((message) => ({ message }));
  if (hooks.length > 0 && settings.hooks === "leave-out") {
    const names = hooks.map(({ kind, name, events }) => `${kind} ${name} (${events.join(", ")})`);
    found.push({
      message: `hooks of the chart are left out: ${names.join(", ")}`,
      hint: "Set render.hooks: include to have them in git.",
    });
  }
  const asked = new Set(lookups.map(({ kind, namespace, name }) => [kind, namespace, name].filter(Boolean).join(" ")));
  if (asked.size > 0)
    found.push({
      message: `the chart looks for what is in the cluster, and is told that there is nothing: ${[...asked].join(", ")}`,
      hint: "Set by values what it looks for.",
    });
  return found;
}
