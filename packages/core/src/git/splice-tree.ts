import { UnsafeTreeError } from "../errors.ts";
import { parseId } from "./object-id.ts";
import { type EntrySpan, kindOfMode, readSpan } from "./tree.ts";

/** A tree with the places of its entries, checked to be in git's order, so that one is found by halving. */
export interface IndexedTree {
  readonly id: string;
  readonly data: Uint8Array;
  readonly starts: Uint32Array;
}

/** What becomes of one entry: its new mode and id, or nothing. */
export interface EntryChange {
  readonly name: string;
  readonly entry: NewEntry | undefined;
}

export interface NewEntry {
  readonly mode: "100644" | "40000";
  readonly id: string;
}

// "40000 a\0" and an id: no entry is shorter.
const SHORTEST_ENTRY = 27;
const SLASH = 0x2f;
const text = new TextEncoder();

/**
 * Finds where each entry starts.
 * @param path where the tree is, for the error
 * @throws {UnsafeTreeError} when entries are not in git's order, so that writing could double one
 */
export function indexTree(id: string, data: Uint8Array, path: string): IndexedTree {
  const starts = new Uint32Array(Math.ceil(data.length / SHORTEST_ENTRY) + 1);
  let count = 0;
  let last: EntrySpan | undefined;
  for (let at = 0; at < data.length; count++) {
    const span = readSpan(id, data, at);
    if (last !== undefined && compareSpans(data, last, span) >= 0)
      throw new UnsafeTreeError(path, "has entries that are not in git's order");
    starts[count] = at;
    last = span;
    at = span.end;
  }
  return { id, data, starts: starts.subarray(0, count) };
}

/**
 * The entry of that name, whatever it is.
 * @throws {UnsafeTreeError} when a file and a folder have that name
 */
export function lookUp(tree: IndexedTree, name: string): EntrySpan | undefined {
  const bytes = text.encode(name);
  const file = search(tree, bytes, false);
  const folder = search(tree, bytes, true);
  if (file.found !== undefined && folder.found !== undefined)
    throw new UnsafeTreeError(name, "is both a file and a folder");
  return file.found ?? folder.found;
}

/** The tree's bytes with those entries changed and all others as they are, byte for byte. */
export function spliceTree(tree: IndexedTree, changes: readonly EntryChange[]): Uint8Array {
  const cuts = changes.flatMap((change) => cutsOf(tree, change)).sort(compareCuts);
  const size = cuts.reduce((sum, cut) => sum + cut.entry.length - (cut.end - cut.start), tree.data.length);
  const result = new Uint8Array(size);
  let from = 0;
  let to = 0;
  for (const { start, end, entry } of cuts) {
    result.set(tree.data.subarray(from, start), to);
    to += start - from;
    result.set(entry, to);
    to += entry.length;
    from = end;
  }
  result.set(tree.data.subarray(from), to);
  return result;
}

/** Bytes `start` to `end` give way to an entry, which may be empty. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly entry: Uint8Array;
  /** The new entry's name; a folder's ends in a slash, as git orders it. */
  readonly key: Uint8Array;
}

function cutsOf(tree: IndexedTree, { name, entry }: EntryChange): readonly Cut[] {
  const old = lookUp(tree, name);
  const nothing = new Uint8Array(0);
  if (entry === undefined)
    return old === undefined ? [] : [{ start: old.start, end: old.end, entry: nothing, key: nothing }];
  const isFolder = entry.mode === "40000";
  const key = text.encode(isFolder ? `${name}/` : name);
  const bytes = formatEntry(name, entry);
  // A name that stays what it was keeps its place; one that turns from file to folder or back gets another.
  if (old !== undefined && (kindOfMode(old.mode) === "folder") === isFolder)
    return [{ start: old.start, end: old.end, entry: bytes, key }];
  const { at } = search(tree, text.encode(name), isFolder);
  const added = { start: at, end: at, entry: bytes, key };
  return old === undefined ? [added] : [{ start: old.start, end: old.end, entry: nothing, key: nothing }, added];
}

function compareCuts(a: Cut, b: Cut): number {
  // What is put in at a place stands before what was there; of several, git's order decides.
  return a.start - b.start || a.end - b.end || compareBytes(a.key, b.key);
}

function formatEntry(name: string, { mode, id }: NewEntry): Uint8Array {
  const head = text.encode(`${mode} ${name}\0`);
  const entry = new Uint8Array(head.length + 20);
  entry.set(head);
  entry.set(parseId(id), head.length);
  return entry;
}

/** Halves down to the entry, or to the place where it would be. */
function search(
  { id, data, starts }: IndexedTree,
  name: Uint8Array,
  isFolder: boolean,
): { readonly found?: EntrySpan; readonly at: number } {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const span = readSpan(id, data, starts[middle] ?? 0);
    const order = compareNames(
      { data, start: span.nameStart, end: span.nameEnd, isFolder: kindOfMode(span.mode) === "folder" },
      { data: name, start: 0, end: name.length, isFolder },
    );
    if (order === 0) return { found: span, at: span.start };
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return { at: starts[low] ?? data.length };
}

interface Name {
  readonly data: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly isFolder: boolean;
}

function compareSpans(data: Uint8Array, a: EntrySpan, b: EntrySpan): number {
  return compareNames(
    { data, start: a.nameStart, end: a.nameEnd, isFolder: kindOfMode(a.mode) === "folder" },
    { data, start: b.nameStart, end: b.nameEnd, isFolder: kindOfMode(b.mode) === "folder" },
  );
}

/** Git's order: by bytes, where a folder's name counts as if it ended in a slash. */
function compareNames(a: Name, b: Name): number {
  const shared = Math.min(a.end - a.start, b.end - b.start);
  for (let i = 0; i < shared; i++) {
    const difference = (a.data[a.start + i] ?? 0) - (b.data[b.start + i] ?? 0);
    if (difference !== 0) return difference;
  }
  return byteAfter(a, shared) - byteAfter(b, shared) || a.end - a.start - (b.end - b.start);
}

function byteAfter(name: Name, length: number): number {
  const at = name.start + length;
  if (at < name.end) return name.data[at] ?? 0;
  return name.isFolder ? SLASH : 0;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}
