import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gimletOn } from "../acts.ts";
import { openRepo, perAdapter, type Adapter } from "../adapters.ts";
import type { Benches } from "../bench.ts";
import { git } from "../git.ts";
import { appsOf, artifactsOf, releaseAll } from "../many-releases.ts";
import { sideBySide, timed } from "../measure.ts";
import { fastImportReleases, nativePush } from "../native-release.ts";
import { remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

const APPS = 100;
const PROCESSES = 4;
const SHARE = APPS / PROCESSES;

/** A hundred releases of a hundred apps asked for at once, of one process, on a remote that is a folder. */
const oneProcess = perAdapter("concurrent-100 one process,", async function* ({ folder, scale }, adapter) {
  const source = await repository(mainShape(scale));
  const remote = await remoteOf(source, join(folder, "remote.git"));
  const [clone] = await nativeClones(source, { folder, count: 1 });
  const gimlet = gimletOn(await openRepo({ adapter, location: remote, cacheFolder: join(folder, "cache") }));
  const { ours, peer } = await sideBySide({
    runs: Math.min(3, scale.runs),
    async ours(run) {
      const artifacts = artifactsOf(appsOf(0, APPS), run + 2);
      return await timed(async () => await releaseAll(gimlet, artifacts));
    },
    peer: async (run) => await timed(async () => await landNatively(clone!, appsOf(0, APPS), run + 2)),
  });
  yield { unit: "ms", ours, peer: { name: "git fetch, fast-import, push", value: peer } };
});

/** The same, a quarter by each of four processes. */
const fourProcesses = perAdapter("concurrent-100 four processes,", async function* ({ folder, scale }, adapter) {
  const source = await repository(mainShape(scale));
  const remote = await remoteOf(source, join(folder, "remote.git"));
  const clones = await nativeClones(source, { folder, count: PROCESSES });
  const workers = await Promise.all(
    clones.map((_, at) => startWorker({ adapter, remote, cacheFolder: join(folder, `cache-${at}`) })),
  );
  const peaks: number[] = [];
  const { ours, peer } = await sideBySide({
    runs: Math.min(3, scale.runs),
    ours: async (run) => await timed(async () => peaks.push(...(await askAll(workers, run + 2)))),
    peer: async (run) =>
      await timed(async () => {
        await Promise.all(clones.map((clone, at) => landNatively(clone, appsOf(at * SHARE, SHARE), run + 2)));
      }),
  });
  for (const worker of workers) worker.disconnect();
  const name = "4 x git fetch, fast-import, push until it lands";
  yield { unit: "ms", ours, peer: { name, value: peer }, peakRssMb: Math.max(...peaks) };
});

export const concurrent: Benches = { ...oneProcess, ...fourProcesses };

/** What a worker is asked to release. */
export interface WorkerTask {
  readonly first: number;
  readonly share: number;
  readonly number: number;
}

interface WorkerOptions {
  readonly adapter: Adapter;
  readonly remote: string;
  readonly cacheFolder: string;
}

async function startWorker({ adapter, remote, cacheFolder }: WorkerOptions): Promise<ChildProcess> {
  const worker = fork(fileURLToPath(new URL("../release-worker.ts", import.meta.url)), [adapter, remote, cacheFolder]);
  await once(worker, "message");
  return worker;
}

async function askAll(workers: readonly ChildProcess[], number: number): Promise<readonly number[]> {
  return await Promise.all(workers.map((worker, at) => ask(worker, { first: at * SHARE, share: SHARE, number })));
}

async function ask(worker: ChildProcess, task: WorkerTask): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const failed = (): void => reject(new Error("a worker ended early"));
  worker.once("exit", failed);
  worker.once("message", (peak) => resolve(Number(peak)));
  worker.send(task);
  const peak = await promise;
  worker.off("exit", failed);
  return peak;
}

interface NativeClonesOptions {
  readonly folder: string;
  readonly count: number;
}

async function nativeClones(source: string, { folder, count }: NativeClonesOptions): Promise<readonly string[]> {
  const remote = await remoteOf(source, join(folder, "peer.git"));
  const clones = Array.from({ length: count }, (_, index) => join(folder, `clone-${index}.git`));
  for (const clone of clones) await git(["clone", "--quiet", "--bare", "--local", remote, clone]);
  return clones;
}

/** What a script with the git binary does: on top of what is there, and again when somebody was faster. */
async function landNatively(clone: string, apps: readonly string[], number: number): Promise<void> {
  for (;;) {
    await git(["-C", clone, "fetch", "--quiet", "origin", "+refs/heads/main:refs/heads/main"]);
    await fastImportReleases(clone, apps, number);
    try {
      await nativePush(clone);
      return;
    } catch (error) {
      if (!/rejected|failed to (update|push)|cannot lock ref/.test(String(error))) throw error;
    }
  }
}
