import { deflateSync } from "node:zlib";
import type { CommitSha } from "../../conventions/ids.ts";
import { GimletError, GitObjectError } from "../../errors.ts";
import type { BranchRemote, FetchDepth } from "../../git/branch-remote.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { packCreated } from "../../git/pack-created.ts";
import { formatPack } from "../../git/pack.ts";
import { pushRefusal } from "../../git/push-answer.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { CachedClone } from "./cached-clone.ts";
import { isFileError } from "./file-errors.ts";
import type { GitHost } from "./git-host.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";
import type { OverlayStore } from "./overlay-store.ts";

export interface HttpRemoteOptions {
  readonly host: GitHost;
  readonly clone: CachedClone;
  /** Stands on the clone. */
  readonly store: OverlayStore;
}

/** A branch on a host that speaks git's smart HTTP: fetches into a cached clone, pushes only what was made. */
export class HttpRemote implements BranchRemote {
  readonly location: string;
  readonly branch: string;
  readonly #host: GitHost;
  readonly #clone: CachedClone;
  readonly #store: OverlayStore;

  constructor({ host, clone, store }: HttpRemoteOptions) {
    this.location = host.http.location;
    this.branch = host.branch;
    this.#host = host;
    this.#clone = clone;
    this.#store = store;
  }

  async resolve(options: CallOptions = {}): Promise<CommitSha | undefined> {
    return await this.#host.resolve(options);
  }

  async fetch(commit: CommitSha, depth: FetchDepth, options: CallOptions = {}): Promise<void> {
    await this.#clone.fetch(commit, depth, options);
  }

  async fetchObjects(ids: readonly string[], options: CallOptions = {}): Promise<void> {
    await this.#clone.fetchObjects(ids, options);
  }

  async push(
    tip: CommitSha,
    expected: CommitSha | undefined,
    created: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    const pack = await this.#pack(created);
    const answer = await this.#host.push({ from: expected, to: tip, pack }, options);
    if (answer.status === "refused") throw pushRefusal(this.branch, answer.text);
    await this.#keep(tip, created, options);
  }

  /** The push has landed: a cache that takes nothing more is no reason to say otherwise. Memory still has the objects. */
  async #keep(tip: CommitSha, created: readonly string[], options: CallOptions): Promise<void> {
    try {
      await this.#store.settle(created);
      await this.#clone.moveBranch(tip);
      await this.#clone.tidy(options);
    } catch (error) {
      const isKnown = GimletError.is(error) || error === options.signal?.reason;
      if (!isKnown && !isFileError(error)) throw error;
    }
  }

  async #pack(created: readonly string[]): Promise<Uint8Array> {
    const objects: NamedObject[] = [];
    for (const id of created) {
      const object = await this.#store.read(id);
      if (object === undefined) throw new GitObjectError(id, "is missing");
      objects.push({ id, type: object.type, data: object.data });
    }
    const read = async (id: string) => await this.#store.read(id);
    const entries = await packCreated({ objects, read, thin: true });
    return formatPack(entries, { deflate: deflateSync, hash: nodeSha1 }).bytes;
  }
}
