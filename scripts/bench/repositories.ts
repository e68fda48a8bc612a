import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateRepo, type GenerateRepoOptions } from "../../packages/core/test-support/generate-repo.ts";
import { git } from "./git.ts";

export type RepositoryShape = Omit<GenerateRepoOptions, "folder">;

/** The env that is released to. */
export const ENV = "production";
/** The others. */
export const OTHER_ENVS = ["preview", "staging"];

/** A generated bare repository, packed as a host would; made once per shape, and again when the generator changes. */
export async function repository(shape: RepositoryShape): Promise<string> {
  const generator = readFileSync(new URL("../../packages/core/test-support/generate-repo.ts", import.meta.url));
  const { apps, envs, releases, favouriteEvery = 0, seed = 1 } = shape;
  const facts = JSON.stringify([apps, envs, releases, favouriteEvery, seed]);
  const digest = createHash("sha256").update(facts).update(generator).digest("hex").slice(0, 12);
  const folder = join(cacheFolder(), `${apps}x${envs.length}-${releases}-${digest}.git`);
  if (existsSync(folder)) return folder;
  process.stderr.write(`generating ${apps} apps x ${envs.length} envs, ${releases + 1} commits\n`);
  const making = `${folder}.${process.pid}`;
  generateRepo({ ...shape, folder: making });
  await git(["-C", making, "repack", "-a", "-d", "-q", "--write-bitmap-index"]);
  await git(["-C", making, "commit-graph", "write", "--reachable"]);
  await rename(making, folder);
  return folder;
}

/** A copy that may be pushed to: the packs are shared by hard links. */
export async function remoteOf(source: string, folder: string): Promise<string> {
  await git(["clone", "--quiet", "--bare", "--local", source, folder]);
  const settings = {
    "http.receivepack": "true",
    "uploadpack.allowFilter": "true",
    "uploadpack.allowAnySHA1InWant": "true",
  };
  for (const [name, value] of Object.entries(settings)) await git(["-C", folder, "config", name, value]);
  return folder;
}

/** Where generated repositories stay from run to run. */
function cacheFolder(): string {
  return join(tmpdir(), "gimlet-bench");
}

/** A new empty folder for one bench. */
export async function scratchFolder(): Promise<string> {
  const folder = join(cacheFolder(), `run-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
