import type { TreeId } from "../conventions/ids.ts";
import type { TreeEntry } from "../gitops/gitops-repo.ts";
import { findEntry, parseTree } from "./tree.ts";

interface KeptTree {
  readonly data: Uint8Array;
  /** Made when a second name is looked up: one name is found faster without. */
  names?: ReadonlyMap<string, TreeEntry>;
  asked: boolean;
}

const KEPT_BYTES = 8 * 2 ** 20;

/** Keeps the trees that were read last, so that looking many names up in a wide folder reads and parses it once. */
export class TreeCache {
  readonly #trees = new Map<TreeId, KeptTree>();
  #bytes = 0;

  get(id: TreeId): Uint8Array | undefined {
    return this.#trees.get(id)?.data;
  }

  keep(id: TreeId, data: Uint8Array): void {
    if (this.#trees.has(id)) return;
    this.#trees.set(id, { data, asked: false });
    this.#bytes += data.length;
    for (const [oldest, tree] of this.#trees) {
      if (this.#bytes <= KEPT_BYTES || oldest === id) return;
      this.#trees.delete(oldest);
      this.#bytes -= tree.data.length;
    }
  }

  /**
   * The entry of that name in a tree that was kept a moment ago.
   * @throws {GitObjectError} when the bytes are no tree
   */
  find(id: TreeId, { data, name }: { readonly data: Uint8Array; readonly name: string }): TreeEntry | undefined {
    const kept = this.#trees.get(id);
    if (kept === undefined || !kept.asked) {
      if (kept !== undefined) kept.asked = true;
      return findEntry(id, data, name);
    }
    // Of a name that a damaged tree has twice the first counts, as without the map.
    kept.names ??= new Map(
      parseTree(id, data)
        .toReversed()
        .map((entry) => [entry.name, entry]),
    );
    return kept.names.get(name);
  }
}
