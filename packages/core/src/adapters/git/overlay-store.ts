import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";

/**
 * An object store whose new objects stay in memory until they are published. Only then are they worth a place on disk,
 * and a commit that loses a race leaves nothing behind.
 */
export class OverlayStore implements ObjectStore {
  readonly #behind: ObjectStore;
  readonly #fresh = new Map<string, NamedObject>();
  #bytes = 0;
  readonly #maxBytes: number;

  /** @param maxBytes beyond this the oldest objects go to the store behind; 64 MiB by default */
  constructor(behind: ObjectStore, maxBytes: number = 2 ** 26) {
    this.#behind = behind;
    this.#maxBytes = maxBytes;
  }

  async read(id: string): Promise<GitObject | undefined> {
    return this.#fresh.get(id) ?? (await this.#behind.read(id));
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    for (const object of objects) {
      if (this.#fresh.has(object.id)) continue;
      this.#fresh.set(object.id, object);
      this.#bytes += object.data.length;
    }
    const evicted: string[] = [];
    let bytes = this.#bytes;
    for (const { id, data } of this.#fresh.values()) {
      if (bytes <= this.#maxBytes) break;
      evicted.push(id);
      bytes -= data.length;
    }
    if (evicted.length > 0) await this.settle(evicted);
  }

  /** Writes objects to the store behind; those that are there already are let go of. */
  async settle(ids: readonly string[]): Promise<void> {
    const objects = ids.flatMap((id) => this.#fresh.get(id) ?? []);
    await this.#behind.write(objects);
    for (const { id, data } of objects) if (this.#fresh.delete(id)) this.#bytes -= data.length;
  }
}
