import { generateKey, type KeyKind } from "./generate-key.ts";
import { derOfKey } from "./private-key.ts";
import type { Certificates, RandomSource } from "../../chance/chance.ts";

/** Keys from a source of chance, without any help of the platform: from a seeded one, the same on each machine. */
export class PortableCertificates implements Certificates {
  readonly #random: RandomSource;

  constructor(random: RandomSource) {
    this.#random = random;
  }

  generateKey(kind: KeyKind, wanted: string): Uint8Array {
    return derOfKey(generateKey(kind, { random: this.#random, wanted }));
  }
}
