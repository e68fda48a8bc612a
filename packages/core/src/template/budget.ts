/** How much a render may use; all of it is counted, none of it timed. */
export interface Limits {
  /** Loop rounds, function calls, and what calls work through: signs of texts, items. @defaultValue 50 million */
  readonly steps: number;
  /** Bytes of all templates' output together, and of any one text or list that a function makes. @defaultValue 64 MiB */
  readonly bytes: number;
  /** Templates within templates. @defaultValue 1000, as Helm's for templates of one name */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 50_000_000, bytes: 64 * 1024 * 1024, depth: 1000 };

/** A limit was passed; whoever called adds the place. */
export class LimitPassed extends Error {
  override readonly name = "LimitPassed";
  readonly limit: keyof Limits;
  readonly allowed: number;

  constructor(limit: keyof Limits, allowed: number) {
    super(`the render uses more ${limit} than ${allowed}`);
    this.limit = limit;
    this.allowed = allowed;
  }
}

/** Counts what one render uses. */
export class Budget {
  readonly #limits: Limits;
  #steps = 0;
  #bytes = 0;

  constructor(limits: Limits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  /** @throws {LimitPassed} */
  step(count = 1): void {
    this.#steps += count;
    if (this.#steps > this.#limits.steps) throw new LimitPassed("steps", this.#limits.steps);
  }

  /**
   * Counts output.
   * @throws {LimitPassed}
   */
  write(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.bytes) throw new LimitPassed("bytes", this.#limits.bytes);
  }

  /**
   * Checks the size of a text or list before it is made, so that `repeat` and `until` can't take the memory.
   * @throws {LimitPassed}
   */
  make(size: number): void {
    if (size > this.#limits.bytes) throw new LimitPassed("bytes", this.#limits.bytes);
    this.step(size >> 6);
  }

  /**
   * @param depth how many templates are being executed within each other
   * @throws {LimitPassed}
   */
  enter(depth: number): void {
    if (depth > this.#limits.depth) throw new LimitPassed("depth", this.#limits.depth);
  }
}
