import { parseArtifact, UsageError, type Artifact } from "@gimlet/core";
import { findStoredArtifact, isVersion } from "../artifact/stored-artifact.ts";
import type { WhereFlags } from "../context/resolve-context.ts";
import type { Run } from "../run.ts";
import { openSession } from "./open-session.ts";
import { readInput } from "./read-input.ts";

/** What names an artifact. */
export interface FindArtifactOptions {
  readonly flags: WhereFlags & { readonly artifact?: string | undefined; readonly version?: string | undefined };
  readonly app: string | undefined;
  readonly env: string;
}

/**
 * The artifact to release: a file, stdin, or one that the env's history keeps.
 * @throws {UsageError} when none is named, or both are
 */
export async function findArtifact(run: Run, { flags, app, env }: FindArtifactOptions): Promise<Artifact> {
  const { artifact: file, version } = flags;
  if (file !== undefined && version !== undefined)
    throw new UsageError("--artifact and --version name two artifacts", "Give one of them.");
  if (file !== undefined) return parseArtifact(await readInput(file, run.folder));
  if (version === undefined)
    throw new UsageError(
      "the artifact is missing",
      "Name it: --artifact <file|->, or --version <tag|commit> for one released before.",
    );
  await using session = await openSession(run, { flags, env });
  const what = `version ${JSON.stringify(version)}`;
  return await findStoredArtifact(session, {
    matches: (line) => isVersion(line, version),
    what,
    app,
    env,
    signal: run.signal,
  });
}
