import { parseArtifact, UsageError, type Artifact } from "@gimlet/core";
import type { WhereFlags } from "../context/resolve-context.ts";
import type { Run } from "../run.ts";
import { readInput } from "./read-input.ts";

/** What names an artifact. */
export interface FindArtifactOptions {
  readonly flags: WhereFlags & { readonly artifact?: string | undefined; readonly version?: string | undefined };
  readonly app: string | undefined;
  readonly env: string;
}

export async function findArtifact({ folder }: Run, { flags }: FindArtifactOptions): Promise<Artifact> {
  if (flags.artifact === undefined) throw new UsageError("the artifact is missing", "Name it: --artifact <file>");
  return parseArtifact(await readInput(flags.artifact, folder));
}
