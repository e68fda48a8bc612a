import { type FileHandle, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CommitSha } from "../../conventions/ids.ts";
import { CacheUnusableError, GimletError } from "../../errors.ts";
import type { HistorySource } from "../../git/history-source.ts";
import { landingOrder } from "../../git/landing-order.ts";
import type { ObjectStore } from "../../git/object-store.ts";
import { CommitDescriber, readCommit, walkHistory } from "../../git/walk-history.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { Logger } from "../../gitops/logger.ts";
import type { HistoryCommit, HistoryOptions } from "../../gitops/gitops-repo.ts";
import { formatCommitLines, formatTipLine, IndexSnapshot } from "./history-index-file.ts";
import { lockFile } from "./history-index-lock.ts";

export interface HistoryIndexOptions {
  /** Beginning of the files' path; what says depth and format is added. Its folder is made when absent. */
  readonly file: string;
  /** Holds the commits and trees of all history that is asked for. */
  readonly store: ObjectStore;
  /**
   * When more commits than this are missing, `history` walks the objects instead of adding them to the index first,
   * and only `update` adds them. By default it always adds them: the first reading of a long history takes long.
   */
  readonly walkBeyond?: number | undefined;
  readonly log?: Logger | undefined;
}

export type UpdateIndexOptions = CallOptions & Pick<HistoryOptions, "folderDepth">;

/** A history that is quick to read once it was read. */
export interface HistoryIndex extends HistorySource {
  /**
   * Adds what the history of `at` has and the index has not, as it is read: who stops it loses little.
   * @throws {CacheUnusableError} when the files can't be read or written
   */
  update(at: CommitSha, options: UpdateIndexOptions): Promise<void>;
}

/**
 * Opens the index of a branch's history on disk. It is a cache: deleting its files costs the time to read all commits
 * and trees once more. Processes may share it; whoever reads sees what was complete at that moment.
 */
export function openHistoryIndex(options: HistoryIndexOptions): HistoryIndex {
  return new DiskHistoryIndex(options);
}

const BATCH = 64;

class DiskHistoryIndex implements HistoryIndex {
  readonly #base: string;
  readonly #store: ObjectStore;
  readonly #walkBeyond: number;
  readonly #log: Logger | undefined;
  #parentsRead = 0;

  constructor(options: HistoryIndexOptions) {
    this.#base = options.file;
    this.#store = options.store;
    this.#log = options.log;
    this.#walkBeyond = options.walkBeyond ?? Number.POSITIVE_INFINITY;
  }

  /** @throws {CacheUnusableError} when the files can't be read or written */
  async *history(at: CommitSha, options: HistoryOptions): AsyncGenerator<HistoryCommit> {
    const file = this.#fileOf(options);
    let yielded = 0;
    try {
      for await (const commit of await this.#ready(file, at, options)) {
        options.signal?.throwIfAborted();
        yield commit;
        yielded++;
      }
    } catch (error) {
      // A damaged line, whoever damaged it: the objects know the same history in the same order.
      if (!(error instanceof SyntaxError)) throw error;
      this.#log?.warn("the index of the history is damaged and made anew", { file });
      await this.#guard(file, () => rm(file, { force: true }));
      for await (const commit of walkHistory(this.#store, at, options)) if (yielded-- <= 0) yield commit;
    }
  }

  async update(at: CommitSha, options: UpdateIndexOptions): Promise<void> {
    const file = this.#fileOf(options);
    await this.#guard(file, async () => {
      const snapshot = IndexSnapshot.read(file, options.folderDepth);
      if ((await snapshot.find(at, options)) === undefined)
        await this.#updateLocked(file, { ...options, at, earlier: snapshot });
    });
  }

