import { GimletError, GitObjectError } from "../../errors.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";

export interface SelfHealingStoreOptions {
  readonly store: ObjectStore;
  /** Makes the store anew after an object of it was found damaged. */
  readonly heal: (id: string) => Promise<void>;
  /** Whether nothing can be missing: what is missing all the same is damage. */
  readonly isComplete?: boolean | undefined;
}

/** A store whose damage is repaired once: it is a cache, and the remote has everything. */
export class SelfHealingStore implements ObjectStore {
  readonly #store: ObjectStore;
  readonly #heal: (id: string) => Promise<void>;
  readonly #isComplete: boolean;
  #healed = false;

  constructor({ store, heal, isComplete = false }: SelfHealingStoreOptions) {
    this.#isComplete = isComplete;
    this.#store = store;
    this.#heal = heal;
  }

  async read(id: string): Promise<GitObject | undefined> {
    try {
      const object = await this.#store.read(id);
      if (object === undefined && this.#isComplete) throw new GitObjectError(id, "is missing");
      return object;
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
