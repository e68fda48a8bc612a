import { inflateSync } from "node:zlib";

// Deflate can't pack better than 1032 to 1: a declared size beyond that is a lie, found before memory is taken for it.
const MAX_RATIO = 1032;
const MAX_FIRST_CHUNK = 1 << 20;

/**
 * Inflates one zlib stream that must give exactly `size` bytes. What follows the stream is ignored.
 * @throws {Error} when it gives more or less, is damaged, or is cut off
 */
export function inflateExactly(packed: Buffer, size: number): Buffer {
  if (size > packed.length * MAX_RATIO) throw new Error("declared size can't be true");
  // Two bytes of room more than expected let zlib see the end of the stream in one pass.
  const chunkSize = Math.max(64, Math.min(size + 2, MAX_FIRST_CHUNK));
  const data = inflateSync(packed, { chunkSize, maxOutputLength: Math.max(1, size) });
  if (data.length !== size) throw new Error(`size is ${data.length} instead of ${size}`);
  return data;
}

/** More bytes than any deflater makes of as many, zlib's own framing included. */
export function deflateBound(size: number): number {
  return size + (size >>> 3) + 64;
}
