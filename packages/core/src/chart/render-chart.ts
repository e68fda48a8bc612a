import { Budget, DEFAULT_LIMITS, type Limits } from "../template/budget.ts";
import { GroupMissing } from "../template/language/failure.ts";
import type { ExplainedLine } from "../template/language/template-set.ts";
import { type Profile, type ProfileName, profileOf } from "../template/profile.ts";
import { Dict, int, type Value } from "../template/values/value.ts";
import { capabilitiesOf, defaultHelmVersion, type HelmVersion } from "./capabilities.ts";
import type { ChartCache } from "./chart-cache.ts";
import { type ChartPart, partOfChart } from "./chart-part.ts";
import type { Chart } from "./chart.ts";
import { checkChart, checkKubeVersion, checkReleaseName } from "./check-chart.ts";
import { checkSchemas } from "./check-schemas.ts";
import { coalesceValues, type CoalesceOptions } from "./coalesce.ts";
import { compileCharts } from "./compile-charts.ts";
import type { CompiledTemplates } from "./compiled-templates.ts";
import { type ExecutedTemplates, executeTemplates, type LookupQuery } from "./execute-templates.ts";
import type { Chance } from "../template/chance/chance.ts";
import { FORBIDDEN_CHANCE } from "../template/chance/forbidden-chance.ts";
import { DEFAULT_KUBE_VERSION, type KubeVersion, parseKubeVersion } from "./kube-version.ts";
import type { ChartHook, ChartManifest } from "./manifest.ts";
import { notesOf, withoutNotes } from "./notes.ts";
import { type ChartCrd, crdsOf, printManifests } from "./print-manifests.ts";
import { processDependencies } from "./process-dependencies.ts";
import { RepeatableChance } from "../template/chance/repeatable-chance.ts";
import { sortManifests } from "./sort-manifests.ts";
import { templateContexts } from "./template-contexts.ts";

/** What a chart is rendered with. */
export interface RenderChartOptions {
  /** For who wants to be sure: it must be the profile that the chart was loaded for. @defaultValue that one */
  readonly profile?: ProfileName;
  readonly release: ChartRelease;
  /** What the user gives, over the chart's defaults; not changed. @defaultValue nothing */
  readonly values?: Dict;
  /** The version of Kubernetes that templates see. @defaultValue {@link DEFAULT_KUBE_VERSION} */
  readonly kubeVersion?: string;
  /** What the cluster has besides the groups and versions that Helm knows by itself. @defaultValue none */
  readonly apiVersions?: readonly string[];
  /** @defaultValue what the release of Helm that the profile follows says */
  readonly helmVersion?: HelmVersion;
  /** Whether files of `crds/` are among what is printed. @defaultValue `false` */
  readonly includeCrds?: boolean;
  /** Whether hooks that test are left out. @defaultValue `false` */
  readonly skipTests?: boolean;
  /** Whether notes of subcharts follow the chart's own. @defaultValue `false` */
  readonly subNotes?: boolean;
  /** Where random texts, the time and keys come from. @defaultValue nowhere: to ask for them is an error */
  readonly chance?: Chance;
  /** @defaultValue {@link DEFAULT_LIMITS} */
  readonly limits?: Limits;
  /** Keeps what was compiled for renders to come. @defaultValue nothing is kept */
  readonly cache?: ChartCache;
  /** Whether to tell where each line comes from, for `explainLine`; takes longer. @defaultValue `false` */
  readonly explain?: boolean;
  /** Looked at between templates. */
  readonly signal?: AbortSignal;
}

/** The release as templates see it. */
export interface ChartRelease {
  readonly name: string;
  readonly namespace: string;
  /** @defaultValue 1 */
  readonly revision?: number;
  /** @defaultValue `false`, which means an install */
  readonly isUpgrade?: boolean;
}

/** What came out of a chart. */
export interface RenderedChart {
  /** In the order in which Helm installs them. */
  readonly manifests: readonly ChartManifest[];
  readonly hooks: readonly ChartHook[];
  /** Those of subcharts, too; empty unless they were asked for. */
  readonly crds: readonly ChartCrd[];
  /** Empty where the chart has none. */
  readonly notes: string;
  /** What Helm says on standard error, each once. */
  readonly warnings: readonly string[];
  /** What templates looked for in the cluster. They found nothing. */
  readonly lookups: readonly LookupQuery[];
  /** As `helm template` prints it. */
  readonly text: string;
  /** The output of each template, by its path such as `shop/templates/service.yaml`; notes too. */
  readonly files: ReadonlyMap<string, string>;
  /** Where each line of each file comes from; empty unless that was wanted. */
  readonly explained: ReadonlyMap<string, readonly ExplainedLine[]>;
}

