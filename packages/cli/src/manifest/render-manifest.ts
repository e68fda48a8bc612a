import {
  expandPreview,
  ManifestInvalidError,
  rawRenderer,
  renderFiles,
  resolveManifest,
  type ParsedManifest,
} from "@gimlet/core";

/** What a manifest is rendered with. */
export interface RenderManifestOptions {
  readonly file: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

/**
 * Renders a manifest to the files a release would write: name → text.
 * @throws {ManifestInvalidError} naming every issue
 */
export async function renderManifest(
  parsed: ParsedManifest,
  { file, variables, signal }: RenderManifestOptions,
): Promise<ReadonlyMap<string, string>> {
  const manifest = expandPreview(parsed.manifest);
  const resolved = resolveManifest({ ...parsed, manifest }, new Map([["APP", manifest.app], ...variables]));
  if (!resolved.ok) throw new ManifestInvalidError(file, resolved.issues);
  return renderFiles(await rawRenderer.render(resolved.manifest, { source: resolved.source, signal }));
}
