import { blobIdOf } from "../git/object-id.ts";
import type { Artifact } from "./artifact.ts";
import { formatArtifact } from "./format-artifact.ts";

/**
 * The artifact's id; one that no server named is named by its repository, and by the commit and manifests it holds.
 * Variables don't count: CI gives other ones to every run.
 */
export function artifactIdOf(artifact: Artifact): string {
  const { id, version, environments } = artifact;
  if (id !== undefined && id !== "") return id;
  const content = formatArtifact({ version, ...(environments ? { environments } : {}) });
  return `${version.repositoryName}-${blobIdOf(content).slice(0, 12)}`;
}
