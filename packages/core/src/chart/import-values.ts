import { printText } from "../template/format/print.ts";
import { ANY_DICT, Dict, TEXT_DICT, type Value } from "../template/values/value.ts";
import type { ChartPart, PartDependency } from "./chart-part.ts";
import { type CoalesceOptions, mergeDefaults, mergeTables } from "./coalesce.ts";
import { copyDict } from "../template/values/copy-value.ts";
import { findTable } from "./values-path.ts";

/** Gives every chart below, and then this one, the values that it imports from its subcharts, below its own defaults. */
export function importValues(part: ChartPart, options: CoalesceOptions): void {
  for (const subchart of part.parts) importValues(subchart, options);
  if (part.metadata.dependencies.length === 0) return;
  const values = mergeDefaults(part, options);
  const imported = new Dict();
  for (const dependency of part.metadata.dependencies) importFrom(dependency, { values, imported }, options);
  // A copy, as imported tables may be parts of the values.
  part.values = mergeTables(copyDict(values), imported, options);
}

interface Importing {
  readonly values: Dict;
  readonly imported: Dict;
}

function importFrom(dependency: PartDependency, { values, imported }: Importing, options: CoalesceOptions): void {
  const wanted = dependency.importValues.map(importOf).filter((item) => item !== undefined);
  for (const { child, parent } of wanted) {
    const found = findTable(values, `${dependency.name}.${child}`);
    if (found === undefined) {
      options.warn(`Warning: ImportValues missing table from chart ${dependency.name}: "${child}" is not a table`);
      continue;
    }
    // What is imported twice changes the values it came from; an empty map is the exception in Helm.
    const table = found.size === 0 ? new Dict() : found;
    mergeTables(imported, parent === "." ? table : wrapped(table, parent), options);
  }
  // Templates see what Helm made of it.
  dependency.importValues = wanted.map(
    ({ child, parent }) => new Dict(Object.entries({ child, parent }), { type: TEXT_DICT }),
  );
}

/** Where to find values in the child, and where to put them in the parent; `undefined` for what is no such order. */
function importOf(order: Value): { readonly child: string; readonly parent: string } | undefined {
  if (typeof order === "string") return { child: `exports.${order}`, parent: "." };
  // One that was imported before, as part of another alias in Helm 3, is none any more.
  if (!(order instanceof Dict) || order.type !== ANY_DICT) return undefined;
  return { child: plainText(order.get("child")), parent: plainText(order.get("parent")) };
}

/** Go's `%v`. */
function plainText(value: Value): string {
  return value === undefined || value === null ? "<nil>" : printText(value);
}

function wrapped(table: Dict, path: string): Dict {
  return path.split(".").reduceRight((inner, key) => new Dict([[key, inner]]), table);
}
