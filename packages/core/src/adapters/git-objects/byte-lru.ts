/** A map that forgets what was used least recently when its values grow beyond a number of bytes. */
export class ByteLru<V> {
  readonly #maxBytes: number;
  readonly #bytesOf: (value: V) => number;
  readonly #values = new Map<string, V>();
  #bytes = 0;

  constructor(maxBytes: number, bytesOf: (value: V) => number) {
    this.#maxBytes = maxBytes;
    this.#bytesOf = bytesOf;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** A value larger than a quarter of all room is not kept: it would push out everything else. */
  set(key: string, value: V): void {
    const bytes = this.#bytesOf(value);
    if (bytes > this.#maxBytes / 4 || this.#values.has(key)) return;
    this.#values.set(key, value);
    this.#bytes += bytes;
    for (const [oldest, old] of this.#values) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#values.delete(oldest);
      this.#bytes -= this.#bytesOf(old);
    }
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }
}
