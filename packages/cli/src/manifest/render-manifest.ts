import { renderManifest, type ParsedManifest, type FileIssue, type Renderer } from "@gimlet/core";

/** What a manifest is rendered with. */
export interface ManifestFilesOptions {
  readonly file: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly renderer: Renderer;
  /** Told of what people should know. */
  readonly onWarning: (warning: FileIssue) => void;
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
  const { file, variables, renderer, onWarning, signal } = options;
  const { files, warnings } = await renderManifest(parsed, {
    file,
    variables: (app) => new Map([["APP", app], ...variables]),
    renderer,
    createdSeconds: Math.floor(Date.now() / 1000),
    signal,
  });
  for (const warning of warnings) onWarning(warning);
  return files;
}
