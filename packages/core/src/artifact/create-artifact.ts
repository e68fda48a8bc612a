import { UsageError } from "../errors.ts";
import { checkArtifact } from "./parse-artifact.ts";
import type { Manifest } from "../manifest/manifest-type.generated.ts";
import type { Artifact, ArtifactManifest } from "./artifact.ts";
import type { Version } from "./version.ts";

/**
 * An artifact of one commit, without manifests and variables yet.
 * @throws {ArtifactInvalidError} when the repository or the commit is missing, or a field is none
 */
export function createArtifact(version: Version): Artifact {
  return checkArtifact({ version: { ...version } });
}

/** What an artifact gets. */
export interface ArtifactAdditions {
  readonly manifests?: readonly (Manifest | ArtifactManifest)[];
  /** Facts of the CI job, such as its name and address: one new entry of `items`, and variables. */
  readonly fields?: ReadonlyMap<string, string>;
  /** Variables. */
  readonly vars?: ReadonlyMap<string, string>;
  /** Variables of the repository's `.gimlet/vars`; they win over the others. */
  readonly varsFile?: ReadonlyMap<string, string>;
}

/** The artifact with more manifests and variables. Manifests are added, not replaced, as CI adds one file at a time. */
export function addToArtifact(artifact: Artifact, additions: ArtifactAdditions): Artifact {
  const { manifests = [], fields = new Map(), vars = new Map(), varsFile = new Map() } = additions;
  const context = [...vars, ...varsFile];
  return checkArtifact({
    ...artifact,
    environments: [...(artifact.environments ?? []), ...manifests],
    items: fields.size === 0 ? (artifact.items ?? []) : [...(artifact.items ?? []), Object.fromEntries(fields)],
    // `context` is the old name of `vars`, which old servers read.
    context: Object.fromEntries([...Object.entries(artifact.context ?? {}), ...context]),
    vars: Object.fromEntries([...Object.entries(artifact.vars ?? {}), ...fields, ...context]),
  });
}

/**
 * Splits `NAME=value` at the first `=`, as flags give it; of one name the last counts.
 * @throws {UsageError} when an assignment has no `=` or no name
 */
export function parseAssignments(assignments: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    assignments.map((assignment): [string, string] => {
      const at = assignment.indexOf("=");
      if (at < 1) throw new UsageError(`${JSON.stringify(assignment)} is no assignment`, "Write it as NAME=value.");
      return [assignment.slice(0, at), assignment.slice(at + 1)];
    }),
  );
}
