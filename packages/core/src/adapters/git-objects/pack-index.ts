import { openSync, closeSync, fstatSync } from "node:fs";
import { readFully } from "./read-fully.ts";

const HEADER = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]);
const FANOUT_AT = 8;
const NAMES_AT = FANOUT_AT + 1024;
const TRAILER_BYTES = 40;

/**
 * The index of a pack, version 2: id → offset. Keeps in memory only the ids that share a first byte with one asked for.
 * @see https://git-scm.com/docs/pack-format
 */
export class PackIndex {
  readonly #fd: number;
  readonly #fanout: Uint32Array;
  readonly #largeOffsets: number;
  readonly #buckets: (Buffer | undefined)[] = [];

  private constructor(fd: number, fanout: Uint32Array, largeOffsets: number) {
    this.#fd = fd;
    this.#fanout = fanout;
    this.#largeOffsets = largeOffsets;
  }

  /** @throws {Error} when the file can't be read or is no index of version 2 */
  static open(path: string): PackIndex {
    const fd = openSync(path, "r");
    try {
      const size = fstatSync(fd).size;
      const head = readFully(fd, { at: 0, bytes: NAMES_AT });
      if (!head.subarray(0, FANOUT_AT).equals(HEADER)) throw new Error("no pack index of version 2");
      const fanout = new Uint32Array(256);
      let before = 0;
      for (let i = 0; i < 256; i++) {
        const upTo = head.readUInt32BE(FANOUT_AT + 4 * i);
        if (upTo < before) throw new Error("pack index is damaged: its fan-out decreases");
        fanout[i] = before = upTo;
      }
      const large = size - TRAILER_BYTES - NAMES_AT - before * 28;
      if (large < 0 || large % 8 !== 0) throw new Error("pack index is damaged: its size is wrong");
      return new PackIndex(fd, fanout, large / 8);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /** How many objects the pack holds. */
  get count(): number {
    return this.#fanout[255] ?? 0;
  }

  /**
   * Where an object begins in the pack; `undefined` when the pack does not hold it.
   * @param id 20 bytes
   * @throws {Error} when the index is damaged there
   */
  find(id: Buffer): number | undefined {
    const first = id[0] ?? 0;
    const start = first === 0 ? 0 : (this.#fanout[first - 1] ?? 0);
    const names = this.#bucket(first, start);
    let low = 0;
    let high = names.length / 20;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = names.compare(id, 0, 20, middle * 20, middle * 20 + 20);
      if (order === 0) return this.#offset(start + middle);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  /** The ids of all objects in the pack, in their order. */
  *ids(): Generator<string> {
    for (let first = 0, start = 0; first < 256; start = this.#fanout[first++] ?? 0) {
      const names = this.#bucket(first, start);
      for (let at = 0; at < names.length; at += 20) yield names.toString("hex", at, at + 20);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  #bucket(first: number, start: number): Buffer {
    const count = (this.#fanout[first] ?? 0) - start;
    return (this.#buckets[first] ??= readFully(this.#fd, { at: NAMES_AT + start * 20, bytes: count * 20 }));
  }

  #offset(position: number): number {
    const offsetsAt = NAMES_AT + this.count * 24;
    const value = readFully(this.#fd, { at: offsetsAt + position * 4, bytes: 4 }).readUInt32BE();
    if (value < 0x80000000) return value;
    const large = value - 0x80000000;
    if (large >= this.#largeOffsets) throw new Error("pack index is damaged: an offset is missing");
    const bytes = readFully(this.#fd, { at: offsetsAt + this.count * 4 + large * 8, bytes: 8 });
    return bytes.readUInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4);
  }
}
