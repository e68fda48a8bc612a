import type { ExplainedLine } from "../template/language/template-set.ts";
import type { ChartManifest } from "./manifest.ts";
import type { RenderedChart } from "./render-chart.ts";

/**
 * Where a line of a document comes from: the places in templates that printed it, and the values they looked at.
 * @param of the document, and its line, 1-based
 * @returns `undefined` where there is no such line, or the chart was rendered without explanations
 */
export function explainLine(
  { files, explained }: Pick<RenderedChart, "files" | "explained">,
  of: { readonly manifest: Pick<ChartManifest, "source" | "offset">; readonly line: number },
): ExplainedLine | undefined {
  const { source, offset } = of.manifest;
  const before = (files.get(source) ?? "").slice(0, offset).split("\n").length - 1;
  return explained.get(source)?.[before + of.line - 1];
}
