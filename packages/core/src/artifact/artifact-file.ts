import { formatArtifact } from "./format-artifact.ts";
import type { Artifact, ArtifactManifest } from "./artifact.ts";
import { ownVariables } from "./variables-of.ts";

/** Which part of an artifact one release used. */
export interface ArtifactFileOptions {
  /** The manifest that was released, as the artifact has it. */
  readonly manifest: ArtifactManifest;
  /** Names of the variables it used, also through other variables. */
  readonly variablesUsed: ReadonlySet<string>;
}

/**
 * The text of an app's `artifact.json`: what it takes to render this release again, and no more.
 *
 * Of the manifests only the one released stays, of the variables only those it used. `context` and `items` are folded
 * into `vars`, so that two CI runs of one commit give one text; `APP` comes from the manifest and is left out.
 */
export function artifactFile(artifact: Artifact, { manifest, variablesUsed }: ArtifactFileOptions): string {
  const { context: _context, items: _items, cueEnvironments: _cue, ...kept } = artifact;
  const vars = [...ownVariables(artifact)].filter(([name]) => name !== "APP" && variablesUsed.has(name));
  return formatArtifact({ ...kept, environments: [manifest], vars: Object.fromEntries(vars) });
}
