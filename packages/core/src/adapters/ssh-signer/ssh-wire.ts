import { concatBytes } from "../../git/bytes.ts";

/** Formats a string of the SSH protocol: four bytes of length, then the bytes. Text is UTF-8. */
export function formatString(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return concatBytes([length, bytes]);
}

/** Reads what stands one after the other in bytes of the SSH protocol. */
export class SshReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws {RangeError} when there are fewer bytes */
  take(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#at) throw new RangeError("the bytes are cut off");
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint32(): number {
    const bytes = this.take(4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  }

  string(): Uint8Array {
    return this.take(this.uint32());
  }

  text(): string {
    return new TextDecoder().decode(this.string());
  }
}
