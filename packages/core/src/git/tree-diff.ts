import type { TreeEntry } from "../gitops/gitops-repo.ts";
import { formatId } from "./object-id.ts";
import { kindOfMode, readSpan, type EntrySpan } from "./tree.ts";

/** A tree as it is stored; its id is for errors. */
export interface RawTree {
  readonly id: string;
  readonly data: Uint8Array;
}

/** One side of a difference. */
export interface DiffEntry {
  readonly kind: TreeEntry["kind"];
  readonly id: string;
}

/** One name that two trees don't agree on. A file that became a folder is two of these. */
export interface TreeDifference {
  readonly name: string;
  readonly before: DiffEntry | undefined;
  readonly after: DiffEntry | undefined;
}

const SLASH = 0x2f;
const ID_BYTES = 20;
const text = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * What differs between two trees, in git's order; an absent tree holds nothing.
 *
 * Equal stretches are skipped by comparing bytes: two folders of 10,000 entries that differ in one take a fraction of a
 * millisecond.
 * @throws {GitObjectError} when the bytes are no trees
 */
export function* diffTrees(before: RawTree | undefined, after: RawTree | undefined): Generator<TreeDifference> {
  const a = before ?? NOTHING;
  const b = after ?? NOTHING;
  let atA = 0;
  let atB = 0;
  for (;;) {
    const same = equalEntries(a, atA, b, atB);
    atA += same;
    atB += same;
    if (atA >= a.data.length && atB >= b.data.length) return;
    const spanA = atA < a.data.length ? readSpan(a.id, a.data, atA) : undefined;
    const spanB = atB < b.data.length ? readSpan(b.id, b.data, atB) : undefined;
    const order = spanA === undefined ? 1 : spanB === undefined ? -1 : compareNames(a, spanA, b, spanB);
    const gone = order <= 0 ? spanA : undefined;
    const come = order >= 0 ? spanB : undefined;
    const name = gone === undefined ? nameOf(b, come) : nameOf(a, gone);
    yield { name, before: entryOf(a, gone), after: entryOf(b, come) };
    atA = gone?.end ?? atA;
    atB = come?.end ?? atB;
  }
}

const NOTHING: RawTree = { id: "", data: new Uint8Array(0) };

/** How many bytes of whole entries are equal from two starts of entries on. */
function equalEntries(a: RawTree, atA: number, b: RawTree, atB: number): number {
  const equal = equalBytes(a.data.subarray(atA), b.data.subarray(atB));
  if (atA + equal === a.data.length && atB + equal === b.data.length) return equal;
  // An id may hold any byte, so that only from the front is it known where an entry ends.
  const { data } = a;
  const end = atA + equal;
  for (let at = atA; ;) {
    const start = at;
    while (at < end && data[at] !== 0) at++;
    at += 1 + ID_BYTES;
    if (at > end) return start - atA;
  }
}

/** How many bytes are equal from the front; four at a time where both lie alike in memory. */
function equalBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  const head = (4 - (a.byteOffset % 4)) % 4;
  if ((a.byteOffset - b.byteOffset) % 4 === 0 && length > head) {
    while (at < head && a[at] === b[at]) at++;
    if (at < head) return at;
    const words = (length - head) >>> 2;
    const wordsA = new Int32Array(a.buffer, a.byteOffset + head, words);
    const wordsB = new Int32Array(b.buffer, b.byteOffset + head, words);
    let word = 0;
    while (word < words && wordsA[word] === wordsB[word]) word++;
    at = head + word * 4;
  }
  while (at < length && a[at] === b[at]) at++;
  return at;
}

/** Git's order: by bytes, where a folder's name counts as if it ended in a slash. */
function compareNames(a: RawTree, spanA: EntrySpan, b: RawTree, spanB: EntrySpan): number {
  const lengthA = spanA.nameEnd - spanA.nameStart;
  const lengthB = spanB.nameEnd - spanB.nameStart;
  const length = Math.max(lengthA, lengthB) + 1;
  for (let i = 0; i < length; i++) {
    const difference = byteAt(a, spanA, i) - byteAt(b, spanB, i);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byteAt({ data }: RawTree, span: EntrySpan, index: number): number {
  const at = span.nameStart + index;
  if (at < span.nameEnd) return data[at] ?? 0;
  return at === span.nameEnd && kindOfMode(span.mode) === "folder" ? SLASH : 0;
}

function nameOf({ data }: RawTree, span: EntrySpan | undefined): string {
  return span === undefined ? "" : text.decode(data.subarray(span.nameStart, span.nameEnd));
}

function entryOf({ data }: RawTree, span: EntrySpan | undefined): DiffEntry | undefined {
  if (span === undefined) return undefined;
  return { kind: kindOfMode(span.mode), id: formatId(data, span.nameEnd + 1) };
}
