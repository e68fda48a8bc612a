import type { RandomSource } from "../../template/chance/chance.ts";

// What `getRandomValues` gives at once.
const MOST = 65_536;

/** Real chance, from the platform's generator for secrets. */
export const systemRandom: RandomSource = {
  bytes(count) {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += MOST) crypto.getRandomValues(bytes.subarray(at, at + MOST));
    return bytes;
  },
};
