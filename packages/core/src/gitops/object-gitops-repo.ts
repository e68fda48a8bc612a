import type { BlobId, CommitSha, TreeId } from "../conventions/ids.ts";
import { CommitNotFoundError, GitObjectError, GitopsConflictError, UnsafeTreeError } from "../errors.ts";
import type { BranchRemote } from "../git/branch-remote.ts";
import { type Commit, formatCommit, parseCommit } from "../git/commit.ts";
import { editTree } from "../git/edit-tree.ts";
import { joinedFetch } from "../git/joined-fetch.ts";
import type { HistorySource } from "../git/history-source.ts";
import { nameObject, portableSha1, type Sha1 } from "../git/object-id.ts";
import type { NamedObject, ObjectStore, ObjectType } from "../git/object-store.ts";
import { whyUnsafeName } from "../git/safe-name.ts";
import { EMPTY_TREE, parseTree } from "../git/tree.ts";
import { TreeCache } from "../git/tree-cache.ts";
import { walkCommits } from "../git/walk-commits.ts";
import { CommitDescriber, walkHistory } from "../git/walk-history.ts";
import type { ChangeSet } from "./change-set.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type {
  CommitFacts,
  GitopsRepo,
  HistoryCommit,
  HistoryOptions,
  RecentOptions,
  TreeEntry,
} from "./gitops-repo.ts";
import type { Signer } from "./signer.ts";
import { UnpublishedCommits } from "./object-gitops-repo-unpublished.ts";

export interface ObjectGitopsRepoOptions {
  readonly store: ObjectStore;
  /** Tied to the same store. */
  readonly remote: BranchRemote;
  /** Walks the commits of the store by default. */
  readonly history?: HistorySource | undefined;
  /** Signs every commit; none by default. */
  readonly signer?: Signer | undefined;
  /** SHA-1 in plain JavaScript by default. */
  readonly hash?: Sha1 | undefined;
  /** Lets go of what the store or remote holds open. */
  readonly dispose?: (() => void | Promise<void>) | undefined;
}

/** A gitops repository made of an object store and a remote: every adapter is this class with its own two. */
export class ObjectGitopsRepo implements GitopsRepo, AsyncDisposable {
  readonly #store: ObjectStore;
  readonly #remote: BranchRemote;
  readonly #fetchObjects: BranchRemote["fetchObjects"];
  readonly #history: HistorySource;
  readonly #signer: Signer | undefined;
  readonly #hash: Sha1;
  readonly #dispose: (() => void | Promise<void>) | undefined;
  readonly #unpublished = new UnpublishedCommits();
  readonly #trees = new TreeCache();
  #lastRoot: { readonly commit: CommitSha; readonly tree: TreeId } | undefined;

  constructor({ store, remote, history, signer, hash, dispose }: ObjectGitopsRepoOptions) {
    this.#store = store;
    this.#remote = remote;
    this.#fetchObjects = joinedFetch((ids, options) => remote.fetchObjects(ids, options));
    this.#history = history ?? { history: (at, asked) => walkHistory(store, at, asked) };
    this.#signer = signer;
    this.#hash = hash ?? portableSha1;
    this.#dispose = dispose;
  }

  get location(): string {
    return this.#remote.location;
  }

  get branch(): string {
    return this.#remote.branch;
  }

  async head(options: CallOptions = {}): Promise<CommitSha | undefined> {
    options.signal?.throwIfAborted();
    const sha = await this.#remote.resolve(options);
    if (sha !== undefined) await this.#remote.fetch(sha, { kind: "one" }, options);
    return sha;
  }

  async find(path: string, at: CommitSha, options: CallOptions = {}): Promise<TreeEntry | undefined> {
    const tree = await this.#rootOf(at, options);
    let entry: TreeEntry = { name: "", kind: "folder", id: tree };
    for (const name of path === "" ? [] : path.split("/")) {
      if (entry.kind !== "folder") return undefined;
      const data = await this.#tree(entry.id, options);
      const below = this.#trees.find(entry.id, { data, name });
      if (below === undefined) return undefined;
      entry = below;
    }
    return entry;
  }

  async list(path: string, at: CommitSha, options: CallOptions = {}): Promise<readonly TreeEntry[]> {
    const folder = await this.find(path, at, options);
    if (folder?.kind !== "folder") return [];
    const entries = parseTree(folder.id, await this.#tree(folder.id, options));
    for (const { name } of entries) {
      const why = whyUnsafeName(name);
      if (why !== undefined) throw new UnsafeTreeError(path === "" ? name : `${path}/${name}`, why);
    }
    return entries;
  }

  async read(ids: readonly BlobId[], options: CallOptions = {}): Promise<ReadonlyMap<BlobId, Uint8Array>> {
    const found = new Map<BlobId, Uint8Array>();
    const missing: BlobId[] = [];
    for (const id of new Set(ids)) {
      options.signal?.throwIfAborted();
      const data = await this.#held(id, "blob");
      if (data === undefined) missing.push(id);
      else found.set(id, data);
    }
    if (missing.length > 0) await this.#fetchObjects(missing, options);
    for (const id of missing) {
      const data = await this.#held(id, "blob");
      if (data === undefined) throw new GitObjectError(id, "is missing");
      found.set(id, data);
    }
    return found;
  }

  async commit(change: ChangeSet, parent: CommitSha | undefined): Promise<CommitSha> {
    const root = parent === undefined ? EMPTY_TREE : await this.#rootOf(parent, {});
    const planted: string[] = [];
    const edited = await editTree(root, change.edits, {
      hash: this.#hash,
      readTree: async (id) => await this.#tree(id as TreeId),
      onPlanted: (id) => planted.push(id),
    });
    const commit = await this.#sign({ ...change, tree: edited.id, parents: parent === undefined ? [] : [parent] });
    await this.#store.write([...edited.created, commit]);
    const sha = commit.id as CommitSha;
    this.#unpublished.add(sha, parent, [
      ...edited.created.map(({ id }) => id),
      ...planted.filter((id) => this.#unpublished.made(id)),
      sha,
    ]);
    return sha;
  }

