import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { gimletOn } from "../acts.ts";
import { openRepo, perAdapter } from "../adapters.ts";
import type { Benches } from "../bench.ts";
import { git } from "../git.ts";
import { serveHttp } from "../http-remote.ts";
import { appsOf, artifactsOf, releaseAll } from "../many-releases.ts";
import { remoteOf, repository } from "../repositories.ts";
import { youngShape } from "../shapes.ts";

const AT_ONCE = 100;

/** What the cache folder has grown to after many releases, over smart HTTP, beside a clone made then. */
export const cacheGrowth: Benches = perAdapter("cache-growth", async function* ({ folder, scale }, adapter) {
  const part = Number(process.env["BENCH_SCALE"] ?? 0.05);
  const releases = Math.ceil((scale.releases * part) / AT_ONCE) * AT_ONCE;
  const remote = await remoteOf(await repository(youngShape(scale)), join(folder, "remote.git"));
  await using host = await serveHttp(folder);
  const cacheFolder = join(folder, "cache");
  const repo = await openRepo({ adapter, location: `${host.url}remote.git`, cacheFolder });
  const gimlet = gimletOn(repo);
  for (let done = 0; done < releases; done += AT_ONCE)
    await releaseAll(gimlet, artifactsOf(appsOf(done % scale.apps, AT_ONCE), done + 1));
  const clone = join(folder, "clone.git");
  await git(["clone", "--quiet", "--bare", `file://${remote}`, clone]);
  const peer = { name: "git clone --bare", value: await sizeMb(clone) };
  yield { variant: `after ${releases} releases`, unit: "MiB", ours: await sizeMb(cacheFolder), peer };
});

async function sizeMb(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes / 1024 / 1024;
}
