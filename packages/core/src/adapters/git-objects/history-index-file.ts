// The file of a history index: JSON lines that only grow. A header; commits, oldest first in the order of landing, each
// followed by a line for every folder it changed; and after each round a tip, which says that the commits above it are
// all that its commit has, and where the tip itself stands.
import { readFileSync, statSync } from "node:fs";
import type { CommitSha } from "../../conventions/ids.ts";
import { asList, isWithin } from "../../git/folder-changes.ts";
import { landingOrder } from "../../git/landing-order.ts";
import type { FolderChange, HistoryCommit, HistoryOptions } from "../../gitops/gitops-repo.ts";

/** Where a commit stands in the file, and its parents. */
export interface IndexedCommit {
  readonly start: number;
  /** After the line break of its last line. */
  readonly end: number;
  readonly parents: readonly CommitSha[];
}

const LINE_BREAK = 0x0a;
// What lines begin with, so that they are told apart and ids are found without parsing.
const COMMIT = '{"sha":"';
const CHANGE = '{"folder":"';
const TIP = '{"tip":"';
const COMMIT_HEAD = /^\{"sha":"([0-9a-f]{40})","parents":\[((?:"[0-9a-f]{40}",?)*)\],/;
const COMMIT_TAIL = /,"changes":(\d+)\}$/;

/** The first line: what the file is. Another version is another file. */
function formatHeader(folderDepth: 1 | 2): string {
  return `{"gimletHistoryIndex":1,"folderDepth":${folderDepth}}\n`;
}

/** A commit's lines. */
export function formatCommitLines(commit: HistoryCommit): string {
  const { sha, parents, author, committer, message, changes } = commit;
  const facts = JSON.stringify({ sha, parents, author, committer, message, changes: changes.length });
  return [facts, ...changes.map(({ folder, ...change }) => JSON.stringify({ folder, ...change })), ""].join("\n");
}

/** The line that makes the commits above it count. A writer that does not know where it writes can't make a good one. */
export function formatTipLine(tip: CommitSha, at: number): string {
  return `{"tip":"${tip}","at":${at}}\n`;
}

/** What an index file held when it was read. Whatever follows its last good tip is not served. */
export class IndexSnapshot {
  readonly #data: Buffer;
  readonly #headerEnd: number;
  readonly #isOnDisk: boolean;

  readonly #stamp: string;

  private constructor(data: Buffer | undefined, header: Buffer, stamp: string) {
    this.#stamp = stamp;
    this.#isOnDisk = data?.subarray(0, header.length).equals(header) ?? false;
    this.#data = this.#isOnDisk && data !== undefined ? data : header;
    this.#headerEnd = header.length;
  }

