import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { crc32, inflateSync } from "node:zlib";
import { formatId, nameObject } from "../../git/object-id.ts";
import type { NamedObject, ObjectType } from "../../git/object-store.ts";
import { applyDelta } from "../git-objects/apply-delta.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";

export interface IndexedPack {
  /** The pack's checksum, which names its files. */
  readonly name: string;
  /** The index, version 2, as git writes it. */
  readonly index: Uint8Array;
  readonly count: number;
}

/** An entry of a pack that is being indexed. */
interface Entry {
  readonly start: number;
  /** Where its compressed bytes start. */
  readonly dataStart: number;
  readonly end: number;
  /** Of the object or the delta, uncompressed. */
  readonly size: number;
  readonly type: ObjectType | undefined;
  /** Where the entry starts that a delta is against; or its id. */
  readonly base: number | string | undefined;
  id: string | undefined;
}

const TYPES: Readonly<Record<number, ObjectType>> = { 1: "commit", 2: "tree", 3: "blob", 4: "tag" };
const OFFSET_DELTA = 6;
const ID_DELTA = 7;
const MAX_OBJECT_BYTES = 2 ** 28;
const MAX_UNFOLDED_BYTES = 2 ** 29;
/** Objects and bytes between two pauses: some ten milliseconds. */
const TURN = 500;
const TURN_BYTES = 2 ** 24;
const MAX_CHUNK = 1 << 20;
const CHECKSUM_BYTES = 20;

export interface IndexPackOptions {
  /** Hears of every object, bases before what is built on them; its data is not kept. */
  readonly visit?: ((object: NamedObject) => void) | undefined;
  /** Hears how many objects are named, now and then. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** How much of rebuilt objects may be kept for what is built on them; 512 MiB by default. */
  readonly maxUnfoldedBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads through a pack that is complete in itself, checks it, and makes its index. Lets others run in between.
 * @throws {Error} when the pack is damaged, lacks the base of a delta, or few bytes of it unfold to very many
 */
export async function indexPack(pack: Buffer, options: IndexPackOptions = {}): Promise<IndexedPack> {
  const checksum = pack.subarray(-CHECKSUM_BYTES);
  const body = pack.subarray(0, -CHECKSUM_BYTES);
  if (pack.length < 32 || pack.toString("latin1", 0, 4) !== "PACK" || pack.readUInt32BE(4) !== 2)
    throw new Error("this is no pack");
  if (!createHash("sha1").update(body).digest().equals(checksum)) throw new Error("the pack is damaged");
  const entries = await new Reader(body, options).read();
  return { name: checksum.toString("hex"), index: formatIndex(pack, entries), count: entries.length };
}

/** An object that others are built on. */
interface Ancestor {
  readonly data: Buffer;
  /** What is still to be built on it. */
  readonly deltas: Entry[];
}

class Reader {
  readonly #body: Buffer;
  readonly #options: IndexPackOptions;
  /** Deltas by what they are against. */
  readonly #waiting = new Map<number | string, Entry[]>();
  #named = 0;
  #turnObjects = 0;
  #turnBytes = 0;

  constructor(body: Buffer, options: IndexPackOptions) {
    this.#body = body;
    this.#options = options;
  }