  async push(tip: CommitSha, expected: CommitSha | undefined, options: CallOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const { base, ids, commits } = this.#unpublished.upTo(tip, expected);
    // Servers take any move of the branch from one who names its old commit, so that it goes forward is checked here.
    if (base !== expected) throw new GitopsConflictError(this.branch);
    if (commits.length === 0) {
      if ((await this.#remote.resolve(options)) !== expected) throw new GitopsConflictError(this.branch);
      return;
    }
    await this.#remote.push(tip, expected, ids, options);
    this.#unpublished.delete(commits);
  }

  async *recent(at: CommitSha, options: RecentOptions): AsyncIterable<CommitFacts> {
    const { notIn, sinceSeconds, signal } = options;
    let fetched = false;
    yield* walkCommits(at, {
      notIn,
      sinceSeconds: sinceSeconds ?? Number.NEGATIVE_INFINITY,
      read: async (sha) => {
        signal?.throwIfAborted();
        const held = await this.#held(sha, "commit");
        if (held !== undefined) return parseCommit(sha, held);
        if (!fetched) {
          fetched = true;
          const depth = sinceSeconds === undefined ? { kind: "all" } : { kind: "since", seconds: sinceSeconds };
          await this.#remote.fetch(at, depth as Parameters<BranchRemote["fetch"]>[1], options);
        }
        // Beyond a shallow clone's end there are only commits older than what was asked for.
        if (sinceSeconds === undefined) return parseCommit(sha, await this.#object(sha, "commit", options));
        const data = await this.#held(sha, "commit");
        return data === undefined ? undefined : parseCommit(sha, data);
      },
    });
  }

  async *history(at: CommitSha, options: HistoryOptions): AsyncIterable<HistoryCommit> {
    options.signal?.throwIfAborted();
    const { base, commits } = this.#unpublished.upTo(at, undefined);
    if (base !== undefined) await this.#remote.fetch(base, { kind: "all" }, options);
    // What nobody else can see yet is no history to fetch or to index.
    const describer = new CommitDescriber(this.#store, options);
    for (const sha of commits) {
      const commit = await describer.describe(sha);
      if (options.under === undefined || commit.changes.length > 0) yield commit;
    }
    if (base !== undefined) yield* this.#history.history(base, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispose?.();
  }

  async #sign(parts: ChangeSet & { readonly tree: TreeId; readonly parents: CommitSha[] }): Promise<NamedObject> {
    const plain = formatCommit(parts);
    if (this.#signer === undefined) return nameObject("commit", plain, this.#hash);
    return nameObject("commit", formatCommit(parts, await this.#signer.sign(plain)), this.#hash);
  }

  async #commit(sha: CommitSha, options: CallOptions = {}): Promise<Commit> {
    if ((await this.#held(sha, "commit")) === undefined) await this.#fetchObjects([sha], options);
    const data = await this.#held(sha, "commit");
    if (data === undefined) throw new CommitNotFoundError(sha);
    return parseCommit(sha, data);
  }

  async #rootOf(commit: CommitSha, options: CallOptions): Promise<TreeId> {
    if (this.#lastRoot?.commit !== commit)
      this.#lastRoot = { commit, tree: (await this.#commit(commit, options)).tree };
    return this.#lastRoot.tree;
  }

  async #tree(id: TreeId, options: CallOptions = {}): Promise<Uint8Array> {
    if (id === EMPTY_TREE) return new Uint8Array(0);
    const data = this.#trees.get(id) ?? (await this.#object(id, "tree", options));
    this.#trees.keep(id, data);
    return data;
  }

  async #object(id: string, type: ObjectType, options: CallOptions): Promise<Uint8Array> {
    options.signal?.throwIfAborted();
    const held = await this.#held(id, type);
    if (held !== undefined) return held;
    await this.#fetchObjects([id], options);
    const fetched = await this.#held(id, type);
    if (fetched === undefined) throw new GitObjectError(id, "is missing");
    return fetched;
  }

  async #held(id: string, type: ObjectType): Promise<Uint8Array | undefined> {
    const object = await this.#store.read(id);
    if (object !== undefined && object.type !== type)
      throw new GitObjectError(id, `is a ${object.type}, not a ${type}`);
    return object?.data;
  }
}
