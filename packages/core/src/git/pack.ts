import { concatBytes } from "./bytes.ts";
import { parseId, type Sha1 } from "./object-id.ts";
import type { ObjectType } from "./object-store.ts";

/** One object of a pack: whole, or as a delta against another one that the reader has or finds in the pack. */
export type PackEntry =
  | { readonly id: string; readonly type: ObjectType; readonly data: Uint8Array }
  | { readonly id: string; readonly base: string; readonly delta: Uint8Array };

export interface FormatPackOptions {
  /** Compresses to the zlib format. */
  readonly deflate: (data: Uint8Array) => Uint8Array;
  readonly hash: Sha1;
}

export interface Pack {
  readonly bytes: Uint8Array;
  /** Where each entry starts and ends, in the order given. */
  readonly spans: readonly { readonly id: string; readonly start: number; readonly end: number }[];
}

const TYPE_BITS: Readonly<Record<ObjectType | "delta", number>> = { commit: 1, tree: 2, blob: 3, tag: 4, delta: 7 };

/** Writes a pack, as it is stored and sent. */
export function formatPack(entries: readonly PackEntry[], { deflate, hash }: FormatPackOptions): Pack {
  const head = new Uint8Array(12);
  head.set([0x50, 0x41, 0x43, 0x4b, 0, 0, 0, 2]);
  new DataView(head.buffer).setUint32(8, entries.length);
  const parts: Uint8Array[] = [head];
  const spans: { readonly id: string; readonly start: number; readonly end: number }[] = [];
  let at = head.length;
  for (const entry of entries) {
    const start = at;
    const content = "delta" in entry ? entry.delta : entry.data;
    const type = "delta" in entry ? TYPE_BITS.delta : TYPE_BITS[entry.type];
    const base = "delta" in entry ? parseId(entry.base) : new Uint8Array(0);
    for (const part of [formatEntryHead(type, content.length), base, deflate(content)]) {
      parts.push(part);
      at += part.length;
    }
    spans.push({ id: entry.id, start, end: at });
  }
  parts.push(parseId(hash(parts)));
  return { bytes: concatBytes(parts), spans };
}

/** Type and size: four bits of the size in the first byte, seven in each that follows. */
function formatEntryHead(type: number, size: number): Uint8Array {
  const bytes: number[] = [];
  let rest = Math.floor(size / 16);
  let byte = (type << 4) | (size & 15);
  while (rest > 0) {
    bytes.push(byte | 0x80);
    byte = rest & 0x7f;
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(byte);
  return Uint8Array.from(bytes);
}
