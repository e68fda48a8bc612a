import type { RandomSource } from "./chance.ts";

/** Where chance comes from, and which function wants it. */
export interface Draw {
  readonly random: RandomSource;
  /** The template's function, for the error where chance is forbidden. */
  readonly wanted: string;
}

/** A number from 0 up to, not including, `limit`; each as likely. */
export function randomBelow(limit: bigint, { random, wanted }: Draw): bigint {
  const bits = (limit - 1n).toString(2).length;
  const count = Math.ceil(bits / 8);
  const spare = BigInt(count * 8 - bits);
  for (;;) {
    let value = 0n;
    for (const byte of random.bytes(count, wanted)) value = (value << 8n) | BigInt(byte);
    value >>= spare;
    if (value < limit) return value;
  }
}

/** `count` numbers below `limit`, which is at most 256; each as likely. */
export function randomIndexes(limit: number, { count, ...draw }: Draw & { readonly count: number }): number[] {
  const indexes: number[] = [];
  // Bytes at or above the last multiple of the limit would favour small numbers.
  const usable = 256 - (256 % limit);
  while (indexes.length < count) {
    for (const byte of draw.random.bytes(count - indexes.length, draw.wanted))
      if (byte < usable) indexes.push(byte % limit);
  }
  return indexes;
}
