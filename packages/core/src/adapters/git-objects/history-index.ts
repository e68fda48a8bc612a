import { mkdir, open, rename, rm, truncate, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { CommitSha } from "../../conventions/ids.ts";
import { CacheUnusableError, GimletError } from "../../errors.ts";
import type { HistorySource } from "../../git/history-source.ts";
import { landingOrder } from "../../git/landing-order.ts";
import type { ObjectStore } from "../../git/object-store.ts";
import { CommitDescriber, readCommit, walkHistory } from "../../git/walk-history.ts";
import type { HistoryCommit, HistoryOptions } from "../../gitops/gitops-repo.ts";
import { formatCommitLine, formatTipLine, IndexSnapshot } from "./history-index-file.ts";
import { type FileLock, lockFile } from "./history-index-lock.ts";

export interface HistoryIndexOptions {
  /** Beginning of the files' path; what says depth and format is added. Its folder is made when absent. */
  readonly file: string;
  /** Holds the commits and trees of all history that is asked for. */
  readonly store: ObjectStore;
}

/**
 * Opens the index of a branch's history on disk. It is a cache: deleting its files costs the time to read all commits
 * and trees once more. Processes may share it; whoever reads sees what was complete at that moment.
 */
export function openHistoryIndex(options: HistoryIndexOptions): HistorySource {
  return new HistoryIndex(options);
}

const BATCH = 64;

class HistoryIndex implements HistorySource {
  readonly #base: string;
  readonly #store: ObjectStore;

  constructor(options: HistoryIndexOptions) {
    this.#base = options.file;
    this.#store = options.store;
  }

  /** @throws {CacheUnusableError} when the files can't be read or written */
  async *history(at: CommitSha, options: HistoryOptions): AsyncGenerator<HistoryCommit> {
    const file = `${this.#base}.depth-${options.folderDepth}.jsonl`;
    let yielded = 0;
    try {
      for (const commit of await this.#ready(file, at, options)) {
        options.signal?.throwIfAborted();
        yield commit;
        yielded++;
      }
    } catch (error) {
      // A damaged line, whoever damaged it: the objects know the same history in the same order.
      if (!(error instanceof SyntaxError)) throw error;
      await this.#guard(file, () => rm(file, { force: true }));
      for await (const commit of walkHistory(this.#store, at, options)) if (yielded-- <= 0) yield commit;
    }
  }

  async #ready(file: string, at: CommitSha, options: HistoryOptions): Promise<Iterable<HistoryCommit>> {
    const find = async (): Promise<Iterable<HistoryCommit> | undefined> =>
      await this.#guard(file, async () => await IndexSnapshot.read(file, options.folderDepth).find(at, options));
    for (;;) {
      const found = await find();
      if (found !== undefined) return found;
      const { signal } = options;
      const isDone = async (): Promise<boolean> => (await find()) !== undefined;
      await this.#guard(file, () => mkdir(dirname(file), { recursive: true }));
      const lock = await this.#guard(file, () => lockFile(file, { isDone, signal }));
      if (lock === undefined) continue;
      try {
        if (!(await isDone())) await this.#guard(file, () => this.#update(file, { at, options, lock }));
      } finally {
        await lock.release();
      }
    }
  }

  /** Makes the file hold the landing order of `at`: keeps what of it is there already, and adds the rest. */
  async #update(file: string, { at, options, lock }: UpdateOptions): Promise<void> {
    const { folderDepth, signal, onProgress } = options;
    const snapshot = IndexSnapshot.read(file, folderDepth);
    const { commits: known, end } = snapshot.commits();
    const order = await landingOrder(at, (sha) => known.get(sha)?.parents ?? this.#parentsOf(sha, options));
    let kept = 0;
    let keptEnd = snapshot.commits(0).end;
    for (const [sha, commit] of known) {
      if (sha !== order[kept]) break;
      kept++;
      keptEnd = commit.end;
    }
    const goesOn = kept === known.size && snapshot.size > 0;
    await using writer = await IndexWriter.open(file, snapshot, goesOn ? end : keptEnd);
    const describer = new CommitDescriber(this.#store, { folderDepth });
    for (let done = kept; done < order.length; ) {
      signal?.throwIfAborted();
      let lines = "";
      for (const sha of order.slice(done, (done += BATCH))) lines += formatCommitLine(await describer.describe(sha));
      await writer.append(lines);
      await lock.touch();
      onProgress?.({ phase: "indexing history", done: Math.min(done, order.length), total: order.length });
    }
    await writer.finish(at);
  }

  #parentsRead = 0;

  async #parentsOf(sha: CommitSha, { signal }: HistoryOptions): Promise<readonly CommitSha[]> {
    // The store answers without waiting for anything; others in this process want their turn, too.
    if (++this.#parentsRead % (BATCH * 8) === 0) await nextTurn();
    signal?.throwIfAborted();
    return (await readCommit(this.#store, sha)).parents;
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

interface UpdateOptions {
  readonly at: CommitSha;
  readonly options: HistoryOptions;
  readonly lock: FileLock;
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
    const isOnDisk = await truncatesTo(file, snapshot, end);
    if (!isOnDisk) {
      // Readers may be in the part that goes, so that theirs stays and a new file takes its place.
      const next = `${file}.new`;
      await using handle = await open(next, "w");
      await handle.writeFile(snapshot.head(end));
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
