import { formatCommitMessage, type ActRecord } from "../conventions/commit-message.ts";
import type { CommitSha, RequestId } from "../conventions/ids.ts";
import type { ChangeSet, Edit, Signature } from "../gitops/change-set.ts";
import type { Actor } from "./requests.ts";

/** An act that is being planned: who asks for it, when, and under which id. */
export interface ActContext {
  readonly requestId: RequestId;
  readonly actor: Actor;
  readonly reason: string | undefined;
  readonly via: string;
  /** Seconds since 1970. */
  readonly atSeconds: number;
}

const GIMLET = { name: "Gimlet", email: "gimlet@gimlet.io" } as const;

/** What one act does and says, before it is a commit. */
export interface ActChange {
  readonly record: Omit<ActRecord, "request" | "actor" | "via" | "reason">;
  /** Of a rollback: the releases undone, newest first. */
  readonly reverts?: readonly CommitSha[];
  readonly edits: ReadonlyMap<string, Edit>;
}

/** The commit of an act: written by the actor, committed by Gimlet, its record in the trailers. */
export function actCommit(context: ActContext, change: ActChange): ChangeSet {
  const { requestId, actor, reason, via, atSeconds } = context;
  const record = { ...change.record, request: requestId, actor: actor.login, via, reason };
  const author: Signature = {
    name: actor.name ?? actor.login,
    email: actor.email ?? GIMLET.email,
    atSeconds,
  };
  return {
    message: formatCommitMessage(record, change.reverts),
    author,
    committer: { ...GIMLET, atSeconds },
    edits: change.edits,
  };
}

/** One change for several apps of one act: all of them, or none. What only one of them could say is left out. */
export function joinChanges(changes: readonly ActChange[]): ActChange | undefined {
  const [first, ...others] = changes;
  if (first === undefined || others.length === 0) return first;
  const { act, artifact, source } = first.record;
  return {
    record: { act, artifact, source, instances: changes.flatMap((change) => change.record.instances) },
    edits: new Map(changes.flatMap((change) => [...change.edits])),
  };
}
