import { renderManifest, type ParsedManifest } from "@gimlet/core";

/** What a manifest is rendered with. */
export interface ManifestFilesOptions {
  readonly file: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

/**
 * The files that a release of the manifest would write: name → text.
 * @throws {ManifestInvalidError} naming every issue
 */
export async function manifestFiles(
  parsed: ParsedManifest,
  options: ManifestFilesOptions,
): Promise<ReadonlyMap<string, string>> {
  const { file, variables, signal } = options;
  const { files } = await renderManifest(parsed, {
    file,
    variables: (app) => new Map([["APP", app], ...variables]),
    signal,
  });
  return files;
}
