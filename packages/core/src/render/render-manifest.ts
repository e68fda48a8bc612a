import { ManifestInvalidError, type FileIssue } from "../errors.ts";
import type { ParsedManifest } from "../manifest/parse-manifest.ts";
import { expandPreview } from "../manifest/preview.ts";
import { resolveManifest, type ResolvedManifest, type ResolveResult } from "../manifest/resolve-manifest.ts";
import type { Variables } from "../manifest/template.ts";
import { LateFunctions } from "../template/functions/late-functions.ts";
import { rawRenderer } from "./raw-renderer.ts";
import { renderFiles } from "./render-files.ts";
import type { Renderer } from "./renderer.ts";

/** What a manifest is rendered with. */
export interface RenderManifestOptions {
  /** Names the manifest in errors. */
  readonly file: string;
  /** The variables for an app that the manifest writes so, its preview expanded. */
  readonly variables: (app: string) => Variables;
  /** @defaultValue {@link rawRenderer} */
  readonly renderer?: Renderer | undefined;
  /** When the artifact was made, in seconds since 1970; the time that seeded charts see. @defaultValue 0 */
  readonly createdSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a manifest came to. */
export interface RenderedManifest {
  /** Its preview expanded, its variables filled in. */
  readonly manifest: ResolvedManifest;
  /** Path relative to the app's folder → text. */
  readonly files: ReadonlyMap<string, string>;
  /** What rendering depended on besides manifest and variables; absent when on nothing. */
  readonly lock: Readonly<Record<string, unknown>> | undefined;
  /** Names of the variables it used, also through other variables. */
  readonly variablesUsed: ReadonlySet<string>;
  readonly warnings: readonly FileIssue[];
}

/**
 * Renders a manifest to the files that a release would write: previews, variables and resources, in this order.
 * @throws {ManifestInvalidError} naming every issue
 * @throws {RenderUnsupportedError} when it uses what the renderer can't do
 */
export async function renderManifest(
  parsed: ParsedManifest,
  options: RenderManifestOptions,
): Promise<RenderedManifest> {
  const { file, variables, renderer = rawRenderer, createdSeconds, signal } = options;
  const expanded = { ...parsed, manifest: expandPreview(parsed.manifest) };
  const resolved = await resolve(expanded, variables(expanded.manifest.app));
  if (!resolved.ok) throw new ManifestInvalidError(file, resolved.issues);
  const { manifest, source, variablesUsed, warnings } = resolved;
  const rendered = await renderer.render(manifest, { source, createdSeconds, signal });
  return {
    manifest,
    files: renderFiles(rendered.resources),
    lock: rendered.lock,
    variablesUsed,
    warnings: [...warnings, ...(rendered.warnings ?? [])],
  };
}

/** Loads the code of functions that the manifest calls, and resolves again until all are there. */
async function resolve(parsed: ParsedManifest, variables: Variables): Promise<ResolveResult> {
  const late = new LateFunctions([]);
  for (;;) {
    const resolved = resolveManifest(parsed, variables, { functions: await late.load() });
    if (resolved.ok || resolved.lateFunctions.size === 0) return resolved;
    for (const name of resolved.lateFunctions) late.need(name);
  }
}
