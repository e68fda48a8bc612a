import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CommitSha } from "../../conventions/ids.ts";
import { GitObjectError } from "../../errors.ts";
import type { NamedObject, ObjectStore } from "../../git/object-store.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import { hasCode } from "./file-errors.ts";
import { canFilter, type GitHost } from "./git-host.ts";
import { indexPack } from "./index-pack.ts";
import { moveRef, readRef } from "./ref-file.ts";

/** How far a fetch goes back. `undefined` brings what is new and deepens nothing. */
export type Deepening =
  | { readonly kind: "one" }
  | { readonly kind: "since"; readonly seconds: number }
  | { readonly kind: "all" }
  | undefined;

export interface CacheOnDisk {
  readonly host: GitHost;
  readonly gitDir: string;
}

// A depth that no history has: git takes it as "all of it".
const WHOLE = 0x7fffffff;
/** So many files are kept one by one: a pack for each app that is read would slow every reading down. */
const FEW = 100;
const FEW_BYTES = 2 ** 24;

/**
 * Makes an empty bare repository to fetch into. Git is told that blobs may be missing, as in a partial clone, so that
 * it can be used on it.
 */
export async function initCache({ host, gitDir }: CacheOnDisk): Promise<void> {
  const { branch, http } = host;
  for (const folder of ["objects/pack", "objects/info", "refs/heads"])
    await mkdir(join(gitDir, folder), { recursive: true });
  const config = [
    "[core]",
    "\trepositoryformatversion = 1",
    "\tbare = true",
    "[extensions]",
    "\tpartialclone = origin",
    '[remote "origin"]',
    `\turl = ${JSON.stringify(http.location)}`,
    "\tfetch = +refs/heads/*:refs/remotes/origin/*",
    "\tpromisor = true",
    "\tpartialclonefilter = blob:none",
  ];
  await writeFile(join(gitDir, "config"), `${config.join("\n")}\n`);
  await writeFile(join(gitDir, "HEAD"), `ref: refs/heads/${branch}\n`);
}

/**
 * Fetches a commit on top of what the cache's own branch has, without blobs if the host can, and moves that branch.
 * @throws {GitObjectError} when the host does not have the commit any more
 */
export async function fetchCommit(
  { host, gitDir }: CacheOnDisk,
  { commit, deepening }: { readonly commit: CommitSha; readonly deepening: Deepening },
  options: CallOptions,
): Promise<void> {
  const ref = `refs/heads/${host.branch}`;
  const head = await readRef(gitDir, ref);
  const shallow = await readShallow(gitDir);
  const withoutBlobs = canFilter(await host.capabilities(options));
  const haves = head === undefined ? [] : [head];
  const answer = await host.fetch(
    { wants: [commit], haves, shallow: [...shallow], deepen: lineOf(deepening), withoutBlobs },
    options,
  );
  if (answer === undefined) throw new GitObjectError(commit, "is no longer on the host");
  // In this order a process that dies leaves a clone that looks shallower than it is, never deeper.
  if (answer.shallow.length > 0) await writeShallow(gitDir, shallow.union(new Set(answer.shallow)));
  await keepPack(gitDir, answer.pack, options);
  if (answer.unshallow.length > 0)
    await writeShallow(gitDir, shallow.union(new Set(answer.shallow)).difference(new Set(answer.unshallow)));
  await moveRef({ gitDir, ref, to: commit, expected: head });
}

/**
 * Fetches single objects, of commits not their history, of trees not their blobs. Those the host lacks stay missing.
 * @param write keeps a few files; anything else comes as a pack
 */
export async function fetchObjects(
  { host, gitDir }: CacheOnDisk,
  { ids, write }: { readonly ids: readonly string[]; readonly write: ObjectStore["write"] },
  options: CallOptions,
): Promise<void> {
  const shallow = await readShallow(gitDir);
  const withoutBlobs = canFilter(await host.capabilities(options));
  const request = { wants: ids, haves: [], shallow: [...shallow], deepen: "deepen 1", withoutBlobs };
  const answer = await host.fetch(request, options);
  if (answer === undefined) return;
  if (answer.shallow.length > 0) await writeShallow(gitDir, shallow.union(new Set(answer.shallow)));
  if (ids.length > FEW) return void (await keepPack(gitDir, answer.pack, options));
  const files: NamedObject[] = [];
  let bytes = 0;
  const { count } = await indexPack(asBuffer(answer.pack), {
    visit: (object) => {
      bytes += object.data.length;
      if (object.type === "blob" && files.length < FEW && bytes <= FEW_BYTES) files.push(object);
    },
  });
  if (files.length === count) await write(files);
  else await keepPack(gitDir, answer.pack, options);
}

export async function isShallow(gitDir: string): Promise<boolean> {
  return (await readShallow(gitDir)).size > 0;
}

function lineOf(deepening: Deepening): string | undefined {
  switch (deepening?.kind) {
    case undefined:
      return undefined;
    case "one":
      return "deepen 1";
    case "since":
      return `deepen-since ${deepening.seconds}`;
    case "all":
      return `deepen ${WHOLE}`;
  }
}

async function readShallow(gitDir: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(gitDir, "shallow"), "utf8").catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return "";
    throw error;
  });
  return new Set(text.split("\n").filter((line) => line !== ""));
}

async function writeShallow(gitDir: string, commits: ReadonlySet<string>): Promise<void> {
  if (commits.size === 0) await rm(join(gitDir, "shallow"), { force: true });
  else await writeWhole(join(gitDir, "shallow"), `${[...commits].toSorted().join("\n")}\n`);
}

/**
 * Keeps a pack; its index comes last, for without it nobody looks at the pack.
 * @returns the pack's name
 * @throws {Error} when it is damaged or not complete in itself
 */
export async function keepPack(gitDir: string, pack: Uint8Array, { signal, onProgress }: CallOptions): Promise<string> {
  const report =
    onProgress && ((done: number, total: number) => onProgress({ phase: "indexing objects", done, total }));
  const { name, index, count } = await indexPack(asBuffer(pack), {
    signal,
    onProgress: report,
  });
  if (count === 0) return name;
  const file = join(gitDir, "objects/pack", `pack-${name}`);
  await writeWhole(`${file}.pack`, pack);
  await writeWhole(`${file}.promisor`, "");
  await writeWhole(`${file}.idx`, index);
  return name;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

async function writeWhole(file: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, data);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
