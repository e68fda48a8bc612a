import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

/** A lock nobody has touched for so long is one of a dead process. */
const STALE_MS = 15_000;
const POLL_MS = 25;

/** The right to write a file, among processes that ask for it. */
export interface FileLock extends AsyncDisposable {
  /** Tells the others that its holder is alive; to be called every few seconds. */
  touch(): Promise<void>;
}

/**
 * Takes the lock of a file, waiting for whoever holds it. It saves work that would be done twice; what is written must
 * be safe without it, since the lock of a process that only slept can be broken.
 */
export async function lockFile(file: string, signal: AbortSignal | undefined): Promise<FileLock> {
  const path = `${file}.lock`;
  const owner = `${hostname()} ${process.pid}\n`;
  for (;;) {
    signal?.throwIfAborted();
    if (await create(path, owner)) break;
    if (await isStale(path)) await rm(path, { force: true });
    else await sleep(POLL_MS);
  }
  let touchedMs = performance.now();
  return {
    async touch() {
      const nowMs = performance.now();
      if (nowMs - touchedMs < STALE_MS / 15) return;
      touchedMs = nowMs;
      const now = new Date();
      await utimes(path, now, now).catch(ignoreAbsence);
    },
    async [Symbol.asyncDispose]() {
      if ((await readFile(path, "utf8").catch(ignoreAbsence)) === owner) await rm(path, { force: true });
    },
  };
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    await using file = await open(path, "wx");
    await file.writeFile(owner);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(ignoreAbsence);
  if (found === undefined) return false;
  if (Date.now() - found.mtimeMs > STALE_MS) return true;
  const [host, pid] = ((await readFile(path, "utf8").catch(ignoreAbsence)) ?? "").trim().split(" ");
  return host === hostname() && pid !== undefined && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH");
  }
}

function ignoreAbsence(error: unknown): undefined {
  if (!hasCode(error, "ENOENT")) throw error;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
