import type { CommitSha } from "../conventions/ids.ts";
import { BranchNotFoundError, GitObjectError, GitopsConflictError } from "../errors.ts";
import type { BranchRemote } from "../git/branch-remote.ts";
import { parseCommit } from "../git/commit.ts";
import { EMPTY_TREE, parseTree } from "../git/tree.ts";
import type { Edit, FileContent, Signature } from "../gitops/change-set.ts";
import { ObjectGitopsRepo } from "../gitops/object-gitops-repo.ts";
import type { GitopsRepo } from "../gitops/gitops-repo.ts";
import type { Signer } from "../gitops/signer.ts";
import { MemoryObjectStore } from "./memory-object-store.ts";

/** One moment of a client's talk with a {@link MemoryRemote}. */
export interface RemoteMoment {
  readonly operation: "resolve" | "fetch" | "fetch-objects" | "push";
  /** After a push that succeeded the branch has moved: what is thrown then is a lost answer. */
  readonly when: "before" | "after";
}

/** Awaited at every moment: may throw what a broken connection would, push from elsewhere, or never come back. */
export type FaultHook = (moment: RemoteMoment) => void | Promise<void>;

export interface MemoryClientOptions {
  readonly branch?: string | undefined;
  readonly signer?: Signer | undefined;
  readonly onMoment?: FaultHook | undefined;
}

export interface MemoryRemoteOptions {
  /** `main` by default. */
  readonly branch?: string | undefined;
  /** Made by the first commit: path → content. No commit at all by default. */
  readonly files?: Readonly<Record<string, FileContent>> | undefined;
}

const SOMEBODY: Signature = { name: "Somebody Else", email: "somebody@example.com", atSeconds: 1_767_225_600 };

/**
 * A git host in memory that holds one repository: real git objects, compare-and-swap pushes, any number of clients.
 * A push that leaves out an object it needs is refused, as a host would.
 */
export class MemoryRemote {
  readonly location = "memory:";
  readonly branch: string;
  /** What the host holds. */
  readonly objects: MemoryObjectStore = new MemoryObjectStore();
  readonly #branches = new Map<string, CommitSha>();

  private constructor(branch: string) {
    this.branch = branch;
  }

  /** Makes a host, with a first commit when there are files. */
  static async create(options: MemoryRemoteOptions = {}): Promise<MemoryRemote> {
    const remote = new MemoryRemote(options.branch ?? "main");
    const files = Object.entries(options.files ?? {});
    if (files.length > 0) await remote.edit(new Map(files.map(([path, content]) => [path, { kind: "file", content }])));
    return remote;
  }

  /** A client of its own, like another process on another machine. */
  client(options: MemoryClientOptions = {}): GitopsRepo {
    const store = new MemoryObjectStore(this.objects);
    const branch = options.branch ?? this.branch;
    const remote = new MemoryBranchRemote({ host: this, store, branch, onMoment: options.onMoment });
    return new ObjectGitopsRepo({ store, remote, signer: options.signer });
  }

  /** What the branch points at, without asking as a client would. */
  head(branch: string = this.branch): CommitSha | undefined {
    return this.#branches.get(branch);
  }

  /** Points a branch anywhere, as a forced push from elsewhere would; `undefined` deletes it. */
  setHead(sha: CommitSha | undefined, branch: string = this.branch): void {
    if (sha === undefined) this.#branches.delete(branch);
    else this.#branches.set(branch, sha);
  }

  hasCommits(): boolean {
    return this.#branches.size > 0;
  }

  /** Pushes a commit of somebody else on top of the branch. */
  async edit(edits: ReadonlyMap<string, Edit>, message = "Edit by hand\n"): Promise<CommitSha> {
    const repo = this.client();
    const parent = this.head();
    const sha = await repo.commit({ message, author: SOMEBODY, committer: SOMEBODY, edits }, parent);
    await repo.push(sha, parent);
    return sha;
  }
}

interface MemoryBranchRemoteOptions {
  readonly host: MemoryRemote;
  readonly store: MemoryObjectStore;
  readonly branch: string;
  readonly onMoment: FaultHook | undefined;
}

class MemoryBranchRemote implements BranchRemote {
  readonly location: string;
  readonly branch: string;
  readonly #host: MemoryRemote;
  readonly #store: MemoryObjectStore;
  readonly #onMoment: FaultHook;

  constructor({ host, store, branch, onMoment }: MemoryBranchRemoteOptions) {
    this.location = host.location;
    this.branch = branch;
    this.#host = host;
    this.#store = store;
    this.#onMoment = onMoment ?? (() => undefined);
  }

  async resolve(): Promise<CommitSha | undefined> {
    await this.#onMoment({ operation: "resolve", when: "before" });
    const sha = this.#host.head(this.branch);
    if (sha === undefined && this.#host.hasCommits()) throw new BranchNotFoundError(this.branch, this.location);
    await this.#onMoment({ operation: "resolve", when: "after" });
    return sha;
  }

  // What the host holds can be read at once: the client's store stands on the host's.
  async fetch(): Promise<void> {
    await this.#onMoment({ operation: "fetch", when: "before" });
    await this.#onMoment({ operation: "fetch", when: "after" });
  }

  async fetchObjects(): Promise<void> {
    await this.#onMoment({ operation: "fetch-objects", when: "before" });
    await this.#onMoment({ operation: "fetch-objects", when: "after" });
  }

  async push(tip: CommitSha, expected: CommitSha | undefined, created: readonly string[]): Promise<void> {
    await this.#onMoment({ operation: "push", when: "before" });
    if (this.#host.head(this.branch) !== expected) throw new GitopsConflictError(this.branch);
    const objects = created.map((id) => {
      const object = this.#store.peek(id);
      if (object === undefined) throw new GitObjectError(id, "was not made");
      return { id, ...object };
    });
    const sent = new Set(created);
    for (const { id, type, data } of objects)
      for (const needed of neededBy(id, type, data))
        if (!sent.has(needed) && this.#host.objects.peek(needed) === undefined)
          throw new GitObjectError(needed, "was not sent");
    // From here to the moment after nothing waits: a host's push is atomic.
    void this.#host.objects.write(objects);
    this.#host.setHead(tip, this.branch);
    await this.#onMoment({ operation: "push", when: "after" });
  }
}

/** The objects without which the host would refuse this one. */
function neededBy(id: string, type: string, data: Uint8Array): readonly string[] {
  switch (type) {
    case "commit": {
      const { tree, parents } = parseCommit(id, data);
      return [tree, ...parents].filter((needed) => needed !== EMPTY_TREE);
    }
    case "tree":
      return parseTree(id, data).flatMap((entry) => (entry.kind === "submodule" ? [] : [entry.id]));
    default:
      return [];
  }
}
