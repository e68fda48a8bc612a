import { closeSync, fstatSync, openSync } from "node:fs";
import type { ObjectType } from "../../git/object-store.ts";
import { deflateBound, inflateExactly } from "./inflate-exactly.ts";
import { PackIndex } from "./pack-index.ts";
import { readFully, readUpTo } from "./read-fully.ts";

/** One entry of a pack, its data still packed. */
export type PackEntry =
  | { readonly kind: "whole"; readonly type: ObjectType; readonly size: number; readonly dataAt: number }
  | { readonly kind: "delta"; readonly base: number; readonly size: number; readonly dataAt: number };

const HEADER_BYTES = 12;
const TRAILER_BYTES = 20;
const WINDOW_BYTES = 4096;
const TYPES: Readonly<Record<number, ObjectType>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFS_DELTA = 6;
const REF_DELTA = 7;

/** An open pack with its index, read in small pieces. Open files stay readable when the pack is deleted. */
export class PackFile {
  readonly #index: PackIndex;
  readonly #fd: number;
  /** Where the entries end. */
  readonly #end: number;
  /** The piece of the file around the entry read last: its header, and mostly all of its data. */
  readonly #window: Buffer = Buffer.allocUnsafeSlow(WINDOW_BYTES);
  #windowAt = 0;
  #windowBytes = 0;

  private constructor(index: PackIndex, fd: number, end: number) {
    this.#index = index;
    this.#fd = fd;
    this.#end = end;
  }

  /**
   * @param base path without `.pack` and `.idx`
   * @throws {Error} when a file can't be read, is damaged, or both don't belong together
   */
  static open(base: string): PackFile {
    const index = PackIndex.open(`${base}.idx`);
    let fd: number | undefined;
    try {
      fd = openSync(`${base}.pack`, "r");
      const head = readFully(fd, { at: 0, bytes: HEADER_BYTES });
      const version = head.readUInt32BE(4);
      if (head.toString("latin1", 0, 4) !== "PACK" || (version !== 2 && version !== 3)) throw new Error("no pack");
      if (head.readUInt32BE(8) !== index.count) throw new Error("pack and index don't belong together");
      return new PackFile(index, fd, fstatSync(fd).size - TRAILER_BYTES);
    } catch (error) {
      index.close();
      if (fd !== undefined) closeSync(fd);
      throw error;
    }
  }

  /** @returns the offset of an object's entry; `undefined` when the pack does not hold it */
  find(id: Buffer): number | undefined {
    return this.#index.find(id);
  }

  /** @throws {Error} when there is no sound entry at the offset */
  entry(offset: number): PackEntry {
    if (offset < HEADER_BYTES || offset >= this.#end) throw new Error("offset lies outside the pack");
    this.#moveWindow(offset);
    const window = this.#window.subarray(0, this.#windowBytes);
    let at = 0;
    const next = (): number => {
      const byte = window[at++];
      if (byte === undefined) throw new Error("entry is cut off");
      return byte;
    };

    let byte = next();
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    for (let factor = 16; byte & 0x80; factor *= 128) {
      if (factor > 2 ** 46) throw new Error("entry declares an impossible size");
      byte = next();
      size += (byte & 0x7f) * factor;
    }

    const whole = TYPES[type];
    if (whole !== undefined) return { kind: "whole", type: whole, size, dataAt: offset + at };
    let base: number | undefined;
    if (type === OFS_DELTA) {
      byte = next();
      let distance = byte & 0x7f;
      while (byte & 0x80) {
        if (distance > 2 ** 44) throw new Error("delta's base lies outside the pack");
        byte = next();
        distance = (distance + 1) * 128 + (byte & 0x7f);
      }
      base = offset - distance;
    } else if (type === REF_DELTA) {
      if (at + 20 > window.length) throw new Error("entry is cut off");
      base = this.find(Buffer.from(window.subarray(at, at + 20)));
      at += 20;
      if (base === undefined) throw new Error("delta's base is not in the pack");
    } else throw new Error(`entry has unknown type ${type}`);
    if (base < HEADER_BYTES || base === offset) throw new Error("delta's base lies outside the pack");
    return { kind: "delta", base, size, dataAt: offset + at };
  }

  /** Inflates the data of an entry: the object or the delta. */
  data(entry: PackEntry): Buffer {
    const bytes = Math.min(deflateBound(entry.size), this.#end - entry.dataAt);
    const from = entry.dataAt - this.#windowAt;
    if (from >= 0 && from + bytes <= this.#windowBytes)
      return inflateExactly(this.#window.subarray(from, from + bytes), entry.size);
    return inflateExactly(readFully(this.#fd, { at: entry.dataAt, bytes }), entry.size);
  }

  close(): void {
    this.#index.close();
    closeSync(this.#fd);
  }

  #moveWindow(offset: number): void {
    this.#windowAt = offset;
    const bytes = Math.min(WINDOW_BYTES, this.#end - offset);
    this.#windowBytes = readUpTo(this.#fd, this.#window.subarray(0, bytes), offset);
  }
}
