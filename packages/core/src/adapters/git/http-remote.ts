import { deflateSync } from "node:zlib";
import type { CommitSha } from "../../conventions/ids.ts";
import { BranchNotFoundError, GitObjectError, GitUnavailableError } from "../../errors.ts";
import type { BranchRemote, FetchDepth } from "../../git/branch-remote.ts";
import { concatBytes } from "../../git/bytes.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { packCreated } from "../../git/pack-created.ts";
import { formatPack } from "../../git/pack.ts";
import { pushRefusal, scrub } from "../../git/push-answer.ts";
import { formatRefUpdate, parsePushAnswer, parseRefAdvertisement, type PushAnswer } from "../../git/receive-pack.ts";
import type { CallOptions } from "../../gitops/gitops-repo.ts";
import type { CachedClone } from "./cached-clone.ts";
import { nodeSha1 } from "./node-sha1.ts";
import type { OverlayStore } from "./overlay-store.ts";
import type { SmartHttp } from "./smart-http.ts";

export interface HttpRemoteOptions {
  readonly http: SmartHttp;
  readonly branch: string;
  readonly clone: CachedClone;
  readonly store: OverlayStore;
}

/** A branch on a host that speaks git's smart HTTP: fetches into a cached clone, pushes only what was made. */
export class HttpRemote implements BranchRemote {
  readonly branch: string;
  readonly #http: SmartHttp;
  readonly #clone: CachedClone;
  readonly #store: OverlayStore;

  constructor({ http, branch, clone, store }: HttpRemoteOptions) {
    this.branch = branch;
    this.#http = http;
    this.#clone = clone;
    this.#store = store;
  }

  get location(): string {
    return this.#http.location;
  }

  async resolve({ signal }: CallOptions = {}): Promise<CommitSha | undefined> {
    const path = "info/refs?service=git-upload-pack";
    const data = await this.#http.request({ method: "GET", path, signal });
    const { refs } = this.#understand(() => parseRefAdvertisement(data, "git-upload-pack"));
    const sha = refs.get(`refs/heads/${this.branch}`);
    if (sha === undefined && refs.size > 0) throw new BranchNotFoundError(this.branch, this.location);
    // Ids are checked where they are parsed.
    return sha as CommitSha | undefined;
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
    { signal }: CallOptions = {},
  ): Promise<void> {
    const body = concatBytes([this.#update(tip, expected), await this.#pack(created)]);
    const answer = await this.#send(body, signal);
    if (answer.status === "refused") throw pushRefusal(this.branch, answer.text);
    await this.#store.settle(created);
    await this.#clone.moveBranch(tip);
  }

  #update(to: CommitSha, from: CommitSha | undefined): Uint8Array {
    // Every host of the last ten years has these, so that nobody needs to be asked first.
    return formatRefUpdate({ ref: this.#ref, from, to }, ["report-status", "side-band-64k", "agent=git/gimlet"]);
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

  async #send(body: Uint8Array, signal: AbortSignal | undefined): Promise<PushAnswer> {
    const headers = {
      "content-type": "application/x-git-receive-pack-request",
      accept: "application/x-git-receive-pack-result",
    };
    const data = await this.#http.request({ method: "POST", path: "git-receive-pack", headers, body, signal });
    return this.#understand(() => parsePushAnswer(data, { ref: this.#ref, sideBand: true }));
  }

  get #ref(): string {
    return `refs/heads/${this.branch}`;
  }

  #understand<T>(parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new GitUnavailableError(this.location, scrub(error.message), { cause: error });
    }
  }
}
