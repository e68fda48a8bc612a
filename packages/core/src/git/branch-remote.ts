import type { CommitSha } from "../conventions/ids.ts";
import type { CallOptions } from "../conventions/call-options.ts";

/** Which commits to make readable besides the one that is asked for. */
export type FetchDepth =
  /** That commit alone. */
  | { readonly kind: "one" }
  /** Also those reachable from it that are newer than a time (a few older ones may come along). */
  | { readonly kind: "since"; readonly seconds: number }
  /** All of its history, as far as its commits and trees; blobs may stay away. */
  | { readonly kind: "all" };

/**
 * Port: one branch of a repository elsewhere, from and to an object store that it is tied to.
 * Errors are those of `GitopsRepo`.
 */
export interface BranchRemote {
  /** For people: a URL or path without credentials. */
  readonly location: string;
  readonly branch: string;
  /** What the branch points at now; `undefined` when the repository has no commit. Fetches nothing. */
  resolve(options?: CallOptions): Promise<CommitSha | undefined>;
  /** Makes a commit of the branch, and as much of its history as asked, readable in the store. Cheap when it is there. */
  fetch(commit: CommitSha, depth: FetchDepth, options?: CallOptions): Promise<void>;
  /** Makes single objects readable that a partial fetch left away. Ids the remote lacks stay missing. */
  fetchObjects(ids: readonly string[], options?: CallOptions): Promise<void>;
  /**
   * Points the branch at `tip`, sending only `created`: the objects that were made since `expected`.
   * @param created ids in the store, in any order; complete for `expected..tip`
   */
  push(
    tip: CommitSha,
    expected: CommitSha | undefined,
    created: readonly string[],
    options?: CallOptions,
  ): Promise<void>;
}
