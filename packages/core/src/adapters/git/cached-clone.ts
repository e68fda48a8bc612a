import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CommitSha } from "../../conventions/ids.ts";
import { GimletError, GitObjectError, GitUnavailableError } from "../../errors.ts";
import type { FetchDepth } from "../../git/branch-remote.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";
import { scrub } from "../../git/push-answer.ts";
import type { CallOptions } from "../../gitops/gitops-repo.ts";
import { type DiskObjectStore, openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { lockFile } from "../git-objects/history-index-lock.ts";
import { blameFolder, hasCode } from "./file-errors.ts";
import { moveRef, readRef } from "./ref-file.ts";
import { type Deepening, fetchInto, initCache, WHOLE_HISTORY } from "./isomorphic-fetch.ts";
import type { SmartHttp } from "./smart-http.ts";

export interface CachedCloneOptions {
  readonly http: SmartHttp;
  readonly branch: string;
  /** Where the clone is, or will be; the folder above holds nothing else of this name. */
  readonly gitDir: string;
}

/**
 * A bare clone of one branch, as deep as somebody needed, in a cache folder that processes share and anybody may delete.
 * When it turns out to be damaged it is cloned anew, once.
 */
export class CachedClone implements ObjectStore {
  readonly #http: SmartHttp;
  readonly #branch: string;
  readonly #gitDir: string;
  #disk: DiskObjectStore | undefined;
  #renewed = false;
  /** History is complete back to here, as far as this process knows, in seconds since 1970. */
  #completeSince = Number.POSITIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ http, branch, gitDir }: CachedCloneOptions) {
    this.#http = http;
    this.#branch = branch;
    this.#gitDir = gitDir;
  }

  async read(id: string): Promise<GitObject | undefined> {
    try {
      return await this.#store()?.read(id);
    } catch (error) {
      if (!(error instanceof GitObjectError) || this.#renewed) throw error;
      await this.renew({});
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
      if (this.#store() === undefined) await this.#clone(deepeningOf(depth) ?? { depth: 1 }, options);
      else await this.#fetchMore(deepeningOf(depth), options);
      if (depth.kind === "since") this.#completeSince = Math.min(this.#completeSince, depth.seconds);
      // The branch moved between asking and cloning: the commit is now behind the end of a shallow clone.
      if (!(await this.#has(commit, { kind: "one" }))) await this.#fetchMore(WHOLE_HISTORY, options);
    });
  }

  /** Makes objects readable that are behind the end of a shallow clone, or were lost. */
  async fetchObjects(ids: readonly string[], options: CallOptions): Promise<void> {
    await this.#exclusively(options, async () => {
      if (this.#store() !== undefined && this.#isShallow()) await this.#fetchMore(WHOLE_HISTORY, options);
    });
    for (const id of ids) if ((await this.read(id)) === undefined && !this.#renewed) await this.renew(options);
  }

  /** Notes that the branch moved to a commit of ours, so that the next fetch starts from there. */
  async moveBranch(to: CommitSha): Promise<void> {
    const ref = `refs/heads/${this.#branch}`;
    // Losing this to another process costs the next fetch some bytes and nothing else.
    await moveRef({ gitDir: this.#gitDir, ref, to, expected: await readRef(this.#gitDir, ref) });
  }

  /** Clones anew, as deep as the clone was. */
  async renew(options: CallOptions): Promise<void> {
    this.#renewed = true;
    await this.#exclusively(options, async () => {
      await this.#clone(this.#isShallow() ? { depth: 1 } : undefined, options);
    });
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

  #isShallow(): boolean {
    return existsSync(join(this.#gitDir, "shallow"));
  }

  async #has(commit: CommitSha, depth: FetchDepth): Promise<boolean> {
    if ((await this.#store()?.has(commit)) !== true) return false;
    if (depth.kind === "one" || !this.#isShallow()) return true;
    return depth.kind === "since" && depth.seconds >= this.#completeSince;
  }

  async #fetchMore(deepening: Deepening, options: CallOptions): Promise<void> {
    const into = { http: this.#http, gitDir: this.#gitDir, branch: this.#branch, deepening };
    try {
      await fetchInto(into, options);
    } catch (error) {
      if (GimletError.is(error) || isOf(options.signal, error) || hasCode(error, "ENOSPC", "EACCES", "EROFS"))
        throw this.#translate(error);
      // What the library makes of a damaged clone has many names. A fresh one tells whether it was that.
      this.#renewed = true;
      await this.#clone(this.#isShallow() && deepening === undefined ? { depth: 1 } : undefined, options);
    }
  }

  /** Starts a clone of a repository that was empty until now. */
  async #begin(): Promise<void> {
    if (this.#store() !== undefined) return;
    const fresh = `${this.#gitDir}.new-${randomUUID()}`;
    await initCache({ http: this.#http, gitDir: fresh, branch: this.#branch });
    await rename(fresh, this.#gitDir);
  }

  /** Clones beside the folder and puts the whole clone into its place at once. */
  async #clone(deepening: Deepening, options: CallOptions): Promise<void> {
    const fresh = `${this.#gitDir}.new-${randomUUID()}`;
    const into = { http: this.#http, gitDir: fresh, branch: this.#branch, deepening };
    try {
      await mkdir(dirname(fresh), { recursive: true });
      await initCache(into);
      await fetchInto(into, options);
      const old = `${this.#gitDir}.old-${randomUUID()}`;
      await rename(this.#gitDir, old).catch(ignoreAbsence);
      await rename(fresh, this.#gitDir);
      this.close();
      await rm(old, { recursive: true, force: true });
    } catch (error) {
      throw this.#translate(error);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  }

  #translate(error: unknown): unknown {
    const translated = blameFolder(error, this.#gitDir);
    if (GimletError.is(translated) || !(translated instanceof Error) || !("code" in translated)) return translated;
    return new GitUnavailableError(this.#http.location, scrub(translated.message), { cause: error });
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

function deepeningOf(depth: FetchDepth): Deepening {
  switch (depth.kind) {
    case "one":
      return undefined;
    case "since":
      return { since: new Date(depth.seconds * 1000) };
    case "all":
      return WHOLE_HISTORY;
  }
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
