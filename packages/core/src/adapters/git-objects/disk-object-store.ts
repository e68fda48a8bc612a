import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { CacheUnusableError, GitObjectError } from "../../errors.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";
import { ByteLru } from "./byte-lru.ts";
import { listLoose, readLoose, removeLoose, writeLoose, type LooseFile } from "./loose-objects.ts";
import { PackedObjects } from "./packed-objects.ts";

export interface DiskObjectStoreOptions {
  /** Memory for rebuilt objects, in bytes; 96 MiB by default. */
  readonly cacheBytes?: number | undefined;
  /** Larger objects are refused; 256 MiB by default. */
  readonly maxObjectBytes?: number | undefined;
  /** Whether `write` waits for the disk itself; not by default, as git does it. */
  readonly fsync?: boolean | undefined;
  /** Whether packed objects are hashed on reading; by default they are. Loose ones always are. */
  readonly verifyIds?: boolean | undefined;
}

const MAX_ALTERNATES = 5;
// What the folder itself is to blame for, and not one object in it.
const FOLDER_ERRORS: ReadonlySet<string> = new Set([
  "EACCES",
  "EDQUOT",
  "EIO",
  "EMFILE",
  "ENFILE",
  "ENOSPC",
  "ENOTDIR",
  "EPERM",
  "EROFS",
]);

/**
 * Opens the objects of a git repository: loose ones, packs, and those of its alternates.
 * @param gitDir the `.git` folder, or a bare repository
 * @throws {CacheUnusableError} when there is no objects folder that can be read
 */
export function openDiskObjectStore(gitDir: string, options: DiskObjectStoreOptions = {}): DiskObjectStore {
  return new DiskObjectStore(gitDir, options);
}

/**
 * The objects of a git repository on disk. Sees what other processes add, pack anew and prune.
 * Reads and writes block the thread: each is short, and most are answered from memory.
 */
export class DiskObjectStore implements ObjectStore {
  readonly #gitDir: string;
  readonly #folders: readonly { readonly path: string; readonly packs: PackedObjects }[];
  /** What was read or written lately, checked already. */
  readonly #recent: ByteLru<GitObject>;
  readonly #maxBytes: number;
  readonly #fsync: boolean;
  readonly #verifyIds: boolean;

  constructor(gitDir: string, options: DiskObjectStoreOptions = {}) {
    this.#gitDir = gitDir;
    this.#maxBytes = options.maxObjectBytes ?? 256 * 2 ** 20;
    this.#fsync = options.fsync ?? false;
    this.#verifyIds = options.verifyIds ?? true;
    const cacheBytes = options.cacheBytes ?? 96 * 2 ** 20;
    this.#recent = new ByteLru(cacheBytes / 4, (object) => object.data.length + 128);
    const packOptions = { cacheBytes: (cacheBytes * 3) / 4, maxBytes: this.#maxBytes };
    this.#folders = this.#guard(() => {
      const objects = join(gitDir, "objects");
      if (!statSync(objects).isDirectory()) throw new Error("objects is no folder");
      return objectFolders(objects).map((path) => ({ path, packs: new PackedObjects(path, packOptions) }));
    });
  }

  /** @throws {GitObjectError} when the object is there, but damaged in every place */
  async read(id: string): Promise<GitObject | undefined> {
    const recent = this.#recent.get(id);
    if (recent !== undefined) return recent;
    const object = this.#readOnce(id) ?? (this.#rescan() ? this.#readOnce(id) : undefined);
    if (object !== undefined) this.#recent.set(id, object);
    return object;
  }

  /** Whether the object is there, without reading it. */
  async has(id: string): Promise<boolean> {
    const key = Buffer.from(id, "hex");
    const known = (): boolean =>
      this.#folders.some(
        ({ path, packs }) =>
          packs.has(key) || statSync(join(path, id.slice(0, 2), id.slice(2)), { throwIfNoEntry: false }) !== undefined,
      );
    return known() || (this.#rescan() && known());
  }

  /** @throws {CacheUnusableError} when the disk is full or must not be written */
  async write(objects: readonly NamedObject[]): Promise<void> {
    const folder = this.#own();
    this.#guard(() => {
      // A pack that others have removed can still be read here, but by nobody else.
      folder.packs.rescan();
      for (const object of objects) {
        if (folder.packs.has(Buffer.from(object.id, "hex"))) continue;
        writeLoose(folder.path, object, { fsync: this.#fsync });
        this.#recent.set(object.id, object);
      }
    });
  }

  /** The loose objects of this repository, alternates apart. */
  listLoose(): readonly LooseFile[] {
    return this.#guard(() => [...listLoose(this.#own().path)]);
  }

  /** Deletes loose objects: upkeep of what is packed or no longer needed. */
  removeLoose(ids: Iterable<string>): void {
    this.#guard(() => {
      removeLoose(this.#own().path, ids);
    });
  }

  /** Lets go of open files; nothing can be read afterwards. */
  [Symbol.dispose](): void {
    this.#recent.clear();
    for (const { packs } of this.#folders) packs.close();
  }

  #own(): { readonly path: string; readonly packs: PackedObjects } {
    const [own] = this.#folders;
    if (own === undefined) throw new CacheUnusableError(this.#gitDir, "it has no objects folder");
    return own;
  }

  #readOnce(id: string): GitObject | undefined {
    let damage: unknown;
    for (const { path, packs } of this.#folders) {
      for (const attempt of [
        () => this.#readPacked(packs, id),
        () => readLoose(path, id, { maxBytes: this.#maxBytes }),
      ]) {
        try {
          const object = attempt();
          if (object !== undefined) return object;
        } catch (error) {
          damage ??= error;
        }
      }
    }
    if (damage !== undefined) throw this.#translate(damage, id);
    return undefined;
  }

  #readPacked(packs: PackedObjects, id: string): GitObject | undefined {
    const object = packs.read(Buffer.from(id, "hex"));
    if (object === undefined || !this.#verifyIds) return object;
    const hash = createHash("sha1").update(`${object.type} ${object.data.length}\0`).update(object.data);
    if (hash.digest("hex") !== id) throw new Error("has another id than its index says");
    return object;
  }

  #rescan(): boolean {
    return this.#guard(() => this.#folders.map(({ packs }) => packs.rescan()).includes(true));
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new CacheUnusableError(this.#gitDir, errorText(error), { cause: error });
    }
  }

  #translate(error: unknown, id: string): Error {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return FOLDER_ERRORS.has(code)
      ? new CacheUnusableError(this.#gitDir, errorText(error), { cause: error })
      : new GitObjectError(id, `can't be read: ${errorText(error)}`, { cause: error });
  }
}

/** The objects folder itself first, then those it borrows from. */
function objectFolders(objects: string): readonly string[] {
  const found = new Set([resolve(objects)]);
  let level: readonly string[] = [...found];
  for (let depth = 0; depth < MAX_ALTERNATES && level.length > 0; depth++) {
    level = level.flatMap(alternatesOf).filter((folder) => !found.has(folder));
    for (const folder of level) found.add(folder);
  }
  return [...found];
}

function alternatesOf(objects: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(join(objects, "info", "alternates"), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => (isAbsolute(line) ? line : resolve(objects, line)));
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
