import type { ChartManifest } from "../chart/manifest.ts";
import type { ChartCrd } from "../chart/print-manifests.ts";
import { ManifestInvalidError } from "../errors.ts";
import type { ManifestSource } from "../manifest/manifest-source.ts";
import type { ResolvedManifest } from "../manifest/resolve-manifest.ts";
import { readResources } from "./read-resources.ts";
import { identityOf } from "./render-files.ts";
import type { Resource } from "./renderer.ts";

/** What documents of a chart become part of. */
export interface ChartResourcesOptions {
  readonly manifest: ResolvedManifest;
  readonly source: ManifestSource;
  /** Resources of the manifest that are no chart's; they follow. */
  readonly others: readonly Resource[];
}

/**
 * Documents of a chart as resources, as they were rendered.
 * @throws {ManifestInvalidError} for those that can't be applied from git, and for a resource that is there twice
 */
export function chartResources(
  documents: readonly (ChartManifest | ChartCrd)[],
  { manifest, source, others }: ChartResourcesOptions,
): readonly Resource[] {
  const problems: { message: string; hint?: string | undefined }[] = [];
  const resources: Resource[] = [];
  for (const document of documents) {
    const named = asNamed(document);
    if (named !== undefined) {
      resources.push(named);
      continue;
    }
    // A list, something without a name, or nothing but comments.
    const read = readResources(document.text, { namespace: undefined, origin: document.source });
    resources.push(...read.resources);
    for (const { line, message, hint } of read.problems)
      problems.push({ message: `${document.source}: ${message} (line ${line} of the document)`, hint });
  }
  const all = [...resources, ...others];
  const origins = new Map<string, string>();
  for (const resource of all) {
    const { kind, name, origin } = resource;
    const identity = identityOf(resource);
    const first = origins.get(identity);
    if (first !== undefined)
      problems.push({
        message: `${kind} ${name} is there twice: ${first === origin ? `both in ${first}` : `in ${first} and in ${origin}`}`,
        hint: "Keep one of them.",
      });
    origins.set(identity, first ?? origin);
  }
  if (problems.length === 0) return all;
  const issues = problems.map(({ message, hint }) => ({
    ...source.ofValue(["chart"]),
    path: "chart",
    message,
    ...(hint === undefined ? {} : { hint }),
    severity: "error" as const,
  }));
  throw new ManifestInvalidError(source.file === "" ? manifest.app : source.file, issues);
}

function asNamed(document: ChartManifest | ChartCrd): Resource | undefined {
  if (!("kind" in document)) return undefined;
  const { apiVersion, kind, name, namespace, source, text } = document;
  if (apiVersion === "" || kind === "" || name === "" || kind.endsWith("List")) return undefined;
  return { apiVersion, kind, name, namespace: namespace === "" ? undefined : namespace, origin: source, text };
}
