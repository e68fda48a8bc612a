import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { formatId } from "../../git/object-id.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { packCreated } from "../../git/pack-created.ts";
import { formatPack } from "../../git/pack.ts";
import type { DiskObjectStore } from "../git-objects/disk-object-store.ts";
import { keepPack } from "./fetch-pack.ts";
import { hasCode } from "./file-errors.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";

// Some twelve releases. In a folder of 10,000 apps each of them leaves a tree of 230 KB, nearly the same every time.
const MANY_LOOSE = 64;
const MANY_PACKS = 12;
/** Larger packs are left alone: most of all the one that came with the clone. */
const SMALL_PACK_BYTES = 2 ** 20;
/** Beyond this many times its largest pack a clone is worth making anew. */
const GROWN = 2.2;
// A sample stands for all: ids are spread evenly.
const SAMPLED_FOLDERS: readonly string[] = Array.from({ length: 16 }, (_, i) => `${i.toString(16)}5`);

/** How a cache is after it was looked through. */
export type CacheState = "tidy" | "grown";

interface Pack {
  /** Without the ending. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Packs what lies about loosely or in many small packs, when there is much of it. Quick when there is not. Others may
 * read meanwhile; only one may tidy at a time.
 * @returns "grown" when the clone holds much more than a fresh one would
 */
export async function tidyCache(gitDir: string, store: DiskObjectStore): Promise<CacheState> {
  const before = await listPacks(gitDir);
  if (before.length > MANY_PACKS || (await hasManyLoose(gitDir))) await packSmall(gitDir, store, before);
  const packs = await listPacks(gitDir);
  const largest = Math.max(0, ...packs.map(({ bytes }) => bytes));
  const total = packs.reduce((sum, { bytes }) => sum + bytes, 0);
  return total > GROWN * Math.max(largest, SMALL_PACK_BYTES) ? "grown" : "tidy";
}

async function packSmall(gitDir: string, store: DiskObjectStore, packs: readonly Pack[]): Promise<void> {
  const small = packs.filter(({ bytes }) => bytes < SMALL_PACK_BYTES).slice(0, MANY_PACKS);
  const loose = store.listLoose().map(({ id }) => id);
  const packed = await Promise.all(small.map(async ({ path }) => await idsIn(`${path}.idx`)));
  const objects: NamedObject[] = [];
  for (const id of new Set([...loose, ...packed.flat()])) {
    const object = await store.read(id);
    if (object !== undefined) objects.push({ id, type: object.type, data: object.data });
  }
  const entries = await packCreated({ objects, read: async (id) => await store.read(id), thin: false });
  const name = await keepPack(gitDir, formatPack(entries, { deflate: deflateSync, hash: nodeSha1 }).bytes, {});
  store.removeLoose(loose);
  for (const { path } of small) {
    if (path.endsWith(`pack-${name}`)) continue;
    // The index goes first: what has none is no pack to anybody.
    for (const ending of ["idx", "promisor", "pack"]) await rm(`${path}.${ending}`, { force: true });
  }
}

async function hasManyLoose(gitDir: string): Promise<boolean> {
  let count = 0;
  for (const folder of SAMPLED_FOLDERS)
    count += (await readdir(join(gitDir, "objects", folder)).catch(noneWhenAbsent)).length;
  return count * (256 / SAMPLED_FOLDERS.length) >= MANY_LOOSE;
}

async function listPacks(gitDir: string): Promise<readonly Pack[]> {
  const folder = join(gitDir, "objects/pack");
  const packs: Pack[] = [];
  for (const name of await readdir(folder).catch(noneWhenAbsent)) {
    if (!name.endsWith(".idx")) continue;
    const path = join(folder, name.slice(0, -".idx".length));
    const bytes = await stat(`${path}.pack`).then(({ size }) => size, zeroWhenAbsent);
    packs.push({ path, bytes });
  }
  return packs;
}

/** The ids of an index, version 2: after its head and 256 counts, of which the last is that of all. */
async function idsIn(file: string): Promise<readonly string[]> {
  const index = await readFile(file);
  const count = index.readUInt32BE(8 + 255 * 4);
  return Array.from({ length: count }, (_, i) => formatId(index, 8 + 256 * 4 + 20 * i));
}

function noneWhenAbsent(error: unknown): string[] {
  if (hasCode(error, "ENOENT")) return [];
  throw error;
}

function zeroWhenAbsent(error: unknown): number {
  if (hasCode(error, "ENOENT")) return 0;
  throw error;
}
