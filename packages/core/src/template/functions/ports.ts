/** Port: where random functions (`randAlphaNum`, `uuidv4`, `shuffle` …) get their bytes. */
export interface RandomSource {
  /**
   * The next `count` bytes.
   * @param wanted the template's function, for the error
   * @throws {NotReproducible} where a render must not depend on chance
   */
  bytes(count: number, wanted: string): Uint8Array;
}

/** Port: the time that `now` gives. */
export interface Clock {
  /**
   * Nanoseconds since 1970 in UTC.
   * @throws {NotReproducible} where a render must not depend on the day
   */
  now(wanted: string): bigint;
}

/** Port: makes keys and signs certificates, synchronously. */
export interface Certificates {
  /**
   * A private key as PKCS#1 (`rsa`), SEC 1 (`ecdsa`) or PKCS#8 (`ed25519`) in DER.
   * @throws {NotReproducible} where a render must not depend on chance
   */
  generateKey(kind: "rsa-2048" | "rsa-4096" | "dsa" | "ecdsa" | "ed25519", wanted: string): Uint8Array;
}

/** A function asked for chance or time where that is forbidden; whoever called it adds the place. */
export class NotReproducible extends Error {
  override readonly name = "NotReproducible";
  /** The template's function, such as `genCA`. */
  readonly wanted: string;

  constructor(wanted: string) {
    super(`${wanted} gives something else each time`);
    this.wanted = wanted;
  }
}
