import { GimletError } from "../../errors.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";

export interface SelfHealingStoreOptions {
  readonly store: ObjectStore;
  /** Makes the store anew after an object of it was found damaged. */
  readonly heal: (id: string) => Promise<void>;
}

/** A store whose damage is repaired once: it is a cache, and the remote has everything. */
export class SelfHealingStore implements ObjectStore {
  readonly #store: ObjectStore;
  readonly #heal: (id: string) => Promise<void>;
  #healed = false;

  constructor({ store, heal }: SelfHealingStoreOptions) {
    this.#store = store;
    this.#heal = heal;
  }

  async read(id: string): Promise<GitObject | undefined> {
    try {
      return await this.#store.read(id);
    } catch (error) {
      if (this.#healed || !GimletError.is(error) || error.code !== "git-object") throw error;
      this.#healed = true;
      await this.#heal(id);
      return await this.#store.read(id);
    }
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    await this.#store.write(objects);
  }
}
