/** A clock for tests: it stands still until it is told to go on. */
export interface FakeClock {
  /** Milliseconds since 1970; give it to `createGimlet` as it is. */
  readonly now: () => number;
  advance(ms: number): void;
}

/** Makes a clock. @param startMs milliseconds since 1970; the first of January 2026 by default */
export function fakeClock(startMs = 1_767_225_600_000): FakeClock {
  let time = startMs;
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}
