import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CommitSha, TreeId } from "../../conventions/ids.ts";
import { parseCommit } from "../../git/commit.ts";
import { parseTree } from "../../git/tree.ts";
import { type CacheGit, listPacks, mergeFetchedPacks, removeOwnPacks } from "./cache-packs.ts";
import type { CacheRepo } from "./cache-repo.ts";

export interface TidyOptions {
  /** What the remote's branch points at. */
  readonly tip: CommitSha;
  /** Objects that this process made and the remote has since. */
  readonly published: Set<string>;
  readonly git: CacheGit;
}

const MAX_PUBLISHED = 500;
// One folder of 256 tells how many loose objects there are: hundreds, when two are in it.
const SAMPLE = "17";
const MAX_IN_SAMPLE = 2;
const MAX_PACKS = 100;
/** A pack is made just before its push. */
const PACK_GRACE_MS = 60_000;
/** Younger objects may belong to a release that another process is about to push. */
const GRACE_MS = 10 * 60_000;

/** Whether so much has piled up that it is worth the time. */
export function isUntidy(cache: CacheRepo, published: ReadonlySet<string>): boolean {
  return (
    published.size >= MAX_PUBLISHED ||
    count(join(cache.folder, "objects", SAMPLE)) > MAX_IN_SAMPLE ||
    hasManyPacks(cache)
  );
}

/** Makes the cache small again; to be called while it is locked. */
export async function tidyCache(cache: CacheRepo, { tip, published, git }: TidyOptions): Promise<void> {
  if (cache.isComplete) {
    // The trees of all history stay, as deltas against each other.
    await git(["repack", ...(hasManyPacks(cache) ? ["-a"] : []), "-d", "-q", "--no-write-bitmap-index"]);
  } else {
    const kept = await looseOf(cache, tip);
    const before = Date.now() - GRACE_MS;
    const files = cache.objects.listLoose();
    const gone = files.filter(({ id, modifiedMs }) => !kept.has(id) && (published.has(id) || modifiedMs < before));
    cache.cutHistoryAt(tip);
    cache.objects.removeLoose(gone.map(({ id }) => id));
    removeOwnPacks(cache.folder, { olderThanMs: Date.now() - PACK_GRACE_MS, keep: 4 });
    if (hasManyPacks(cache)) await mergeFetchedPacks(cache.folder, git);
  }
  published.clear();
}

/** The loose objects that a commit's files consist of; what is packed has only packed objects below it. */
async function looseOf(cache: CacheRepo, tip: CommitSha): Promise<ReadonlySet<string>> {
  const loose = new Set(cache.objects.listLoose().map(({ id }) => id));
  const kept = new Set<string>();
  const visit = async (id: string): Promise<void> => {
    if (!loose.has(id) || kept.has(id)) return;
    kept.add(id);
    const object = await cache.read(id);
    if (object?.type === "commit") await visit(parseCommit(id, object.data).tree);
    if (object?.type === "tree") for (const entry of parseTree(id as TreeId, object.data)) await visit(entry.id);
  };
  await visit(tip);
  return kept;
}

function hasManyPacks(cache: CacheRepo): boolean {
  return listPacks(cache.folder).length > MAX_PACKS;
}

function count(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
