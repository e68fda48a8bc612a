import { sha256 } from "@noble/hashes/sha2.js";
import type { RandomSource } from "./chance.ts";

const encoder = new TextEncoder();

/**
 * Chance that is the same each time, on each machine: SHA-256 over the seed, the wanting function and a counter.
 *
 * Every function draws from a stream of its own, so that one more `randAlphaNum` in a chart leaves its certificates be.
 * Who knows the seed knows the values: as secret as the seed is.
 */
export class SeededRandom implements RandomSource {
  readonly #seed: string;
  readonly #streams = new Map<string, Stream>();

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(count: number, wanted: string): Uint8Array {
    let stream = this.#streams.get(wanted);
    if (stream === undefined) {
      // Digests first, so that no seed and function run into another pair.
      const key = sha256
        .create()
        .update(sha256(encoder.encode(this.#seed)))
        .update(encoder.encode(wanted))
        .digest();
      stream = { key, counter: 0, rest: new Uint8Array(0) };
      this.#streams.set(wanted, stream);
    }
    return take(stream, count);
  }
}

interface Stream {
  readonly key: Uint8Array;
  counter: number;
  rest: Uint8Array;
}

function take(stream: Stream, count: number): Uint8Array {
  const taken = new Uint8Array(count);
  for (let filled = 0; filled < count;) {
    if (stream.rest.length === 0) stream.rest = nextBlock(stream);
    const piece = stream.rest.subarray(0, count - filled);
    taken.set(piece, filled);
    filled += piece.length;
    stream.rest = stream.rest.subarray(piece.length);
  }
  return taken;
}

function nextBlock(stream: Stream): Uint8Array {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(stream.counter++));
  return sha256.create().update(stream.key).update(counter).digest();
}
