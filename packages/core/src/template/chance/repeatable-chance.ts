import type { Certificates, Chance, Clock, RandomSource } from "./chance.ts";

/**
 * Chance that can be had again: a render that must begin anew, because it turned out to need a function that was not
 * loaded, gets the same as before, and so the same as a render that had the function from the start.
 */
export class RepeatableChance implements Chance {
  readonly random: RandomSource;
  readonly clock: Clock;
  readonly certificates: Certificates | undefined;
  readonly #given: unknown[] = [];
  #next = 0;

  constructor({ random, clock, certificates }: Chance) {
    this.random = { bytes: (count, wanted) => this.#again(() => random.bytes(count, wanted)) };
    this.clock = { now: (wanted) => this.#again(() => clock.now(wanted)) };
    this.certificates =
      certificates === undefined
        ? undefined
        : { generateKey: (kind, wanted) => this.#again(() => certificates.generateKey(kind, wanted)) };
  }

  /** From here on all comes again that came before. */
  restart(): void {
    this.#next = 0;
  }

  /** A render asks for the same things in the same order. */
  #again<T>(take: () => T): T {
    if (this.#next === this.#given.length) this.#given.push(take());
    return this.#given[this.#next++] as T;
  }
}
