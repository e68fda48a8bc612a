import type { Version } from "../artifact/version.ts";
import type { Act } from "../conventions/commit-message.ts";
import type { Hold } from "../conventions/hold-file.ts";
import type { CommitSha, RequestId } from "../conventions/ids.ts";
import type { AnyGimletError } from "../errors.ts";
import type { ChangeSet } from "../gitops/change-set.ts";

/** The release that an automatic request lost against. */
export interface Winner {
  readonly artifactId: string;
  readonly version: Version;
  readonly requestId?: RequestId;
}

/** What an act would make of one instance. */
export type PlannedInstance = { readonly app: string; readonly env: string } & (
  | {
      readonly outcome: "change";
      /** What runs before, and after; absent when nothing did, or nothing says which version. */
      readonly from?: Version;
      readonly to?: Version;
      /** Of a rollback or restore: the commit whose folder comes back. */
      readonly target?: CommitSha;
      /** Sentences a person should read before landing, such as that the target's health is not known. */
      readonly notes: readonly string[];
    }
  /** The instance is what was asked for already. */
  | { readonly outcome: "no-change" }
  /** An automatic request came after a newer artifact had landed. */
  | { readonly outcome: "superseded"; readonly by: Winner }
  /** Automatic releases of the instance are held. */
  | { readonly outcome: "held"; readonly hold: Hold }
  /** Another app of an act that is one commit or none stands in the way. */
  | { readonly outcome: "cancelled" }
  /** An earlier try with this request id landed it. */
  | { readonly outcome: "landed"; readonly commit: CommitSha }
  | { readonly outcome: "failed"; readonly error: AnyGimletError }
);

/**
 * The answer to "what would this change?", and what `land` puts on the branch. It lives in the process that made it: it
 * holds contents, those of Secrets too, and is not to be stored or sent.
 */
export interface Plan {
  readonly act: Act;
  readonly env: string;
  readonly requestId: RequestId;
  /** Whether the request came with its id: an earlier try may have landed it. */
  readonly retried: boolean;
  /** In the order of the artifact's manifests. */
  readonly instances: readonly PlannedInstance[];
  /** The commits it would make, in order; empty when there is nothing to change. */
  readonly changes: readonly ChangeSet[];
  /** What it stood on: path → id of what was there, `undefined` where nothing was. */
  readonly basis: ReadonlyMap<string, string | undefined>;
  /** The commit it was planned at; `undefined` in an empty repository. */
  readonly at: CommitSha | undefined;
}

/** How an act ended for one instance. */
export type InstanceResult = { readonly app: string; readonly env: string } & (
  | { readonly outcome: "landed"; readonly commit: CommitSha; readonly from?: Version; readonly to?: Version }
  | { readonly outcome: "no-change" }
  | { readonly outcome: "superseded"; readonly by: Winner }
  | { readonly outcome: "held"; readonly hold: Hold }
  | { readonly outcome: "cancelled" }
  | { readonly outcome: "failed"; readonly error: AnyGimletError }
);

/** How an act ended. */
export interface ActResult {
  readonly act: Act;
  readonly env: string;
  readonly requestId: RequestId;
  readonly instances: readonly InstanceResult[];
}
