// The file of a history index, JSON lines that only grow: a header; commits, oldest first in the order of landing; and
// after each round a tip, which says that the commits above it are all that its commit has, and where it stands itself.
import { readFileSync } from "node:fs";
import type { CommitSha } from "../../conventions/ids.ts";
import type { FolderChange, HistoryCommit, HistoryOptions } from "../../gitops/gitops-repo.ts";
import { asList, isWithin } from "../../git/folder-changes.ts";
import { landingOrder } from "../../git/landing-order.ts";

/** Where a commit stands in the file, and its parents. */
export interface IndexedCommit {
  readonly start: number;
  /** After its line break. */
  readonly end: number;
  readonly parents: readonly CommitSha[];
}

const LINE_BREAK = 0x0a;
// What each commit's line begins with, so that ids are found without parsing it.
const SHA_AT = '{"sha":"'.length;
const PARENTS_AT = SHA_AT + 40 + '","parents":['.length;
const COMMIT = /^\{"sha":"[0-9a-f]{40}","parents":\[(?:"[0-9a-f]{40}",?)*\],/;

/** The first line: what the file is. Another version is another file. */
export function formatHeader(folderDepth: 1 | 2): string {
  return `{"gimletHistoryIndex":1,"folderDepth":${folderDepth}}\n`;
}

/** A commit's line. */
export function formatCommitLine(commit: HistoryCommit): string {
  const { sha, parents, author, committer, message, changes } = commit;
  return `${JSON.stringify({ sha, parents, author, committer, message, changes })}\n`;
}

/** The line that makes the commits above it count. A writer that does not know where it writes can't make a good one. */
export function formatTipLine(tip: CommitSha, at: number): string {
  return `{"tip":"${tip}","at":${at}}\n`;
}

/** What an index file held when it was read. Whatever follows its last good tip is not served. */
export class IndexSnapshot {
  readonly #data: Buffer;
  readonly #headerEnd: number;

  private constructor(data: Buffer, headerEnd: number) {
    this.#data = data;
    this.#headerEnd = headerEnd;
  }

  /** A file that is absent or of another format reads as empty. */
  static read(file: string, folderDepth: 1 | 2): IndexSnapshot {
    const header = Buffer.from(formatHeader(folderDepth));
    let data: Buffer;
    try {
      data = readFileSync(file);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
      data = Buffer.alloc(0);
    }
    const known = data.subarray(0, header.length).equals(header);
    return new IndexSnapshot(known ? data : header, header.length);
  }

  /** The first bytes, which a new file can begin with. */
  head(end: number): Uint8Array {
    return this.#data.subarray(0, end);
  }

  get size(): number {
    return this.#data.length;
  }

  /**
   * All commits in their order, those after the last tip included, up to the first line that is none.
   * @returns the end of the last of them (or of a tip after it) besides
   */
  commits(end: number = this.#data.length): { readonly commits: Map<CommitSha, IndexedCommit>; readonly end: number } {
    const commits = new Map<CommitSha, IndexedCommit>();
    let start = this.#headerEnd;
    while (start < end) {
      const lineBreak = this.#data.indexOf(LINE_BREAK, start);
      if (lineBreak < 0 || !this.#isLine(start, lineBreak, commits)) break;
      start = lineBreak + 1;
    }
    return { commits, end: start };
  }

  /**
   * The commits reachable from `at`, newest first; `undefined` when they are not all there.
   * @throws {SyntaxError} while reading, when a line is damaged
   */
  async find(at: CommitSha, options: HistoryOptions): Promise<Iterable<HistoryCommit> | undefined> {
    const end = this.#endOf(at);
    if (end !== undefined) return parseLines(this.#linesUpTo(end, keysOf(options)), options);
    // Not a commit that was once asked for: perhaps one that lies among the others.
    const { commits } = this.commits(this.#endOf(undefined) ?? this.#headerEnd);
    if (!commits.has(at)) return undefined;
    const order = await landingOrder(at, (sha) => commits.get(sha)?.parents ?? []);
    const lines = order.reverse().values().map((sha) => this.#lineOf(commits.get(sha)));
    return parseLines(lines, options);
  }

  /** The start of the last good tip line: of that commit, or of any. */
  #endOf(tip: CommitSha | undefined): number | undefined {
    const data = this.#data;
    const key = `\n{"tip":"${tip ?? ""}`;
    for (let at = data.lastIndexOf(key); at >= 0; at = at === 0 ? -1 : data.lastIndexOf(key, at - 1)) {
      const start = at + 1;
      const lineBreak = data.indexOf(LINE_BREAK, start);
      const line = data.toString("latin1", start, lineBreak + 1);
      if (line === formatTipLine(line.slice(8, 48) as CommitSha, start)) return start;
    }
    return undefined;
  }

  #isLine(start: number, end: number, commits: Map<CommitSha, IndexedCommit>): boolean {
    const { parents, sha } = this.#parseIds(start, end);
    if (sha === undefined) return this.#data.toString("latin1", start, start + 8) === '{"tip":"';
    if (commits.has(sha)) return false;
    commits.set(sha, { start, end: end + 1, parents });
    return true;
  }

  #parseIds(
    start: number,
    end: number,
  ): { readonly sha: CommitSha | undefined; readonly parents: readonly CommitSha[] } {
    // Four parents fit; a line with more is read whole.
    const short = this.#data.toString("latin1", start, Math.min(start + 256, end));
    const line = COMMIT.test(short) ? short : this.#data.toString("latin1", start, end);
    if (!COMMIT.test(line)) return { sha: undefined, parents: [] };
    const parents: CommitSha[] = [];
    for (let at = PARENTS_AT; line[at] === '"' || line[at] === ","; )
      if (line[at] === ",") at++;
      else {
        parents.push(line.slice(at + 1, at + 41) as CommitSha);
        at += 42;
      }
    return { sha: line.slice(SHA_AT, SHA_AT + 40) as CommitSha, parents };
  }

  #lineOf(commit: IndexedCommit | undefined): Buffer {
    return this.#data.subarray(commit?.start ?? 0, commit?.end ?? 0);
  }

  /** Lines from `end` back to the header; with keys only those that hold one of them. */
  *#linesUpTo(end: number, keys: readonly Buffer[] | undefined): Generator<Buffer> {
    const data = this.#data;
    const hits = keys?.map((key) => ({ key, at: lastIndex(data, key, end) }));
    for (let before = end; before > this.#headerEnd; ) {
      let inLine = before - 1;
      if (hits !== undefined) {
        for (const hit of hits) if (hit.at >= before) hit.at = lastIndex(data, hit.key, before);
        inLine = Math.max(-1, ...hits.map(({ at }) => at));
        if (inLine < this.#headerEnd) return;
      }
      const start = data.lastIndexOf(LINE_BREAK, inLine - 1) + 1;
      yield data.subarray(start, data.indexOf(LINE_BREAK, inLine) + 1);
      before = start;
    }
  }
}

function lastIndex(data: Buffer, key: Buffer, before: number): number {
  return before <= 0 ? -1 : data.lastIndexOf(key, before - 1);
}

/** What a line holds when it has a change in one of the folders asked for; `undefined` when all do. */
function keysOf({ folderDepth, under }: HistoryOptions): readonly Buffer[] | undefined {
  const folders = asList(under);
  if (folders.includes("")) return undefined;
  return folders
    .filter((folder) => folder.split("/").length <= folderDepth)
    .map((folder) => {
      const end = folder.split("/").length === folderDepth ? '"' : "/";
      return Buffer.from(`"folder":${JSON.stringify(folder).slice(0, -1)}${end}`);
    });
}

function* parseLines(lines: Iterable<Buffer>, options: HistoryOptions): Generator<HistoryCommit> {
  const folders = asList(options.under);
  const isWanted = ({ folder }: FolderChange): boolean => folders.some((wanted) => isWithin(folder, wanted));
  for (const line of lines) {
    if (line.toString("latin1", 0, SHA_AT) !== '{"sha":"') continue;
    // Only this adapter writes these files, and a reader of a damaged one starts over.
    const commit = JSON.parse(line.toString()) as HistoryCommit;
    const changes = commit.changes.filter(isWanted);
    if (options.under === undefined) yield commit;
    else if (changes.length > 0) yield { ...commit, changes };
  }
}