/**
 * Renders a chart as `helm template` does.
 *
 * Asynchronous for what is loaded when a chart needs it, and to let others work between templates if there is a signal.
 *
 * @throws {ChartInvalidError} when the chart can't be used
 * @throws {InvalidNameError} when the release can't have that name
 * @throws {ValuesInvalidError} when values don't fit the chart
 * @throws {TemplateError} when a template fails, or prints no YAML
 * @throws {NotReproducibleError} when a template asks for chance that is not there
 * @throws {RenderLimitError} when it takes more than the limits allow
 */
export async function renderChart(chart: Chart, options: RenderChartOptions): Promise<RenderedChart> {
  const profile = profileOfRender(chart, options);
  const { part, files, lookups, explained, warnings } = await executeChart(chart, options);
  const sorted = sortManifests(withoutNotes(files), { profile, warn: (warning) => void warnings.add(warning) });
  const hooks =
    options.skipTests === true ? sorted.hooks.filter(({ events }) => !events.includes("test")) : sorted.hooks;
  const crds = options.includeCrds === true ? crdsOf(part) : [];
  return {
    manifests: sorted.manifests,
    hooks,
    crds,
    notes: notesOf(files, { chart: part.metadata.name, subcharts: options.subNotes === true }),
    warnings: [...warnings],
    lookups,
    text: printManifests({ crds, manifests: sorted.manifests, hooks }),
    files,
    explained,
  };
}

/** A chart's templates after they were executed, before what they printed is read. */
export interface ExecutedChart extends ExecutedTemplates {
  readonly part: ChartPart;
  readonly warnings: Set<string>;
}

/** Executes a chart's templates; throws as {@link renderChart}, but takes whatever they print. */
export async function executeChart(chart: Chart, options: RenderChartOptions): Promise<ExecutedChart> {
  const profile = profileOfRender(chart, options);
  const kubeVersion = parseKubeVersion(options.kubeVersion ?? DEFAULT_KUBE_VERSION, profile);
  checkChart(chart, profile);
  checkReleaseName(options.release.name);
  const warnings = new Set<string>(chart.metadata.deprecated ? ["this chart is deprecated"] : []);
  const warn = (warning: string): void => void warnings.add(warning);
  const { cache } = options;
  let compiled: CompiledTemplates | undefined;
  const chance = new RepeatableChance(options.chance ?? FORBIDDEN_CHANCE);
  for (;;) {
    const { part, values } = valuesOfChart(chart, options.values ?? new Dict(), { profile, warn });
    await checkSchemas(part, values, { cache, warn });
    checkKubeVersion(chart, kubeVersion);
    const contexts = contextsOf({ part, values, kubeVersion }, options, profile);
    compiled ??= compileCharts(contexts, { profile, cache });
    const functions = await compiled.lateFunctions.load();
    const budget = new Budget(options.limits ?? DEFAULT_LIMITS);
    try {
      const { signal, explain = false } = options;
      const execution = { profile, budget, chance, functions, signal, explain };
      const executed = await executeTemplates(compiled, contexts, execution);
      return { part, warnings, ...executed };
    } catch (error) {
      // Templates have changed the values by now: all begins anew.
      if (!(error instanceof GroupMissing) || !compiled.lateFunctions.need(error.functionName)) throw error;
      chance.restart();
    }
  }
}

/** Half of one Helm and half of another would be no Helm's output. */
function profileOfRender(chart: Chart, options: RenderChartOptions): Profile {
  const { profile = chart.profile } = options;
  if (profile !== chart.profile) throw new TypeError(`the chart was loaded for ${chart.profile}, not ${profile}`);
  return profileOf(profile);
}

/** The tree of charts that values choose, and the values that its templates see. */
function valuesOfChart(chart: Chart, given: Dict, options: CoalesceOptions): { part: ChartPart; values: Dict } {
  const part = partOfChart(chart);
  processDependencies(part, given, options);
  return { part, values: coalesceValues(part, given, options) };
}

interface Rendering {
  readonly part: ChartPart;
  readonly values: Dict;
  readonly kubeVersion: KubeVersion;
}

function contextsOf({ part, values, kubeVersion }: Rendering, options: RenderChartOptions, profile: Profile) {
  const { apiVersions = [], helmVersion = defaultHelmVersion(profile) } = options;
  return templateContexts(part, values, {
    profile,
    release: releaseObject(options.release),
    capabilities: capabilitiesOf({ kubeVersion, apiVersions, helmVersion }, profile),
  });
}

function releaseObject({ name, namespace, revision = 1, isUpgrade = false }: ChartRelease): Dict {
  return new Dict(
    Object.entries<Value>({
      Name: name,
      Namespace: namespace,
      IsUpgrade: isUpgrade,
      IsInstall: !isUpgrade,
      Revision: int(revision),
      Service: "Helm",
    }),
  );
}
