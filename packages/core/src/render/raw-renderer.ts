import { ManifestInvalidError, type FileIssue, RenderUnsupportedError } from "../errors.ts";
import { type ManifestSource, type Position, withoutText } from "../manifest/manifest-source.ts";
import type { ResolvedManifest } from "../manifest/resolve-manifest.ts";
import { readResources } from "./read-resources.ts";
import type { RenderCallOptions, Renderer, Resource } from "./renderer.ts";

const COMES_NEXT = "Put the resources under the key manifests, or take a renderer that can.";
const UNSUPPORTED = ["chart", "strategicMergePatches", "json6902Patches", "dependencies"] as const;

/** Renders the manifests that need no chart: their key `manifests`, resource by resource, as written. */
export const rawRenderer: Renderer = {
  // oxlint-disable-next-line require-await -- the port is async, for renderers that load charts
  async render(manifest, options = {}) {
    for (const feature of UNSUPPORTED) {
      const used = manifest[feature];
      if (used !== undefined && Object.keys(used).length > 0) throw new RenderUnsupportedError(feature, COMES_NEXT);
    }
    const resources = renderRaw(manifest, options);
    if (resources.length > 0) return { resources };
    const { file } = options.source ?? withoutText("manifest");
    const message = "no chart or raw yaml has been found";
    const hint = "Write Kubernetes resources under the key manifests.";
    throw new ManifestInvalidError(file, [{ line: 1, column: 1, path: "", message, hint, severity: "error" }]);
  },
};

/**
 * The resources under a manifest's key `manifests`; none where it has none.
 * @throws {ManifestInvalidError} for what can't be understood
 */
export function renderRaw(
  manifest: ResolvedManifest,
  { source = withoutText("manifest") }: RenderCallOptions,
): readonly Resource[] {
  const { resources, problems } = readResources(manifest.manifests ?? "", {
    namespace: manifest.namespace,
    origin: "manifests",
  });
  const issues = problems.map(({ message, hint, ...place }) => issueAt(source, place, { message, hint }));
  if (issues.length > 0) throw new ManifestInvalidError(source.file, issues);
  return resources;
}

function issueAt(
  source: ManifestSource,
  place: Position,
  words: { message: string; hint: string | undefined },
): FileIssue {
  const { message, hint } = words;
  const issue = { ...source.inText(["manifests"], place), path: "manifests", message, severity: "error" } as const;
  return hint === undefined ? issue : { ...issue, hint };
}
