import { open, mkdir, readFile, rename, rm, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CommitSha, isCommitSha } from "../../conventions/ids.ts";
import { hasCode } from "./file-errors.ts";

/** How an attempt to move a ref ended. */
export type RefMove =
  | { readonly status: "moved" }
  /** It points at something else than expected. */
  | { readonly status: "elsewhere" }
  /** Another program holds it, or died holding it. */
  | { readonly status: "locked"; readonly lock: string }
  /** A ref of a longer or shorter name is in its way. */
  | { readonly status: "in-the-way" };

export interface MoveRefOptions {
  readonly gitDir: string;
  /** Full name, such as `refs/heads/main`. */
  readonly ref: string;
  readonly to: CommitSha;
  /** `undefined` when the ref must not exist. */
  readonly expected: CommitSha | undefined;
}

const LOCK_TRIES = 20;
const LOCK_WAIT_MS = 50;

/**
 * What a ref points at, from its own file or the packed ones.
 * @throws {Error} when it is a symbolic ref or damaged
 */
export async function readRef(gitDir: string, ref: string): Promise<CommitSha | undefined> {
  const text = await readText(join(gitDir, ref));
  if (text === undefined) return (await readPackedRefs(gitDir)).get(ref);
  const id = text.trim();
  if (!isCommitSha(id)) throw new Error(`${ref} holds no commit id`);
  return id;
}

/** Whether the repository has any ref at all. */
export async function hasRefs(gitDir: string): Promise<boolean> {
  if ((await readPackedRefs(gitDir)).size > 0) return true;
  const entries = await readdir(join(gitDir, "refs"), { recursive: true, withFileTypes: true });
  return entries.some((entry) => entry.isFile() && !entry.name.endsWith(".lock"));
}

/** Moves a ref as git does: the lock file keeps others away, is written, and takes the ref's place at once. */
export async function moveRef(options: MoveRefOptions): Promise<RefMove> {
  const { gitDir, ref, to, expected } = options;
  const file = join(gitDir, ref);
  const lock = `${file}.lock`;
  const taken = await takeLock(lock);
  if (taken !== "taken") return taken === "locked" ? { status: "locked", lock } : { status: "in-the-way" };
  let isOurs = true;
  try {
    if ((await readRef(gitDir, ref)) !== expected) return { status: "elsewhere" };
    if (expected === undefined && (await isPrefixTaken(gitDir, ref))) return { status: "in-the-way" };
    await using handle = await open(lock, "w");
    await handle.writeFile(`${to}\n`);
    await handle.sync();
    await rename(lock, file);
    // A lock that is there from now on is somebody else's.
    isOurs = false;
    return { status: "moved" };
  } catch (error) {
    // A folder stands where the ref's file should be: there are refs below its name.
    if (hasCode(error, "EISDIR", "ENOTEMPTY", "EEXIST")) return { status: "in-the-way" };
    throw error;
  } finally {
    if (isOurs) await rm(lock, { force: true });
  }
}

async function takeLock(lock: string): Promise<"taken" | "locked" | "in-the-way"> {
  try {
    await mkdir(dirname(lock), { recursive: true });
  } catch (error) {
    if (hasCode(error, "EEXIST", "ENOTDIR")) return "in-the-way";
    throw error;
  }
  for (let tries = 0; tries < LOCK_TRIES; tries++) {
    try {
      await (await open(lock, "wx")).close();
      return "taken";
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw error;
      await sleep(LOCK_WAIT_MS);
    }
  }
  return "locked";
}

async function isPrefixTaken(gitDir: string, ref: string): Promise<boolean> {
  for (const name of (await readPackedRefs(gitDir)).keys())
    if (name.startsWith(`${ref}/`) || ref.startsWith(`${name}/`)) return true;
  return false;
}

async function readPackedRefs(gitDir: string): Promise<ReadonlyMap<string, CommitSha>> {
  const refs = new Map<string, CommitSha>();
  for (const line of ((await readText(join(gitDir, "packed-refs"))) ?? "").split("\n")) {
    const id = line.slice(0, 40);
    if (isCommitSha(id) && line[40] === " ") refs.set(line.slice(41).trimEnd(), id);
  }
  return refs;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EISDIR")) return undefined;
    throw error;
  }
}
