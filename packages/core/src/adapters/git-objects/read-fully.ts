import { readSync } from "node:fs";

/**
 * Reads exactly the bytes asked for.
 * @throws {Error} when the file ends before
 */
export function readFully(fd: number, range: { readonly at: number; readonly bytes: number }): Buffer {
  const buffer = Buffer.allocUnsafe(range.bytes);
  if (readUpTo(fd, buffer, range.at) < range.bytes) throw new Error("file ends too early");
  return buffer;
}

/** Fills the buffer from a place of a file as far as the file goes, and returns how many bytes that were. */
export function readUpTo(fd: number, buffer: Buffer, at: number): number {
  let done = 0;
  while (done < buffer.length) {
    const count = readSync(fd, buffer, done, buffer.length - done, at + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
