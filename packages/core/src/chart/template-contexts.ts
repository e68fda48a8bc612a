import type { Profile } from "../template/profile.ts";
import { Dict, type Struct, type Value } from "../template/values/value.ts";
import { type ChartPart, metadataOfPart, pathOfPart } from "./chart-part.ts";
import { chartObject } from "./chart-object.ts";
import { filesObject } from "./files-object.ts";
import { asValues } from "./values-methods.ts";
import { findTable } from "./values-path.ts";

/** A chart within a render, with what its templates see as `.`. */
export interface TemplateContext {
  readonly part: ChartPart;
  /** Such as `shop/charts/web`. */
  readonly path: string;
  /** Shared by all templates of the chart, which may change the values in it. */
  readonly data: Dict;
}

/** What all charts of a render see alike. */
export interface SharedContext {
  readonly profile: Profile;
  readonly release: Dict;
  readonly capabilities: Struct;
}

/** The contexts of a chart and all its subcharts, subcharts first. */
export function templateContexts(part: ChartPart, values: Dict, shared: SharedContext): readonly TemplateContext[] {
  const contexts: TemplateContext[] = [];
  addContext({ part, values: asValues(values, shared.profile) }, shared, contexts);
  return contexts;
}

/** `.Template`, which is set anew for each template. */
export function templateObject(at: { readonly name: string; readonly path: string }, profile: Profile): Dict {
  return asValues(new Dict(Object.entries({ Name: at.name, BasePath: `${at.path}/templates` })), profile);
}

function addContext(
  { part, values }: { readonly part: ChartPart; readonly values: Dict },
  shared: SharedContext,
  contexts: TemplateContext[],
): Dict {
  const subcharts = new Dict();
  const data = new Dict(
    Object.entries<Value>({
      Chart: chartObject(metadataOfPart(part), part.parent === undefined, shared.profile),
      Files: filesObject(part.chart.files, shared.profile),
      Release: shared.release,
      Capabilities: shared.capabilities,
      Values: values,
      Subcharts: subcharts,
    }),
  );
  for (const subchart of part.parts) {
    const { name } = subchart.metadata;
    // By path, as Helm does: the values of a chart with a dot in its name are not found.
    const own = findTable(values, name) ?? new Dict();
    subcharts.set(name, addContext({ part: subchart, values: asValues(own, shared.profile) }, shared, contexts));
  }
  contexts.push({ part, path: pathOfPart(part), data: asValues(data, shared.profile) });
  return data;
}
