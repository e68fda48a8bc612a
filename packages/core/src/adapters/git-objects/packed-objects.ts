import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { GitObject, ObjectType } from "../../git/object-store.ts";
import { applyDelta } from "./apply-delta.ts";
import { ByteLru } from "./byte-lru.ts";
import { PackFile, type PackEntry } from "./pack-file.ts";

/** What git writes at most is 4095; a longer chain is an attack on our time. */
const MAX_CHAIN = 5000;

interface CachedObject {
  readonly type: ObjectType;
  readonly data: Buffer;
}

export interface PackedObjectsOptions {
  readonly cacheBytes: number;
  readonly maxBytes: number;
}

/** All packs of one objects folder, as far as it was scanned. */
export class PackedObjects {
  readonly #folder: string;
  readonly #maxBytes: number;
  /** Rebuilt objects by pack and offset: a neighbour in time is mostly a delta against one of them. */
  readonly #cache: ByteLru<CachedObject>;
  /** Opened on first use; the last one that held something is asked first. */
  #packs = new Map<string, PackFile | undefined>();
  #last: string | undefined;

  constructor(objects: string, options: PackedObjectsOptions) {
    this.#folder = join(objects, "pack");
    this.#maxBytes = options.maxBytes;
    this.#cache = new ByteLru(options.cacheBytes, (object) => object.data.length + 128);
    this.rescan();
  }

  /** Takes up new packs and lets go of vanished ones; tells whether there were new ones. */
  rescan(): boolean {
    const names = packNames(this.#folder);
    let grown = false;
    const packs = new Map<string, PackFile | undefined>();
    for (const name of names) {
      grown ||= !this.#packs.has(name);
      packs.set(name, this.#packs.get(name));
    }
    for (const [name, pack] of this.#packs) if (!packs.has(name)) pack?.close();
    this.#packs = packs;
    return grown;
  }

  /** Whether a pack holds the object; says nothing about its soundness. */
  has(id: Buffer): boolean {
    for (const name of this.#order()) {
      try {
        if (this.#open(name).find(id) !== undefined) return true;
      } catch {
        // A damaged pack holds nothing that could be relied on; reading says what is wrong with it.
      }
    }
    return false;
  }

  /**
   * Reads an object from the first pack that holds it soundly; `undefined` when none holds it.
   * @throws {Error} when only damaged packs may hold it
   */
  read(id: Buffer): GitObject | undefined {
    let damage: Error | undefined;
    for (const name of this.#order()) {
      try {
        const pack = this.#open(name);
        const offset = pack.find(id);
        if (offset === undefined) continue;
        const object = this.#rebuild(name, { pack, offset });
        this.#last = name;
        return object;
      } catch (error) {
        if (isVanished(error)) continue;
        damage ??= new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
    if (damage !== undefined) throw damage;
    return undefined;
  }

  close(): void {
    for (const pack of this.#packs.values()) pack?.close();
    this.#packs = new Map();
    this.#cache.clear();
  }

  *#order(): Generator<string> {
    const last = this.#last;
    if (last !== undefined && this.#packs.has(last)) yield last;
    for (const name of this.#packs.keys()) if (name !== last) yield name;
  }

  #open(name: string): PackFile {
    const open = this.#packs.get(name);
    if (open !== undefined) return open;
    const pack = PackFile.open(join(this.#folder, name));
    this.#packs.set(name, pack);
    return pack;
  }

  /** Goes down the chain of deltas to something known, and up again. */
  #rebuild(name: string, at: { readonly pack: PackFile; readonly offset: number }): CachedObject {
    const { pack } = at;
    const deltas: { readonly offset: number; readonly entry: PackEntry }[] = [];
    let offset = at.offset;
    let object = this.#cache.get(`${name}:${offset}`);
    while (object === undefined) {
      const entry = pack.entry(offset);
      if (entry.size > this.#maxBytes) throw new Error(`object is larger than ${this.#maxBytes} bytes`);
      if (entry.kind === "whole") {
        object = { type: entry.type, data: pack.data(entry) };
        this.#cache.set(`${name}:${offset}`, object);
      } else {
        deltas.push({ offset, entry });
        if (deltas.length > MAX_CHAIN) throw new Error("chain of deltas is too long");
        offset = entry.base;
        object = this.#cache.get(`${name}:${offset}`);
      }
    }
    for (const delta of deltas.toReversed()) {
      const data = applyDelta(object.data, pack.data(delta.entry), { maxBytes: this.#maxBytes });
      object = { type: object.type, data };
      this.#cache.set(`${name}:${delta.offset}`, object);
    }
    return object;
  }
}

/** Packs by name, without extension. A pack is there when its index is: git moves the index in last. */
function packNames(folder: string): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (isVanished(error)) return [];
    throw error;
  }
  return names.filter((name) => name.endsWith(".idx")).map((name) => name.slice(0, -".idx".length));
}

/** A pack that was scanned and is gone since: another process has packed anew. */
function isVanished(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
