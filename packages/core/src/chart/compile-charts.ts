import { functionLibrary } from "../template/function-library.ts";
import { compileFile } from "../template/language/compile-file.ts";
import { linkTemplates } from "../template/language/template-set.ts";
import type { Profile } from "../template/profile.ts";
import type { ChartCache } from "./chart-cache.ts";
import type { Chart, ChartTemplate } from "./chart.ts";
import { CompiledTemplates } from "./compiled-templates.ts";
import { orderTemplates } from "./order-templates.ts";
import type { TemplateContext } from "./template-contexts.ts";

/**
 * Compiles the templates of all charts, or finds them in the cache if there is one.
 * @throws {TemplateError} `parse`, for the first in Helm's order that is no template
 */
export function compileCharts(
  contexts: readonly TemplateContext[],
  { profile, cache }: { readonly profile: Profile; readonly cache: ChartCache | undefined },
): CompiledTemplates {
  if (cache === undefined) return compile(contexts, profile);
  return cache.templates(keyOf(contexts, profile), () => compile(contexts, profile));
}

/** Paths are in what is compiled, for errors; digests stand for the texts. */
function keyOf(contexts: readonly TemplateContext[], profile: Profile): string {
  return JSON.stringify([profile.name, ...contexts.map(({ path, part }) => [path, part.chart.digest])]);
}

function compile(contexts: readonly TemplateContext[], profile: Profile): CompiledTemplates {
  const found = new Map<string, { readonly text: string; readonly owner: number }>();
  for (const [owner, { part, path }] of contexts.entries())
    for (const { name, text } of templatesOf(part.chart)) found.set(`${path}/${name}`, { text, owner });
  const ordered = orderTemplates(found.keys()).map((name) => ({ name, text: "", owner: 0, ...found.get(name) }));
  const options = { ...functionLibrary(profile), profile, missingKey: "zero" } as const;
  // There must be one to link; nothing can include it.
  const sources = ordered.length === 0 ? [{ name: "", text: "" }] : ordered;
  const files = sources.map(({ name, text }) => compileFile({ name, text }, options));
  return new CompiledTemplates(
    linkTemplates(files),
    ordered.filter(({ name }) => !isPartial(name)).map(({ name, owner }) => ({ name, owner })),
  );
}

/** Of a library only the partials count. */
function templatesOf({ metadata, templates }: Chart): readonly ChartTemplate[] {
  return metadata.type.toLowerCase() === "library" ? templates.filter(({ name }) => isPartial(name)) : templates;
}

function isPartial(path: string): boolean {
  return path.slice(path.lastIndexOf("/") + 1).startsWith("_");
}
