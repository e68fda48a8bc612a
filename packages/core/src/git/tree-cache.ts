import type { TreeId } from "../conventions/ids.ts";
import type { TreeEntry } from "../gitops/gitops-repo.ts";
import { findEntry, parseTree } from "./tree.ts";

interface KeptTree {
  readonly data: Uint8Array;
  /** Made once many names were looked up: a few are found faster without. */
  names?: ReadonlyMap<string, TreeEntry>;
  lookups: number;
}

const KEPT_BYTES = 8 * 2 ** 20;
/** From how many lookups on it pays to parse a tree: every commit makes a new one of a folder that is looked at. */
const MANY_LOOKUPS = 32;

/** Keeps the trees that were read last, so that looking many names up in a wide folder reads and parses it once. */
export class TreeCache {
  readonly #trees = new Map<TreeId, KeptTree>();
  #bytes = 0;

  get(id: TreeId): Uint8Array | undefined {
    return this.#trees.get(id)?.data;
  }

  keep(id: TreeId, data: Uint8Array): void {
    if (this.#trees.has(id)) return;
    this.#trees.set(id, { data, lookups: 0 });
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
    if (kept === undefined || ++kept.lookups < MANY_LOOKUPS) return findEntry(id, data, name);
    // Of a name that a damaged tree has twice the first counts, as without the map.
    kept.names ??= new Map(
      parseTree(id, data)
        .toReversed()
        .map((entry) => [entry.name, entry]),
    );
    return kept.names.get(name);
  }
}
