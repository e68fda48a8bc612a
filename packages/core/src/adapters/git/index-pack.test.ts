import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { indexPack } from "./index-pack.ts";

const KB = 1024;

describe(indexPack, () => {
  it("keeps no more of what it unfolds than the line to the object it is at", async () => {
    const pack = new BombWriter(64 * KB);
    for (let i = 0; i < 40; i++) {
      const wide = pack.delta({ on: 0, size: 1024 * KB, tag: i });
      pack.delta({ on: wide, size: 64 * KB, tag: i });
    }

    const { count } = await indexPack(pack.bytes(), { maxUnfoldedBytes: 2048 * KB });

    expect(count).toBe(81);
  });

  it("refuses a line that unfolds to more than it may keep", async () => {
    const pack = new BombWriter(64 * KB);
    for (let i = 0, on = 0; i < 10; i++) {
      pack.delta({ on, size: 64 * KB, tag: 100 + i });
      on = pack.delta({ on, size: 1024 * KB, tag: i });
    }

    await expect(indexPack(pack.bytes(), { maxUnfoldedBytes: 2048 * KB })).rejects.toThrow(/unfolds to more than/);
    await expect(indexPack(pack.bytes())).resolves.toMatchObject({ count: 21 });
  });

  it("stops when it is told to, however much one object unfolds to", async () => {
    const pack = new BombWriter(64 * KB);
    for (let i = 0; i < 64; i++) pack.delta({ on: 0, size: 1024 * KB, tag: i });
    const caller = new AbortController();
    const onProgress = (): void => caller.abort(new Error("enough"));

    await expect(indexPack(pack.bytes(), { signal: caller.signal, onProgress })).rejects.toThrow("enough");
  });
});

interface Bomb {
  /** Number of an entry. */
  readonly on: number;
  /** A multiple of 64 KB. */
  readonly size: number;
  /** Makes the object differ from others. */
  readonly tag: number;
}

/** Writes packs whose few bytes unfold to many. */
class BombWriter {
  readonly #parts: Buffer[] = [];
  readonly #entries: { readonly start: number; readonly size: number }[] = [];
  #at = 12;

  constructor(size: number) {
    this.#add(Buffer.concat([entryHead(3, size), deflateSync(Buffer.alloc(size))]), size);
  }

  /** Repeats the first 64 KB of another object. */
  delta({ on, size, tag }: Bomb): number {
    const base = this.#entries[on];
    if (base === undefined) throw new RangeError(`there is no entry ${on}`);
    const copies = Array.from({ length: size / (64 * KB) }, () => Buffer.of(0x80));
    const literal = Buffer.of(4, tag & 255, tag >> 8, 1, 2);
    const delta = Buffer.concat([varint(base.size), varint(size + 4), ...copies, literal]);
    const head = [entryHead(6, delta.length), distance(this.#at - base.start), deflateSync(delta)];
    return this.#add(Buffer.concat(head), size + 4);
  }

  bytes(): Buffer {
    const head = Buffer.from("PACK\0\0\0\u0002\0\0\0\0", "latin1");
    head.writeUInt32BE(this.#entries.length, 8);
    const body = Buffer.concat([head, ...this.#parts]);
    return Buffer.concat([body, createHash("sha1").update(body).digest()]);
  }

  #add(entry: Buffer, size: number): number {
    this.#parts.push(entry);
    this.#entries.push({ start: this.#at, size });
    this.#at += entry.length;
    return this.#entries.length - 1;
  }
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 128))
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.from(bytes);
}

function entryHead(type: number, size: number): Buffer {
  const rest = Math.floor(size / 16);
  const first = (type << 4) | (size & 15);
  return rest === 0 ? Buffer.of(first) : Buffer.concat([Buffer.of(first | 128), varint(rest)]);
}

function distance(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 | (--rest & 127));
  return Buffer.from(bytes);
}
