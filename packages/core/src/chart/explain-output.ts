import type { ExplainedLine } from "../template/language/template-set.ts";
import { explainLine } from "./explain-line.ts";
import type { RenderedChart } from "./render-chart.ts";

/** A line of what `helm template` prints, explained. */
export interface ExplainedOutput extends Omit<ExplainedLine, "line"> {
  /** The line itself. */
  readonly text: string;
  /** The file that the line's document comes from. */
  readonly source: string;
}

// Before a document's text: `---` and `# Source: …`.
const HEAD_LINES = 2;

/**
 * Where a line of a chart's whole output comes from.
 * @param line 1-based line of `rendered.text`
 * @returns `undefined` for a line that is of no document, or a chart that was rendered without explanations
 */
export function explainOutput(rendered: RenderedChart, line: number): ExplainedOutput | undefined {
  const { crds, manifests, hooks, text } = rendered;
  const lines = text.split("\n");
  const content = lines[line - 1];
  if (content === undefined) return undefined;
  let at = 0;
  for (const document of [...crds.map((crd) => ({ ...crd, offset: undefined })), ...manifests, ...hooks]) {
    const end = at + HEAD_LINES + document.text.split("\n").length;
    if (line > end) {
      at = end;
      continue;
    }
    const { source, offset } = document;
    const inside = line - at - HEAD_LINES;
    const isPrinted = offset !== undefined && inside >= 1;
    const explained = isPrinted ? explainLine(rendered, { manifest: { source, offset }, line: inside }) : undefined;
    return { text: content, source, places: explained?.places ?? [], values: explained?.values ?? [] };
  }
  return undefined;
}
