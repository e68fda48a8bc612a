/** Ports: where what differs each time comes from. */
export interface Chance {
  readonly random: RandomSource;
  readonly clock: Clock;
  /** @defaultValue keys are made of `random`, without help of the platform */
  readonly certificates?: Certificates | undefined;
}

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

/** Port: makes keys, synchronously. What is signed with them needs no port: the same key gives the same signature. */
export interface Certificates {
  /**
   * A new private key in DER: PKCS#1 (`rsa`), SEC 1 (`ecdsa`, on P-256), PKCS#8 (`ed25519`); for `dsa` (2048 and 256
   * bits) a sequence of 0, p, q, g, y and x. `undefined` for kinds that are left to our own code, which makes them of the
   * render's random bytes.
   * @param wanted the template's function, for the error
   * @throws {NotReproducible} where a render must not depend on chance
   */
  generateKey(kind: "rsa-2048" | "rsa-4096" | "dsa" | "ecdsa" | "ed25519", wanted: string): Uint8Array | undefined;
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
