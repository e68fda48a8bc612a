import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CommitSha } from "../../conventions/ids.ts";
import { GimletError, GitObjectError, GitUnavailableError } from "../../errors.ts";
import type { FetchDepth } from "../../git/branch-remote.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";
import { scrub } from "../../git/push-answer.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import { type DiskObjectStore, openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { lockFile } from "../git-objects/history-index-lock.ts";
import { blameFolder, hasCode } from "./file-errors.ts";
import { type CacheOnDisk, type Deepening, fetchCommit, fetchObjects, initCache, isShallow } from "./fetch-pack.ts";
import type { Logger } from "../../gitops/logger.ts";
import type { GitHost } from "./git-host.ts";
import { fetchBranch } from "./isomorphic-fetch.ts";
import { moveRef, readRef } from "./ref-file.ts";
import { tidyCache } from "./tidy-cache.ts";

export interface CachedCloneOptions {
  /** Where the clone is or will be; the folder above holds nothing else of this name. */
  readonly gitDir: string;
  readonly log?: Logger | undefined;
}

/**
 * A bare clone of one branch, as deep as somebody needed, in a cache folder that processes share and anybody may delete.
 * When it turns out to be damaged it is cloned anew, once.
 */
export class CachedClone implements ObjectStore {
  readonly #host: GitHost;
  readonly #gitDir: string;
  readonly #log: Logger | undefined;
  #disk: DiskObjectStore | undefined;
  #renewed = false;
  /** History is complete back to here, as far as this process knows, in seconds since 1970. */
  #completeSince = Number.POSITIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host: GitHost, { gitDir, log }: CachedCloneOptions) {
    this.#host = host;
    this.#gitDir = gitDir;
    this.#log = log;
  }

  async read(id: string): Promise<GitObject | undefined> {
    try {
      return await this.#store()?.read(id);
    } catch (error) {
      if (!(error instanceof GitObjectError) || this.#renewed) throw error;
      this.#renewed = true;
      await this.#exclusively({}, async () => await this.#renew(error.message, {}));
      return await this.#store()?.read(id);
    }
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    if (this.#store() === undefined) await this.#exclusively({}, async () => await this.#begin());
    await this.#store()?.write(objects);
  }

  /** Makes a commit readable, with as much of its history as asked. */
  async fetch(commit: CommitSha, depth: FetchDepth, options: CallOptions): Promise<void> {
    if (await this.#has(commit, depth)) return;
    await this.#exclusively(options, async () => {
      if (await this.#has(commit, depth)) return;
      if (this.#store() === undefined) await this.#clone(commit, depth, options);
      else await this.#fetchMore(commit, depth.kind === "one" ? undefined : depth, options);
      if (depth.kind === "since") this.#completeSince = Math.min(this.#completeSince, depth.seconds);
      // Without version 2 of the protocol a branch that moved since it was resolved brings a newer commit.
      if (!(await this.#has(commit, { kind: "one" }))) await this.#fetchMore(commit, { kind: "all" }, options);
    });
  }

  /** Makes objects readable that the clone left away or lost. */
  async fetchObjects(ids: readonly string[], options: CallOptions): Promise<void> {
    await this.#exclusively(options, async () => {
      const head = this.#store() === undefined ? await this.#host.resolve(options) : undefined;
      if (head !== undefined) await this.#clone(head, { kind: "one" }, options);
      const store = this.#store();
      if (store === undefined) return;
      const write = async (objects: readonly NamedObject[]) => await store.write(objects);
      if ((await this.#host.capabilities(options)) !== undefined)
        await fetchObjects(this.#on(this.#gitDir), { ids, write }, options);
      else if (await isShallow(this.#gitDir)) await fetchBranch(this.#on(this.#gitDir), { kind: "all" }, options);
    });
  }

  /** Packs what many pushes and fetches left, or clones anew when that has become too much. Mostly does nothing. */
  async tidy(options: CallOptions): Promise<void> {
    await this.#exclusively(options, async () => {
      const store = this.#store();
      if (store !== undefined && (await tidyCache(this.#gitDir, store)) === "grown")
        await this.#renew("it has grown", options);
    });
  }

  /** Notes that the branch moved to a commit of ours, so that the next fetch starts from there. */
  async moveBranch(to: CommitSha): Promise<void> {
    const ref = `refs/heads/${this.#host.branch}`;
    // Losing this to another process costs the next fetch some bytes and nothing else.
    await moveRef({ gitDir: this.#gitDir, ref, to, expected: await readRef(this.#gitDir, ref) });
  }

  close(): void {
    this.#disk?.[Symbol.dispose]();
    this.#disk = undefined;
  }

  #store(): DiskObjectStore | undefined {
    if (this.#disk === undefined && existsSync(join(this.#gitDir, "HEAD")))
      this.#disk = openDiskObjectStore(this.#gitDir);
    return this.#disk;
  }

  async #has(commit: CommitSha, depth: FetchDepth): Promise<boolean> {
    if ((await this.#store()?.has(commit)) !== true) return false;
    if (depth.kind === "one" || !(await isShallow(this.#gitDir))) return true;
    return depth.kind === "since" && depth.seconds >= this.#completeSince;
  }

  async #fetchMore(commit: CommitSha, deepening: Deepening, options: CallOptions): Promise<void> {
    try {
      await this.#transfer(this.#gitDir, { commit, deepening }, options);
    } catch (error) {
      if (GimletError.is(error) || isOf(options.signal, error) || isOfFiles(error)) throw error;
      // What damage makes of a transfer has many names. A fresh clone tells whether it was that.
      await this.#renew(error instanceof Error ? scrub(error.message) : "a fetch failed", options);
    }
  }

  async #transfer(
    gitDir: string,
    { commit, deepening }: { readonly commit: CommitSha; readonly deepening: Deepening },
    options: CallOptions,
  ): Promise<void> {
    const modern = (await this.#host.capabilities(options)) !== undefined;
    if (modern) await fetchCommit(this.#on(gitDir), { commit, deepening }, options);
    else await fetchBranch(this.#on(gitDir), deepening, options);
  }

  #on(gitDir: string): CacheOnDisk {
    return { host: this.#host, gitDir };
  }

  /** Clones anew, as deep as the clone was. */
  async #renew(why: string, options: CallOptions): Promise<void> {
    this.#log?.warn("the cache is cloned anew", { cache: this.#gitDir, why });
    const depth = (await isShallow(this.#gitDir)) ? "one" : "all";
    const head = await this.#host.resolve(options);
    if (head !== undefined) await this.#clone(head, { kind: depth }, options);
  }

  /** Starts a clone of a repository that was empty until now. */
  async #begin(): Promise<void> {
    if (this.#store() !== undefined) return;
    const fresh = `${this.#gitDir}.new-${randomUUID()}`;
    await initCache(this.#on(fresh));
    await rename(fresh, this.#gitDir);
  }

  /** Clones beside the folder and puts the whole clone into its place at once. */
  async #clone(commit: CommitSha, deepening: Deepening, options: CallOptions): Promise<void> {
    const fresh = `${this.#gitDir}.new-${randomUUID()}`;
    try {
      await initCache(this.#on(fresh));
      await this.#transfer(fresh, { commit, deepening }, options);
      const old = `${this.#gitDir}.old-${randomUUID()}`;
      await rename(this.#gitDir, old).catch(ignoreAbsence);
      await rename(fresh, this.#gitDir);
      this.close();
      await rm(old, { recursive: true, force: true });
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }

  #translate(error: unknown): unknown {
    const blamed = blameFolder(error, this.#gitDir);
    if (GimletError.is(blamed)) return blamed;
    const why = blamed instanceof Error ? scrub(blamed.message) : "the transfer failed";
    return new GitUnavailableError(this.#host.http.location, why, { cause: error });
  }

  /** One at a time: within the process by turns, among processes by a lock beside the folder. */
  async #exclusively(options: CallOptions, work: () => Promise<void>): Promise<void> {
    const before = this.#turn;
    const mine = (async () => {
      await before.catch(() => undefined);
      options.signal?.throwIfAborted();
      try {
        await mkdir(dirname(this.#gitDir), { recursive: true });
        await using lock = await lockFile(this.#gitDir, options.signal);
        const beat = setInterval(() => void lock.touch(), 1000);
        try {
          await work();
        } finally {
          clearInterval(beat);
        }
      } catch (error) {
        throw isOf(options.signal, error) ? error : this.#translate(error);
      }
    })();
    this.#turn = mine.catch(() => undefined);
    await mine;
  }
}

function isOfFiles(error: unknown): boolean {
  return hasCode(error, "ENOSPC", "EACCES", "EROFS", "EDQUOT", "EPERM");
}

function isOf(signal: AbortSignal | undefined, error: unknown): boolean {
  return signal?.aborted === true && error === signal.reason;
}

function ignoreAbsence(error: unknown): void {
  if (!hasCode(error, "ENOENT")) throw error;
}

/** Removes what killed processes left beside the clones of a cache folder. */
export async function sweepLeftovers(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir))
    if (/\.(new|old)-[0-9a-f-]{36}$/.test(name)) await rm(join(cacheDir, name), { recursive: true, force: true });
}
