import type { TreeId } from "../conventions/ids.ts";
import { GitObjectError } from "../errors.ts";
import type { ObjectStore } from "./object-store.ts";
import { EMPTY_TREE } from "./tree.ts";
import type { RawTree } from "./tree-diff.ts";

const KEPT_BYTES = 16 * 2 ** 20;

/** Reads trees and keeps the last ones: of two commits that follow each other, one's trees are the other's before. */
export class TreeReader {
  readonly #store: ObjectStore;
  readonly #kept = new Map<string, RawTree>();
  #keptBytes = 0;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** @throws {GitObjectError} when the tree is missing or is no tree */
  async read(id: TreeId): Promise<RawTree> {
    const kept = this.#kept.get(id);
    if (kept !== undefined) {
      // Moved to the end: the first is the one not used for longest.
      this.#kept.delete(id);
      this.#kept.set(id, kept);
      return kept;
    }
    // Git knows the empty tree without keeping it.
    if (id === EMPTY_TREE) return { id, data: new Uint8Array(0) };
    const object = await this.#store.read(id);
    if (object === undefined) throw new GitObjectError(id, "is missing");
    if (object.type !== "tree") throw new GitObjectError(id, `is a ${object.type}, not a tree`);
    const tree = { id, data: object.data };
    this.#keep(tree);
    return tree;
  }

  #keep(tree: RawTree): void {
    this.#kept.set(tree.id, tree);
    this.#keptBytes += tree.data.length;
    for (const [id, oldest] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES) return;
      this.#kept.delete(id);
      this.#keptBytes -= oldest.data.length;
    }
  }
}
