import type { ChartFile } from "./chart.ts";
import { type ChartPart, pathOfPart } from "./chart-part.ts";
import type { ChartHook, ChartManifest } from "./manifest.ts";
import { textOfBytes } from "../template/values/text.ts";
import { trimGoSpace } from "./split-manifests.ts";

/** A file of `crds/`, which Helm prints and installs as it is. */
export interface ChartCrd {
  /** Such as `shop/crds/things.yaml`. */
  readonly source: string;
  readonly text: string;
}

/** All CRDs of a chart, its own first. */
export function crdsOf(part: ChartPart): readonly ChartCrd[] {
  const path = pathOfPart(part);
  const own = part.chart.crds.map(({ name, bytes }: ChartFile) => ({
    source: `${path}/${name}`,
    text: textOfBytes(bytes),
  }));
  return [...own, ...part.parts.flatMap(crdsOf)];
}

/** What is printed, in this order. */
export interface PrintedManifests {
  readonly crds: readonly ChartCrd[];
  readonly manifests: readonly ChartManifest[];
  readonly hooks: readonly ChartHook[];
}

/** The text that `helm template` prints. */
export function printManifests({ crds, manifests, hooks }: PrintedManifests): string {
  const installed = [...crds, ...manifests].map(printDocument).join("");
  return `${trimGoSpace(installed)}\n${hooks.map(printDocument).join("")}`;
}

function printDocument({ source, text }: { readonly source: string; readonly text: string }): string {
  return `---\n# Source: ${source}\n${text}\n`;
}
