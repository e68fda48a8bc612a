// Helm charts, rendered as the helm of a profile does it. Runs wherever JavaScript runs.

// Charts
export { readChartArchive, type ArchiveLimits, type ChartFiles } from "./chart/archive/read-chart-archive.ts";
export type {
  Chart,
  ChartDependency,
  ChartFile,
  ChartLock,
  ChartMaintainer,
  ChartMetadata,
  ChartTemplate,
} from "./chart/chart.ts";
export { loadChart, type LoadChartOptions } from "./chart/load-chart.ts";

// Values
export { mergeUserValues, type MergeUserValuesOptions, type UserValues } from "./chart/user-values.ts";
export { dictOfJson } from "./template/values/dict-of-json.ts";

// Rendering
export { ChartCache } from "./chart/chart-cache.ts";
export { DEFAULT_KUBE_VERSION } from "./chart/kube-version.ts";
export { renderChart, type ChartRelease, type RenderChartOptions, type RenderedChart } from "./chart/render-chart.ts";
export type { ChartHook, ChartManifest, HookEvent } from "./chart/manifest.ts";
export type { ChartCrd } from "./chart/print-manifests.ts";
export type { HelmVersion } from "./chart/capabilities.ts";
export type { ExplainedLine } from "./template/language/template-set.ts";
export type { LookupQuery } from "./chart/execute-templates.ts";
export { lintChart, type ChartIssue } from "./chart/lint-chart.ts";
export { explainLine } from "./chart/explain-line.ts";
export { explainOutput, type ExplainedOutput } from "./chart/explain-output.ts";
export { showOnly, type ShowOnlyOptions } from "./chart/show-only.ts";
export type { ProfileName } from "./template/profile.ts";
export { DEFAULT_LIMITS, type Limits } from "./template/budget.ts";

// Chance
export type { Certificates, Chance, Clock, RandomSource } from "./template/chance/chance.ts";
export { seededChance } from "./template/chance/seeded-chance.ts";

// Manifests with charts
export { chartRenderer } from "./render/chart-renderer.ts";
export type { ChartRendererOptions, VerifiedRender } from "./render/render-chart-manifest.ts";
export type { ChartSource } from "./render/chart-source.ts";
