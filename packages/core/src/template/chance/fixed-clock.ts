import type { Clock } from "./chance.ts";

/** A clock that stands still. */
export class FixedClock implements Clock {
  readonly #nanoseconds: bigint;

  /** @param nanoseconds since 1970 in UTC */
  constructor(nanoseconds: bigint) {
    this.#nanoseconds = nanoseconds;
  }

  now(): bigint {
    return this.#nanoseconds;
  }
}
