import { Dict } from "../template/values/value.ts";
import type { ChartPart, PartDependency } from "./chart-part.ts";
import { coalesceValues, type CoalesceOptions } from "./coalesce.ts";
import { importValues } from "./import-values.ts";
import { findScalar, findTable } from "./values-path.ts";
import { isInRange } from "./version-range.ts";

/**
 * Makes of a chart with all its subcharts the one that is rendered: aliases are given, charts that conditions or tags
 * switch off are gone, values are imported. The part is changed.
 * @throws {ValuesInvalidError} when what was given for a subchart is no map
 */
export function processDependencies(part: ChartPart, given: Dict, options: CoalesceOptions): void {
  chooseDependencies(part, { given, path: "" }, options);
  importValues(part, options);
}

/** What decides on dependencies: values of the charts above, and the path to this chart's within them. */
interface Above {
  readonly given: Dict;
  readonly path: string;
}

function chooseDependencies(part: ChartPart, { given, path }: Above, options: CoalesceOptions): void {
  const { dependencies } = part.metadata;
  if (dependencies.length === 0) return;
  nameParts(part, options);
  const values = coalesceValues(part, given, options);
  for (const dependency of dependencies) dependency.enabled = true;
  applyTags(dependencies, values, options);
  applyConditions(dependencies, { given: values, path }, options);
  const off = new Set(dependencies.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const kept = part.parts.filter(({ metadata }) => !off.has(metadata.name));
  const keptDependencies = dependencies.filter(({ name }) => !off.has(name));
  for (const subchart of kept)
    chooseDependencies(subchart, { given: values, path: `${path}${subchart.metadata.name}.` }, options);
  part.metadata.dependencies = keptDependencies;
  adopt(part, kept);
}

/** Charts that nobody lists come first, under their own names; then those listed, in that order. */
function nameParts(part: ChartPart, options: CoalesceOptions): void {
  const { dependencies } = part.metadata;
  const unlisted = part.parts.filter((subchart) => !dependencies.some((dependency) => isMeant(subchart, dependency)));
  const listed: ChartPart[] = [];
  for (const dependency of dependencies) {
    const found = part.parts.find((subchart) => isMeant(subchart, dependency));
    if (found !== undefined) listed.push(copyOfPart(found, dependency.alias, options));
    // Helm 3 finds nothing under the alias when it comes here again for another alias of the chart around it.
    if (dependency.alias !== "") dependency.name = dependency.alias;
  }
  adopt(part, [...unlisted, ...listed]);
}

function isMeant({ metadata, chart }: ChartPart, dependency: PartDependency): boolean {
  return metadata.name === dependency.name && isInRange(chart.metadata.version, dependency.version);
}

/** A chart may be used more than once; how much its copies share depends on the profile. */
function copyOfPart(part: ChartPart, alias: string, { profile }: CoalesceOptions): ChartPart {
  const { metadata } = part;
  const copy: ChartPart = { ...part, metadata: { ...metadata, name: alias === "" ? metadata.name : alias } };
  if (profile.aliasesShare) return copy;
  copy.metadata.dependencies = metadata.dependencies.map((dependency) => ({ ...dependency }));
  copy.parts = part.parts.map((subchart) => ({ ...subchart, parent: copy }));
  return copy;
}

function adopt(part: ChartPart, parts: readonly ChartPart[]): void {
  for (const subchart of parts) subchart.parent = part;
  part.parts = parts;
}

function applyTags(dependencies: readonly PartDependency[], values: Dict, options: CoalesceOptions): void {
  const tags = findTable(values, "tags");
  if (tags === undefined) return;
  for (const dependency of dependencies) {
    const set = dependency.tags.map((tag) => ({ tag, value: tags.get(tag) })).filter(({ tag }) => tags.has(tag));
    for (const { tag, value } of set) {
      if (typeof value !== "boolean")
        options.warn(`Warning: Tag '${tag}' for chart ${dependency.name} returned non-bool value`);
    }
    const isOn = set.some(({ value }) => value === true);
    const isOff = set.some(({ value }) => value === false);
    dependency.enabled = isOn || !isOff;
  }
}

/** The first path that leads to a boolean decides. Paths are not trimmed: Helm does not either. */
function applyConditions(dependencies: readonly PartDependency[], above: Above, options: CoalesceOptions): void {
  for (const dependency of dependencies) {
    for (const condition of trimmed(dependency.condition).split(",")) {
      if (condition === "") continue;
      const value = findScalar(above.given, above.path + condition);
      if (typeof value === "boolean") {
        dependency.enabled = value;
        break;
      }
      if (value !== undefined)
        options.warn(`Warning: Condition path '${condition}' for chart ${dependency.name} returned non-bool value`);
    }
  }
}

/** As metadata holds no white space but blanks. */
function trimmed(text: string): string {
  return text.replaceAll(/^ +| +$/g, "");
}