  async read(): Promise<readonly Entry[]> {
    const count = this.#body.readUInt32BE(8);
    const entries: Entry[] = [];
    const whole: Entry[] = [];
    let at = 12;
    for (let i = 0; i < count; i++) {
      const { entry, data } = this.#entryAt(at);
      entries.push(entry);
      at = entry.end;
      await this.#pauseAfter(data.length, count);
      if (entry.type !== undefined) {
        this.#name(entry, entry.type, data);
        whole.push(entry);
      } else if (entry.base !== undefined) {
        const line = this.#waiting.get(entry.base);
        if (line === undefined) this.#waiting.set(entry.base, [entry]);
        else line.push(entry);
      }
    }
    if (at !== this.#body.length) throw new Error("the pack holds more than it says");
    // A base is read again rather than kept: few objects have deltas, and many fit no memory.
    for (const entry of whole) if (this.#hasDeltas(entry)) await this.#build(entry, count);
    if (this.#named !== count) throw new Error("the pack lacks the base of a delta");
    return entries;
  }

  async #pauseAfter(bytes: number, total: number): Promise<void> {
    this.#turnBytes += bytes;
    if (++this.#turnObjects < TURN && this.#turnBytes < TURN_BYTES) return;
    [this.#turnObjects, this.#turnBytes] = [0, 0];
    await nextTurn();
    this.#options.onProgress?.(this.#named, total);
    this.#options.signal?.throwIfAborted();
  }

  /**
   * Names what is built on an object, and what is built on that. One line at a time is followed to its end, and an object
   * is let go of with its last delta: a pack of few bytes may hold objects that no memory has room for at once.
   */
  async #build(root: Entry, total: number): Promise<void> {
    const { maxUnfoldedBytes = MAX_UNFOLDED_BYTES } = this.#options;
    const { type = "blob" } = root;
    const line: Ancestor[] = [];
    let kept = 0;
    const keep = (entry: Entry, data: Buffer): void => {
      kept += data.length;
      if (kept > maxUnfoldedBytes) throw new Error(`the pack unfolds to more than ${maxUnfoldedBytes} bytes at once`);
      line.push({ data, deltas: this.#takeDeltas(entry) });
    };
    keep(root, this.#inflate(root.dataStart, root.size).data);
    for (let last = line.at(-1); last !== undefined; last = line.at(-1)) {
      const delta = last.deltas.pop();
      if (last.deltas.length === 0) kept -= line.pop()?.data.length ?? 0;
      if (delta === undefined) continue;
      const { data } = this.#inflate(delta.dataStart, delta.size);
      const built = applyDelta(last.data, data, { maxBytes: MAX_OBJECT_BYTES });
      this.#name(delta, type, built);
      if (this.#hasDeltas(delta)) keep(delta, built);
      await this.#pauseAfter(built.length, total);
    }
  }

  #hasDeltas({ start, id }: Entry): boolean {
    return this.#waiting.has(start) || this.#waiting.has(id ?? "");
  }

  #takeDeltas({ start, id = "" }: Entry): Entry[] {
    const deltas = [...(this.#waiting.get(start) ?? []), ...(this.#waiting.get(id) ?? [])];
    this.#waiting.delete(start);
    this.#waiting.delete(id);
    return deltas;
  }

  #name(entry: Entry, type: ObjectType, data: Buffer): void {
    const object = nameObject(type, data, nodeSha1);
    entry.id = object.id;
    this.#named++;
    this.#options.visit?.(object);
  }

  #entryAt(start: number): { readonly entry: Entry; readonly data: Buffer } {
    let at = start;
    let byte = this.#byte(at++);
    const kind = (byte >> 4) & 7;
    let size = byte & 15;
    for (let factor = 16; byte & 0x80; factor *= 128) {
      byte = this.#byte(at++);
      size += (byte & 0x7f) * factor;
    }
    let base: number | string | undefined;
    if (kind === OFFSET_DELTA) {
      byte = this.#byte(at++);
      let distance = byte & 0x7f;
      while (byte & 0x80) {
        byte = this.#byte(at++);
        distance = (distance + 1) * 128 + (byte & 0x7f);
      }
      base = start - distance;
    } else if (kind === ID_DELTA) {
      base = formatId(this.#body, at);
      at += 20;
    } else if (TYPES[kind] === undefined) throw new Error("the pack holds an object of an unknown kind");
    const { data, length } = this.#inflate(at, size);
    return { entry: { start, dataStart: at, end: at + length, size, type: TYPES[kind], base, id: undefined }, data };
  }

  #byte(at: number): number {
    const byte = this.#body[at];
    if (byte === undefined) throw new Error("the pack is cut off");
    return byte;
  }

  #inflate(at: number, size: number): { readonly data: Buffer; readonly length: number } {
    if (size > MAX_OBJECT_BYTES) throw new Error(`the pack holds an object of ${size} bytes`);
    // With `info` Node tells how much it read; its types don't know.
    const { buffer, engine } = inflateSync(this.#body.subarray(at), {
      info: true,
      // Room for one byte more shows the end of the stream in one pass.
      chunkSize: Math.max(64, Math.min(size + 1, MAX_CHUNK)),
      maxOutputLength: Math.max(1, size),
    }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
    if (buffer.length !== size) throw new Error("the pack holds an object of another size than it says");
    return { data: buffer, length: engine.bytesWritten };
  }
}

function formatIndex(pack: Buffer, entries: readonly Entry[]): Uint8Array {
  const sorted = entries
    .map(({ id = "", start, end }) => ({ id: Buffer.from(id, "hex"), start, end }))
    .toSorted((a, b) => a.id.compare(b.id));
  const head = Buffer.alloc(8 + 256 * 4);
  head.writeUInt32BE(0xff744f63, 0);
  head.writeUInt32BE(2, 4);
  const checks = Buffer.alloc(4 * sorted.length);
  const offsets = Buffer.alloc(4 * sorted.length);
  for (const [i, { id, start, end }] of sorted.entries()) {
    head.writeUInt32BE(i + 1, 8 + 4 * (id[0] ?? 0));
    checks.writeUInt32BE(crc32(pack.subarray(start, end)), 4 * i);
    if (start >= 2 ** 31) throw new Error("the pack is larger than 2 GB");
    offsets.writeUInt32BE(start, 4 * i);
  }
  // Each count includes all smaller first bytes.
  for (let i = 1; i < 256; i++) {
    const [before, count] = [head.readUInt32BE(4 + 4 * i), head.readUInt32BE(8 + 4 * i)];
    head.writeUInt32BE(Math.max(before, count), 8 + 4 * i);
  }
  const parts = [head, ...sorted.map(({ id }) => id), checks, offsets, pack.subarray(-CHECKSUM_BYTES)];
  const body = Buffer.concat(parts);
  return Buffer.concat([body, createHash("sha1").update(body).digest()]);
}
