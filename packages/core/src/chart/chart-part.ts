import type { Dict } from "../template/values/value.ts";
import type { Chart, ChartDependency, ChartMetadata } from "./chart.ts";

/**
 * A chart at its place in the tree of charts that one render uses: switched on, under its alias, with imported values.
 *
 * Made for one render and changed only while {@link processDependencies} works on it.
 */
export interface ChartPart {
  readonly chart: Chart;
  metadata: PartMetadata;
  /** Its defaults. Shared with the chart: never changed in place. */
  values: Dict;
  parent: ChartPart | undefined;
  /** Its subcharts, in the order in which Helm goes through them. */
  parts: readonly ChartPart[];
}

/** What of a chart's metadata depends on the render. In Helm 3 several aliases of a chart share its dependencies. */
export interface PartMetadata {
  name: string;
  dependencies: readonly PartDependency[];
}

/** A dependency as the metadata names it, and what became of it. */
export type PartDependency = { -readonly [Key in keyof ChartDependency]: ChartDependency[Key] };

/** The chart with everything in its `charts/`. */
export function partOfChart(chart: Chart, parent?: ChartPart): ChartPart {
  const { name, dependencies } = chart.metadata;
  const part: ChartPart = {
    chart,
    metadata: { name, dependencies: dependencies.map((dependency) => ({ ...dependency })) },
    values: chart.values,
    parent,
    parts: [],
  };
  part.parts = chart.dependencies.map((dependency) => partOfChart(dependency, part));
  return part;
}

/** Where its templates lie for Helm, such as `shop/charts/web`. */
export function pathOfPart(part: ChartPart): string {
  return part.parent === undefined ? part.metadata.name : `${pathOfPart(part.parent)}/charts/${part.metadata.name}`;
}

/** Its metadata as templates see it. */
export function metadataOfPart(part: ChartPart): ChartMetadata {
  return { ...part.chart.metadata, ...part.metadata };
}
