import type { Artifact } from "../artifact/artifact.ts";
import { checkArtifact } from "../artifact/parse-artifact.ts";
import type { Version } from "../conventions/version.ts";
import type { Manifest } from "../manifest/manifest-type.generated.ts";

/** A manifest that can be released: app `web` in env `staging` with one ConfigMap that holds `{{ .SHA }}`. */
export function aManifest(fields: Partial<Manifest> = {}): Manifest {
  const { app = "web" } = fields;
  const manifests = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${app}\ndata:\n  sha: "{{ .SHA }}"\n`;
  return { app, env: "staging", namespace: "default", manifests, ...fields };
}

/** What {@link anArtifact} may be told. */
export interface AnArtifactOptions {
  /** Tells builds of one repository apart: commit, commit time and `SHA` come from it. @defaultValue 1 */
  readonly build?: number;
  /** @defaultValue one {@link aManifest} */
  readonly manifests?: readonly Manifest[];
  /** Fields of the version that differ. */
  readonly version?: Partial<Version>;
  /** Besides `SHA`. */
  readonly vars?: Readonly<Record<string, string>>;
}

/** An artifact that can be released; one of a later build is newer. */
export function anArtifact(options: AnArtifactOptions = {}): Artifact {
  const { build = 1, manifests = [aManifest()], version = {}, vars = {} } = options;
  const sha = build.toString(16).padStart(40, "0");
  return checkArtifact({
    version: { repositoryName: "acme/web", sha, created: 1_767_225_600 + build, branch: "main", ...version },
    environments: manifests,
    vars: { SHA: version.sha ?? sha, ...vars },
  });
}
