import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { resolveContext } from "../context/resolve-context.ts";
import { readUserConfig } from "../context/user-config.ts";
import type { Run } from "../run.ts";
import { cacheFolder } from "../session/cache-folder.ts";
import { openSession } from "../session/open-session.ts";
import type { Names } from "./candidates.ts";

/** Names this old are still good. */
const FRESH_MS = 60_000;
/** A prompt waits no longer than this for newer ones. */
const PATIENCE_MS = 200;

interface KeptNames {
  readonly atMs: number;
  readonly apps: readonly string[];
  readonly envs: readonly string[];
}

/** Names to complete, from a cache that is refreshed when that is quick. */
export async function findNames(kinds: readonly (keyof Names)[], run: Run): Promise<readonly string[]> {
  if (kinds.every((kind) => kind === "contexts")) return [...(await readUserConfig(run.environment)).contexts.keys()];
  const { environment, folder } = run;
  const context = await resolveContext({}, { environment, folder });
  const key = createHash("sha256")
    .update(JSON.stringify([context.name, ...context.envs]))
    .digest("hex")
    .slice(0, 24);
  const file = join(cacheFolder(environment), "completion", `${key}.json`);
  const kept = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as KeptNames,
    () => undefined,
  );
  const isFresh = kept !== undefined && Date.now() - kept.atMs < FRESH_MS;
  const names = isFresh ? kept : ((await refreshInTime(file, run)) ?? kept);
  return kinds.flatMap((kind) => (kind === "contexts" ? [] : (names?.[kind] ?? [...context.envs.keys()])));
}

async function refreshInTime(file: string, run: Run): Promise<KeptNames | undefined> {
  const tooLate = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<undefined>((resolve) => tooLate.addEventListener("abort", () => resolve(undefined)));
  const refreshed = refresh(file, { ...run, signal: tooLate }).catch(() => undefined);
  return Promise.race([refreshed, late]);
}

async function refresh(file: string, run: Run): Promise<KeptNames> {
  const { gimlet } = await openSession(run, { flags: {}, env: undefined });
  const statuses = await gimlet.status({ signal: run.signal });
  const names = { atMs: Date.now(), apps: [...new Set(statuses.map(({ app }) => app))].toSorted(), envs: gimlet.envs };
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, JSON.stringify(names));
  return names;
}
