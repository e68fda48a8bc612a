import type { Artifact as ArtifactJson, ArtifactManifest } from "./artifact-type.generated.ts";
import type { Version } from "./version.ts";

export type { ArtifactManifest };

/** What CI built from one commit: the version, the manifests and the variables to release it with. */
export interface Artifact extends Omit<ArtifactJson, "version"> {
  readonly version: Version;
}
