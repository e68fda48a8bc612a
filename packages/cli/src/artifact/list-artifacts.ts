import type { Artifact, CallOptions, Version } from "@gimlet/core";
import { parseMoment } from "../command/moment.ts";
import type { Session } from "../session/open-session.ts";
import { readStoredArtifact } from "./stored-artifact.ts";

/** Which artifacts, as flags say it. */
export interface ListArtifactsOptions extends CallOptions {
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
  readonly event?: string | undefined;
  readonly sourceBranch?: string | undefined;
  readonly sha?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly all?: boolean | undefined;
  readonly offset?: number | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const DEFAULT_LIMIT = 20;

/** Artifacts that were released and are kept in git, by the newest release of each, newest first. */
export async function listArtifacts(session: Session, options: ListArtifactsOptions): Promise<readonly Artifact[]> {
  const { repository, offset = 0, signal, onProgress } = options;
  const limit =
    options.all === true || options.limit === -1 ? Number.POSITIVE_INFINITY : (options.limit ?? DEFAULT_LIMIT);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const since = options.since === undefined ? 0 : parseMoment("since", options.since, nowSeconds);
  const until =
    options.until === undefined ? Number.POSITIVE_INFINITY : parseMoment("until", options.until, nowSeconds);
  const seen = new Set<string>();
  const found: Artifact[] = [];
  let left = offset;
  for await (const line of session.gimlet.releases({
    kinds: ["release"],
    sourceRepo: repository,
    signal,
    onProgress,
  })) {
    const { artifactId, version } = line;
    if (artifactId === undefined || version === undefined || seen.has(artifactId)) continue;
    seen.add(artifactId);
    if (version.created < since || version.created > until || !isWanted(version, options)) continue;
    if (left-- > 0) continue;
    if (found.length >= limit) break;
    const artifact = await readStoredArtifact(session, line, { signal });
    found.push({ ...artifact, id: artifactId, version: artifact?.version ?? version });
  }
  return found;
}

function isWanted(version: Version, { branch, event, sourceBranch, sha }: ListArtifactsOptions): boolean {
  if (branch !== undefined && version.branch !== branch) return false;
  if (event !== undefined && (version.event ?? "push") !== event) return false;
  if (sourceBranch !== undefined && version.sourceBranch !== sourceBranch) return false;
  return sha === undefined || sha.some((wanted) => version.sha.startsWith(wanted));
}
