import type { GitObject, NamedObject, ObjectStore } from "../git/object-store.ts";

/** Git objects in memory. What it does not hold, it reads from another store, if it has one. */
export class MemoryObjectStore implements ObjectStore {
  readonly #objects = new Map<string, GitObject>();
  readonly #behind: MemoryObjectStore | undefined;

  constructor(behind?: MemoryObjectStore) {
    this.#behind = behind;
  }

  async read(id: string): Promise<GitObject | undefined> {
    return this.peek(id);
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    for (const { id, type, data } of objects) if (!this.#objects.has(id)) this.#objects.set(id, { type, data });
  }

  /** Reads without waiting. */
  peek(id: string): GitObject | undefined {
    return this.#objects.get(id) ?? this.#behind?.peek(id);
  }
}