  async #ready(file: string, at: CommitSha, options: HistoryOptions): Promise<CommitsNewestFirst> {
    const walk = (): CommitsNewestFirst => walkHistory(this.#store, at, options);
    return await this.#guard(file, async () => {
      const snapshot = IndexSnapshot.read(file, options.folderDepth);
      const found = await snapshot.find(at, options);
      if (found !== undefined) return found;
      if (await this.#lacksTooMany(snapshot.ids(), at)) return walk();
      await this.#updateLocked(file, { ...options, at, earlier: snapshot });
      // Absent only when a process that broke the lock reads another branch.
      return (await IndexSnapshot.read(file, options.folderDepth).find(at, options)) ?? walk();
    });
  }

  async #lacksTooMany(known: ReadonlySet<CommitSha>, at: CommitSha): Promise<boolean> {
    if (this.#walkBeyond === Number.POSITIVE_INFINITY) return false;
    const missing = new Set([at]);
    for (const sha of missing) {
      if (missing.size > this.#walkBeyond) return true;
      for (const parent of await this.#parentsOf(sha, undefined)) if (!known.has(parent)) missing.add(parent);
    }
    return false;
  }

  async #updateLocked(file: string, options: UpdateLockedOptions): Promise<void> {
    const { at, earlier } = options;
    await mkdir(dirname(file), { recursive: true });
    await using lock = await lockFile(file, options.signal);
    const snapshot = IndexSnapshot.read(file, options.folderDepth, earlier);
    // Whoever held the lock may have read the same commits.
    if (snapshot !== earlier && (await snapshot.find(at, options)) !== undefined) return;
    const { kept, missing } =
      (await this.#added(snapshot, at, options.signal)) ?? (await this.#rearranged(snapshot, at, options.signal));
    await using writer = await IndexWriter.open(file, snapshot, kept);
    const describer = new CommitDescriber(this.#store, { folderDepth: options.folderDepth });
    for (let done = 0; done < missing.length; done += BATCH) {
      let lines = "";
      for (const sha of missing.slice(done, done + BATCH)) {
        options.signal?.throwIfAborted();
        lines += formatCommitLines(await describer.describe(sha));
      }
      await writer.append(lines);
      await lock.touch();
      const total = missing.length;
      options.onProgress?.({ phase: "indexing history", done: Math.min(done + BATCH, total), total });
    }
    await writer.finish(at);
  }

  /** What to add when the file's tip is the first of its commits that the landing order of `at` comes to. */
  async #added(snapshot: IndexSnapshot, at: CommitSha, signal: AbortSignal | undefined): Promise<Plan | undefined> {
    const tip = snapshot.lastTip();
    if (tip === undefined) return undefined;
    const ids = snapshot.ids();
    const [first, ...rest] = await landingOrder(at, (sha) => (ids.has(sha) ? [] : this.#parentsOf(sha, signal)));
    if (first !== tip) return undefined;
    return { kept: snapshot.size, missing: rest.filter((sha) => !ids.has(sha)) };
  }

  /** What to keep and to add otherwise: the branch was rewritten or merged into another, or a writer was killed. */
  async #rearranged(snapshot: IndexSnapshot, at: CommitSha, signal: AbortSignal | undefined): Promise<Plan> {
    const { commits, end } = snapshot.commits();
    const order = await landingOrder(at, (sha) => commits.get(sha)?.parents ?? this.#parentsOf(sha, signal));
    const known = [...commits];
    const differs = known.findIndex(([sha], index) => sha !== order[index]);
    if (differs < 0) return { kept: end, missing: order.slice(known.length) };
    return { kept: known[differs - 1]?.[1].end ?? snapshot.start, missing: order.slice(differs) };
  }

  async #parentsOf(sha: CommitSha, signal: AbortSignal | undefined): Promise<readonly CommitSha[]> {
    // The store answers without waiting for anything; others in this process want their turn, too.
    if (++this.#parentsRead % 500 === 0) await nextTurn();
    signal?.throwIfAborted();
    return (await readCommit(this.#store, sha)).parents;
  }

  #fileOf({ folderDepth }: UpdateIndexOptions): string {
    return `${this.#base}.depth-${folderDepth}.jsonl`;
  }

  async #guard<T>(file: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (GimletError.is(error) || !(error instanceof Error && "syscall" in error)) throw error;
      throw new CacheUnusableError(dirname(file), error.message, { cause: error });
    }
  }
}

interface UpdateLockedOptions extends UpdateIndexOptions {
  readonly at: CommitSha;
  /** What was read before the lock was taken, and did not hold `at`. */
  readonly earlier: IndexSnapshot;
}

type CommitsNewestFirst = Iterable<HistoryCommit> | AsyncIterable<HistoryCommit>;

/** How a file comes to hold another landing order. */
interface Plan {
  /** How many of its first bytes stay. */
  readonly kept: number;
  /** The commits to add to them, in order. */
  readonly missing: readonly CommitSha[];
}

/** Adds lines to an index file. */
class IndexWriter {
  readonly #handle: FileHandle;
  #size: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /** Begins after the first `end` bytes of the snapshot; what follows them goes. */
  static async open(file: string, snapshot: IndexSnapshot, end: number): Promise<IndexWriter> {
    if (!snapshot.endsAt(end)) {
      // Someone may be reading what goes: a new file takes the place of the one they read.
      const next = `${file}.new`;
      await writeFile(next, snapshot.head(end));
      await rename(next, file);
    }
    return new IndexWriter(await open(file, "a"), end);
  }

  async append(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    await this.#handle.writeFile(bytes);
    this.#size += bytes.length;
  }

  /** From here on what was added counts. */
  async finish(tip: CommitSha): Promise<void> {
    await this.#handle.datasync();
    await this.append(formatTipLine(tip, this.#size));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
