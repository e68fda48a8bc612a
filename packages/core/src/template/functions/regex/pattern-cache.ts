import type { Pattern } from "./pattern.ts";

/** Compiled patterns by their text, so that a template that runs a thousand times compiles its pattern once. */
export class PatternCache {
  readonly #patterns = new Map<string, Pattern>();
  readonly #capacity: number;

  /** @param capacity how many patterns are kept; beyond that the oldest goes */
  constructor(capacity = 256) {
    this.#capacity = capacity;
  }

  /** @throws what `compile` throws; nothing is kept then */
  getOrCompile(text: string, compile: (text: string) => Pattern): Pattern {
    const known = this.#patterns.get(text);
    if (known !== undefined) return known;
    const pattern = compile(text);
    if (this.#patterns.size >= this.#capacity) {
      for (const oldest of this.#patterns.keys()) {
        this.#patterns.delete(oldest);
        break;
      }
    }
    this.#patterns.set(text, pattern);
    return pattern;
  }
}
