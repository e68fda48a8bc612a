import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PackIndex } from "../git-objects/pack-index.ts";
import type { GitResult, RunGitOptions } from "./run-git.ts";

/** Runs git in the cache. */
export type CacheGit = (args: readonly string[], options?: Pick<RunGitOptions, "input">) => Promise<GitResult>;

export interface CachePack {
  /** Without its ending, such as `pack-0123…`. */
  readonly name: string;
  /** Whether it came from the remote. */
  readonly isFetched: boolean;
}

/** The packs of a repository. */
export function listPacks(gitDir: string): readonly CachePack[] {
  const names = new Set(readdirSync(folderOf(gitDir)));
  return [...names]
    .filter((name) => name.endsWith(".idx"))
    .map((name) => name.slice(0, -".idx".length))
    .map((name) => ({ name, isFetched: names.has(`${name}.promisor`) }));
}

/** Makes one pack of all that came from the remote, with the deltas that are in them. */
export async function mergeFetchedPacks(gitDir: string, git: CacheGit): Promise<void> {
  const packs = listPacks(gitDir).filter(({ isFetched }) => isFetched);
  const ids = new Set<string>();
  for (const { name } of packs) {
    const index = PackIndex.open(join(folderOf(gitDir), `${name}.idx`));
    for (const id of index.ids()) ids.add(id);
    index.close();
  }
  const args = ["pack-objects", "--quiet", "--delta-base-offset", "--window=0", join(folderOf(gitDir), "pack")];
  const { code, stdout } = await git(args, { input: `${[...ids].join("\n")}\n` });
  const merged = `pack-${stdout.toString("utf8").trim()}`;
  if (code !== 0 || !listPacks(gitDir).some(({ name }) => name === merged)) return;
  writeFileSync(join(folderOf(gitDir), `${merged}.promisor`), "");
  for (const { name } of packs) if (name !== merged) removePack(gitDir, name);
}

/** Removes packs that were made here and not fetched, if they are older than a time; the newest few stay. */
export function removeOwnPacks(gitDir: string, { olderThanMs, keep }: { olderThanMs: number; keep: number }): void {
  const own = listPacks(gitDir)
    .filter(({ isFetched }) => !isFetched)
    .map(({ name }) => ({ name, atMs: statSync(join(folderOf(gitDir), `${name}.idx`)).mtimeMs }))
    .toSorted((a, b) => b.atMs - a.atMs);
  for (const { name, atMs } of own.slice(keep)) if (atMs < olderThanMs) removePack(gitDir, name);
}

/** The index first: a pack without one is not looked for. */
function removePack(gitDir: string, name: string): void {
  for (const ending of ["idx", "pack", "promisor", "rev", "bitmap"])
    rmSync(join(folderOf(gitDir), `${name}.${ending}`), { force: true });
}

function folderOf(gitDir: string): string {
  return join(gitDir, "objects", "pack");
}
