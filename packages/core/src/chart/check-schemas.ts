import { ValuesInvalidError } from "../errors.ts";
import { Dict } from "../template/values/value.ts";
import type { ChartCache } from "./chart-cache.ts";
import type { Chart } from "./chart.ts";
import type { ChartPart } from "./chart-part.ts";
import type { ValuesSchema } from "./schema/check-schema.ts";
import type { SchemaProblem } from "./schema/schema-frame.ts";

/** A chart that has a schema, and its part of the values. */
interface Checked {
  readonly part: ChartPart;
  readonly values: Dict;
  /** Of the values within all, dotted. */
  readonly path: string;
}

/**
 * Holds the values of each chart against its `values.schema.json`.
 * @throws {ValuesInvalidError} with all that does not fit
 * @throws {RenderLimitError} for a schema that takes too long
 */
export async function checkSchemas(
  part: ChartPart,
  values: Dict,
  { cache, warn }: { readonly cache: ChartCache | undefined; readonly warn: (warning: string) => void },
): Promise<void> {
  const violations: SchemaProblem[] = [];
  for (const checked of partsWithSchema({ part, values, path: "" })) {
    const schema = await schemaOf(checked.part.chart, cache);
    const { problems, warnings } = schema.check(checked.values);
    for (const warning of warnings) warn(warning);
    for (const { path, message } of problems)
      violations.push({ path: joined(checked.path, path), message: withoutValue(message) });
  }
  if (violations.length === 0) return;
  throw new ValuesInvalidError(violations, "Correct the values: the chart's values.schema.json says what they may be.");
}

async function schemaOf(chart: Chart, cache: ChartCache | undefined): Promise<ValuesSchema> {
  const kept = cache?.findSchema(chart.digest);
  if (kept !== undefined) return kept;
  // Loaded where it is needed: most charts have no schema.
  const { compileValuesSchema } = await import("./schema/check-schema.ts");
  const schema = compileValuesSchema(chart.schema ?? new Uint8Array());
  cache?.keepSchema(chart.digest, schema);
  return schema;
}

/** A chart without values is not looked at. */
function partsWithSchema({ part, values, path }: Checked): readonly Checked[] {
  const below = part.parts.flatMap((subchart) => {
    const { name } = subchart.metadata;
    const own = values.get(name);
    return own instanceof Dict ? partsWithSchema({ part: subchart, values: own, path: joined(path, name) }) : [];
  });
  return part.chart.schema === undefined ? below : [{ part, values, path }, ...below];
}

function joined(path: string, key: string): string {
  return path === "" || key === "" ? path + key : `${path}.${key}`;
}

/** Helm shows the text that does not fit; it may be a password on its way into a log. */
function withoutValue(message: string): string {
  return message.replace(/^'.*' (?=does not match pattern '|is not valid )/s, "");
}
