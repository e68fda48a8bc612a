import type { CommitSha, TreeId } from "../conventions/ids.ts";
import { GitObjectError } from "../errors.ts";
import type { HistoryCommit, HistoryOptions } from "../gitops/gitops-repo.ts";
import { type Commit, parseCommit } from "./commit.ts";
import { folderChanges, type FolderFilter } from "./folder-changes.ts";
import { landingOrder } from "./landing-order.ts";
import type { ObjectStore } from "./object-store.ts";
import { TreeReader } from "./tree-reader.ts";

/**
 * Reads the history reachable from `at` out of the objects themselves, newest first, in the reverse of
 * {@link landingOrder}; lazily as far as there are no merges.
 * @throws {GitObjectError} when a commit or tree is missing, as at the end of a shallow clone
 */
export async function* walkHistory(
  store: ObjectStore,
  at: CommitSha,
  options: HistoryOptions,
): AsyncGenerator<HistoryCommit> {
  const describer = new CommitDescriber(store, options);
  for await (const sha of newestFirst(store, at, options.signal)) {
    options.signal?.throwIfAborted();
    const commit = await describer.describe(sha);
    if (options.under === undefined || commit.changes.length > 0) yield commit;
  }
}

/** Adds to commits which folders they changed. Quickest when asked for commits that follow each other. */
export class CommitDescriber {
  readonly #store: ObjectStore;
  readonly #trees: TreeReader;
  readonly #filter: FolderFilter;
  #known: ReadonlyMap<CommitSha, Commit> = new Map();

  constructor(store: ObjectStore, filter: FolderFilter) {
    this.#store = store;
    this.#trees = new TreeReader(store);
    this.#filter = filter;
  }

  /** @throws {GitObjectError} when the commit, a parent or a tree is missing or damaged */
  async describe(sha: CommitSha): Promise<HistoryCommit> {
    const known = new Map<CommitSha, Commit>();
    const read = async (id: CommitSha): Promise<Commit> => {
      const commit = this.#known.get(id) ?? (await readCommit(this.#store, id));
      known.set(id, commit);
      return commit;
    };
    const { tree, parents, author, committer, message } = await read(sha);
    const roots: TreeId[] = [];
    for (const parent of parents) roots.push((await read(parent)).tree);
    this.#known = known;
    const changes = await folderChanges(this.#trees, { tree, parents: roots }, this.#filter);
    return { sha, parents, author, committer, message, changes };
  }
}

/** @throws {GitObjectError} when the commit is missing or damaged, or the id is that of something else */
export async function readCommit(store: ObjectStore, sha: CommitSha): Promise<Commit> {
  const object = await store.read(sha);
  if (object === undefined) throw new GitObjectError(sha, "is missing");
  if (object.type !== "commit") throw new GitObjectError(sha, `is a ${object.type}, not a commit`);
  return parseCommit(sha, object.data);
}

async function* newestFirst(store: ObjectStore, at: CommitSha, signal?: AbortSignal): AsyncGenerator<CommitSha> {
  const parentsOf = async (sha: CommitSha): Promise<readonly CommitSha[]> => {
    signal?.throwIfAborted();
    return (await readCommit(store, sha)).parents;
  };
  // Up to the first merge the order is plain; from there on it takes the whole graph.
  let next: CommitSha | undefined = at;
  while (next !== undefined) {
    const parents = await parentsOf(next);
    if (parents.length > 1) break;
    yield next;
    next = parents[0];
  }
  if (next !== undefined) yield* (await landingOrder(next, parentsOf)).reverse();
}
