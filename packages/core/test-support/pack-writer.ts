import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

export type PackType = "commit" | "tree" | "blob";

const TYPES = { commit: 1, tree: 2, blob: 3 } as const;
const OFFSET_DELTA = 6;
const FAST = { level: 1 };

interface Entry {
  readonly id: Buffer;
  readonly offset: number;
  readonly crc: number;
}

/** Writes one pack and its index into a repository's objects, as git reads them. */
export class PackWriter {
  readonly #folder: string;
  readonly #temporary: string;
  readonly #file: number;
  readonly #entries = new Map<string, Entry>();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #size = 0;

  constructor(gitDir: string) {
    this.#folder = join(gitDir, "objects", "pack");
    this.#temporary = join(this.#folder, "tmp.pack");
    this.#file = openSync(this.#temporary, "w+");
    this.#put(Buffer.from("PACK\0\0\0\u0002\0\0\0\0", "latin1"));
  }

  /** Adds an object, once. @param delta how it follows from another one of this pack; without it, it is written whole */
  add(type: PackType, data: Buffer, delta?: { readonly base: string; readonly instructions: Buffer }): string {
    const hash = createHash("sha1").update(`${type} ${data.length}\0`).update(data);
    const id = hash.digest();
    const name = id.toString("hex");
    if (this.#entries.has(name)) return name;
    const base = delta === undefined ? undefined : this.#entries.get(delta.base);
    const entry =
      delta === undefined || base === undefined
        ? Buffer.concat([header(TYPES[type], data.length), deflateSync(data, FAST)])
        : Buffer.concat([
            header(OFFSET_DELTA, delta.instructions.length),
            backwards(this.#size - base.offset),
            deflateSync(delta.instructions, FAST),
          ]);
    this.#entries.set(name, { id, offset: this.#size, crc: crc32(entry) });
    this.#put(entry);
    return name;
  }

  /** Completes the pack; nothing can be added afterwards. */
  finish(): void {
    this.#flush();
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.#entries.size);
    writeSync(this.#file, count, 0, 4, 8);
    closeSync(this.#file);
    const checksum = hashFile(this.#temporary);
    writeFileSync(this.#temporary, checksum, { flag: "a" });
    const name = join(this.#folder, `pack-${checksum.toString("hex")}`);
    renameSync(this.#temporary, `${name}.pack`);
    writeFileSync(`${name}.idx`, formatIndex([...this.#entries.values()], checksum));
  }

  #put(bytes: Buffer): void {
    this.#pending.push(bytes);
    this.#size += bytes.length;
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes > 1 << 22) this.#flush();
  }

  #flush(): void {
    writeSync(this.#file, Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}

/** Git's delta: the base with `bytes` in place of those at `at`. */
export function replacing(base: Buffer, at: number, bytes: Buffer): Buffer {
  const after = at + bytes.length;
  return Buffer.concat([
    varint(base.length),
    varint(base.length),
    copy(0, at),
    Buffer.of(bytes.length),
    bytes,
    copy(after, base.length - after),
  ]);
}

function copy(offset: number, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  const bytes = Buffer.alloc(8);
  bytes[0] = 0xff;
  bytes.writeUInt32LE(offset, 1);
  bytes.writeUIntLE(size, 5, 3);
  return bytes;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** An entry's type and size: 4 bits of the size beside the type, then 7 at a time. */
function header(type: number, size: number): Buffer {
  const first = (type << 4) | (size & 0x0f);
  return size < 0x10 ? Buffer.of(first) : Buffer.concat([Buffer.of(first | 0x80), varint(Math.floor(size / 0x10))]);
}

/** How far back a delta's base lies, in git's own way of counting. */
function backwards(distance: number): Buffer {
  const bytes = [distance % 0x80];
  for (let rest = Math.floor(distance / 0x80); rest > 0; rest = Math.floor(rest / 0x80)) {
    rest--;
    bytes.unshift(0x80 | (rest % 0x80));
  }
  return Buffer.from(bytes);
}

function hashFile(path: string): Buffer {
  const hash = createHash("sha1");
  const chunk = Buffer.alloc(1 << 22);
  const file = openSync(path, "r");
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  closeSync(file);
  return hash.digest();
}

function formatIndex(entries: Entry[], packChecksum: Buffer): Buffer {
  entries.sort((a, b) => a.id.compare(b.id));
  const fanout = Buffer.alloc(1024);
  for (const { id } of entries) fanout.writeUInt32BE(fanout.readUInt32BE(id[0]! * 4) + 1, id[0]! * 4);
  for (let at = 4; at < 1024; at += 4) fanout.writeUInt32BE(fanout.readUInt32BE(at - 4) + fanout.readUInt32BE(at), at);
  const numbers = Buffer.alloc(entries.length * 8);
  entries.forEach(({ crc, offset }, index) => {
    numbers.writeUInt32BE(crc, index * 4);
    // Above 2 GiB an index needs a second table.
    if (offset >= 2 ** 31) throw new RangeError("the pack is too large for this writer");
    numbers.writeUInt32BE(offset, (entries.length + index) * 4);
  });
  const start = Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]);
  const index = Buffer.concat([start, fanout, ...entries.map(({ id }) => id), numbers, packChecksum]);
  return Buffer.concat([index, createHash("sha1").update(index).digest()]);
}