  /**
   * A file that is absent or of another format reads as empty.
   * @param earlier is given back when the file is still the same
   */
  static read(file: string, folderDepth: 1 | 2, earlier?: IndexSnapshot): IndexSnapshot {
    // Taken before reading: what is added in between makes the file another one.
    const stamp = stampOf(file);
    if (earlier !== undefined && earlier.#stamp === stamp) return earlier;
    return new IndexSnapshot(readIfThere(file), Buffer.from(formatHeader(folderDepth)), stamp);
  }

  /** The end of the header. */
  get start(): number {
    return this.#headerEnd;
  }

  get size(): number {
    return this.#data.length;
  }

  /** The first bytes of the file, or of a new one. */
  head(end: number): Uint8Array {
    return this.#data.subarray(0, end);
  }

  /** Whether the file holds just that many bytes, so that it can be gone on with. */
  endsAt(end: number): boolean {
    return this.#isOnDisk && this.#data.length === end;
  }

  /**
   * All whole commits in their order, those after the last tip included, up to the first line that is out of place.
   * @returns besides, the end of all these lines
   */
  commits(end: number = this.#data.length): {
    readonly commits: ReadonlyMap<CommitSha, IndexedCommit>;
    readonly end: number;
  } {
    const data = this.#data;
    const commits = new Map<CommitSha, IndexedCommit>();
    let start = this.#headerEnd;
    while (start < end) {
      let next = data.indexOf(LINE_BREAK, start) + 1;
      if (next === 0) break;
      if (!this.#startsWith(start, TIP)) {
        const ids = this.#idsIn(start, next - 1);
        if (ids === undefined || commits.has(ids.sha)) break;
        for (let changes = ids.changes; changes > 0 && next > 0; changes--)
          next = this.#startsWith(next, CHANGE) ? data.indexOf(LINE_BREAK, next) + 1 : 0;
        if (next === 0) break;
        commits.set(ids.sha, { start, end: next, parents: ids.parents });
      }
      start = next;
    }
    return { commits, end: start };
  }

  /** The ids of all commits, those after the last tip included, in their order; quicker than {@link commits}. */
  ids(): ReadonlySet<CommitSha> {
    const data = this.#data;
    const key = Buffer.from(`\n${COMMIT}`);
    const ids = new Set<CommitSha>();
    for (let at = data.indexOf(key); at >= 0; at = data.indexOf(key, at + 1))
      ids.add(data.toString("latin1", at + key.length, at + key.length + 40) as CommitSha);
    return ids;
  }

  /** The tip that the file ends with; `undefined` when something else follows the last one. */
  lastTip(): CommitSha | undefined {
    const start = this.#data.lastIndexOf(LINE_BREAK, this.#data.length - 2) + 1;
    const tip = this.#data.toString("latin1", start + TIP.length, start + TIP.length + 40) as CommitSha;
    return this.#isOnDisk && this.#endOf(tip) === start ? tip : undefined;
  }

  /**
   * The commits reachable from `at`, newest first; `undefined` when they are not all there.
   * @throws {SyntaxError} while reading, when a line is damaged
   */
  async find(at: CommitSha, options: HistoryOptions): Promise<Iterable<HistoryCommit> | undefined> {
    const end = this.#endOf(at);
    if (end !== undefined) return this.#parse(this.#upTo(end, keysOf(options)), options);
    // Not a commit that was once asked for: perhaps one that lies among the others.
    if (!this.#data.includes(`\n${COMMIT}${at}`)) return undefined;
    const { commits } = this.commits(this.#endOf(undefined) ?? this.#headerEnd);
    if (!commits.has(at)) return undefined;
    const order = await landingOrder(at, (sha) => commits.get(sha)?.parents ?? []);
    const places = order
      .reverse()
      .flatMap((sha) => commits.get(sha) ?? [])
      .map((commit) => this.#wholeCommit(commit));
    return this.#parse(places, options);
  }

  /** The start of the last good tip line: of that commit, or of any. */
  #endOf(tip: CommitSha | undefined): number | undefined {
    const data = this.#data;
    const key = `\n${TIP}${tip ?? ""}`;
    for (let at = data.lastIndexOf(key); at >= 0; at = at === 0 ? -1 : data.lastIndexOf(key, at - 1)) {
      const start = at + 1;
      const line = data.toString("latin1", start, data.indexOf(LINE_BREAK, start) + 1);
      if (line === formatTipLine(line.slice(TIP.length, TIP.length + 40) as CommitSha, start)) return start;
    }
    return undefined;
  }

  #startsWith(at: number, text: string): boolean {
    return this.#data.toString("latin1", at, at + text.length) === text;
  }

  #idsIn(start: number, end: number): CommitIds | undefined {
    const tail = COMMIT_TAIL.exec(this.#data.toString("latin1", Math.max(start, end - 24), end));
    // Four parents fit; a line with more is looked at as a whole.
    const head =
      COMMIT_HEAD.exec(this.#data.toString("latin1", start, Math.min(start + 256, end))) ??
      COMMIT_HEAD.exec(this.#data.toString("latin1", start, end));
    if (head === null || tail === null) return undefined;
    const [, sha = "", parents = ""] = head;
    return {
      sha: sha as CommitSha,
      parents: Array.from(parents.matchAll(/[0-9a-f]{40}/g), ([parent]) => parent as CommitSha),
      changes: Number(tail[1]),
    };
  }

  #wholeCommit({ start, end }: Span): FoundCommit {
    const changes = this.#data.indexOf(LINE_BREAK, start) + 1;
    return { start, changes: changes < end ? [{ start: changes, end }] : [] };
  }

  /** Commits from `end` back to the header; with keys only those with a change that holds one of them. */
  *#upTo(end: number, keys: readonly Buffer[] | undefined): Generator<FoundCommit> {
    const data = this.#data;
    if (keys === undefined) {
      for (let before = this.#withoutTips(end); before > this.#headerEnd;) {
        const start = this.#commitBefore(before);
        yield this.#wholeCommit({ start, end: before });
        before = this.#withoutTips(start);
      }
      return;
    }
    const hits = keys.map((key) => ({ key, at: lastIndex(data, key, end) }));
    let found: { start: number; changes: Span[] } | undefined;
    for (;;) {
      const at = Math.max(-1, ...hits.map((hit) => hit.at));
      if (found !== undefined && at < found.start) {
        yield found;
        found = undefined;
      }
      if (at < this.#headerEnd) return;
      const line = { start: data.lastIndexOf(LINE_BREAK, at) + 1, end: data.indexOf(LINE_BREAK, at) + 1 };
      found ??= { start: this.#commitBefore(line.start), changes: [] };
      found.changes.unshift(line);
      for (const hit of hits) if (hit.at >= line.start) hit.at = lastIndex(data, hit.key, line.start);
    }
  }

  #withoutTips(end: number): number {
    const start = this.#data.lastIndexOf(LINE_BREAK, end - 2) + 1;
    return start > 0 && this.#startsWith(start, TIP) ? this.#withoutTips(start) : end;
  }

  #commitBefore(end: number): number {
    return this.#data.lastIndexOf(`\n${COMMIT}`, end - 1 - COMMIT.length) + 1;
  }

  *#parse(places: Iterable<FoundCommit>, { under }: HistoryOptions): Generator<HistoryCommit> {
    const data = this.#data;
    const folders = asList(under);
    for (const { start, changes: spans } of places) {
      // Only this adapter writes these files, and a reader of a damaged one starts over.
      const facts = JSON.parse(data.toString("utf8", start, data.indexOf(LINE_BREAK, start))) as HistoryCommit;
      const texts = spans.map((span) => data.toString("utf8", span.start, span.end - 1).replaceAll("\n", ","));
      const all = JSON.parse(`[${texts.join(",")}]`) as readonly FolderChange[];
      const changes = all.filter(({ folder }) => folders.some((wanted) => isWithin(folder, wanted)));
      if (under === undefined || changes.length > 0) yield { ...facts, changes };
    }
  }
}

interface CommitIds {
  readonly sha: CommitSha;
  readonly parents: readonly CommitSha[];
  readonly changes: number;
}

interface Span {
  readonly start: number;
  /** After the line break of the last line. */
  readonly end: number;
}

interface FoundCommit {
  /** Of the commit's own line. */
  readonly start: number;
  /** The lines of those of its changes that are looked at. */
  readonly changes: readonly Span[];
}

/** Another one for every change: the file only grows, and another file has another number. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "" : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function lastIndex(data: Buffer, key: Buffer, before: number): number {
  return before <= 0 ? -1 : data.lastIndexOf(key, before - 1);
}

/** What a change's line holds when it is one of the folders asked for; `undefined` when all are. */
function keysOf({ folderDepth, under }: HistoryOptions): readonly Buffer[] | undefined {
  const folders = asList(under);
  if (folders.includes("")) return undefined;
  return folders
    .map((folder) => ({ folder, depth: folder.split("/").length }))
    .filter(({ depth }) => depth <= folderDepth)
    .map(({ folder, depth }) =>
      Buffer.from(`{"folder":${JSON.stringify(folder).slice(0, -1)}${depth === folderDepth ? '"' : "/"}`),
    );
}
