import type { BlobId, CommitSha, TreeId } from "../conventions/ids.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { ChangeSet, Signature } from "./change-set.ts";

/** One entry of a folder at a commit. Symbolic links and submodules are data: nothing follows them. */
export type TreeEntry =
  | { readonly name: string; readonly kind: "folder"; readonly id: TreeId }
  | { readonly name: string; readonly kind: "file" | "executable" | "symlink"; readonly id: BlobId }
  | { readonly name: string; readonly kind: "submodule"; readonly id: CommitSha };

/** A commit without its files. */
export interface CommitFacts {
  readonly sha: CommitSha;
  /** First parent first; empty for the root commit. */
  readonly parents: readonly CommitSha[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** What a commit made of one folder, against its first parent. */
export interface FolderChange {
  /** Repository-relative path with exactly the asked number of segments. */
  readonly folder: string;
  /** Absent when the folder was not there before. */
  readonly before?: TreeId;
  /** Absent when the folder is gone. */
  readonly after?: TreeId;
  /** Paths below the folder that were added, changed or deleted, sorted. */
  readonly files: readonly string[];
  /** `release.json` of the folder, before and after, where there is one. */
  readonly recordBefore?: BlobId;
  readonly recordAfter?: BlobId;
}

/** A commit with the folders it changed. */
export interface HistoryCommit extends CommitFacts {
  /** Empty when it changed no folder of that depth. Of a merge only what differs from every parent. */
  readonly changes: readonly FolderChange[];
}

export interface RecentOptions extends CallOptions {
  /** Stop before this commit and its ancestors. */
  readonly notIn?: CommitSha | undefined;
  /** Stop at commits whose committer time is before this, in seconds since 1970. */
  readonly sinceSeconds?: number | undefined;
}

export interface HistoryOptions extends CallOptions {
  /** How many path segments name a folder: 1 with a repository per env, 2 with a folder per env. */
  readonly folderDepth: 1 | 2;
  /** Only commits that changed one of these folders, or for a path of fewer segments, a folder below; and of `changes` only those. */
  readonly under?: string | readonly string[] | undefined;
}

/**
 * Port: one branch of a gitops repository, as git objects. There is no working tree.
 *
 * Paths are repository-relative, POSIX, without leading, trailing or doubled slashes; `""` is the root.
 * Every method may throw {@link GitUnavailableError}, {@link GitAuthenticationError}, {@link CacheUnusableError}
 * or the signal's reason.
 */
export interface GitopsRepo {
  /** Where it is, for people: a URL or path without credentials. */
  readonly location: string;
  readonly branch: string;

  /**
   * The commit the branch points at now, asked of the remote and made readable.
   * @returns `undefined` when the repository has no commit at all
   * @throws {BranchNotFoundError} when it has commits but not the branch
   * @throws {RepoNotFoundError} when there is no repository
   */
  head(options?: CallOptions): Promise<CommitSha | undefined>;

  /**
   * What is at `path`; `undefined` when nothing is. A path through a file, link or submodule is nothing.
   * @throws {CommitNotFoundError} when the repository has no such commit
   */
  find(path: string, at: CommitSha, options?: CallOptions): Promise<TreeEntry | undefined>;

  /**
   * What the folder holds directly, in git's order. Empty when there is no such folder.
   * @throws {UnsafeTreeError} when an entry's name could be mistaken for `.git` or a path
   */
  list(path: string, at: CommitSha, options?: CallOptions): Promise<readonly TreeEntry[]>;

  /**
   * Contents by id, for as many as asked, in one round trip.
   * @throws {GitObjectError} when one is missing
   */
  read(ids: readonly BlobId[], options?: CallOptions): Promise<ReadonlyMap<BlobId, Uint8Array>>;

  /**
   * Makes a commit on `parent` without publishing it. It can be read at once, and be a parent in turn.
   * @param parent `undefined` makes a root commit
   */
  commit(change: ChangeSet, parent: CommitSha | undefined): Promise<CommitSha>;

  /**
   * Publishes `tip` and all commits between it and `expected` in one push: a compare-and-swap of the branch.
   * @param expected what the branch must point at; `undefined` when it must not exist
   * @throws {GitopsConflictError} when the branch points at something else
   * @throws {BranchProtectedError} when the host protects it
   * @throws {PushRefusedError} when the host refuses it otherwise
   * @throws {GitUnavailableError} when no answer came: it may have landed or not
   */
  push(tip: CommitSha, expected: CommitSha | undefined, options?: CallOptions): Promise<void>;

  /** The commits reachable from `at`, newest first in topological order, without reading trees. */
  recent(at: CommitSha, options: RecentOptions): AsyncIterable<CommitFacts>;

  /**
   * The whole history reachable from `at` with the folders each commit changed, newest first: by the order of landing,
   * a merged branch's commits where the merge is. Fetches and indexes what is missing; yields lazily.
   */
  history(at: CommitSha, options: HistoryOptions): AsyncIterable<HistoryCommit>;
}
