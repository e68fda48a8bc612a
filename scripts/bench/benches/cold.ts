import { join } from "node:path";
import { ACTOR, appName, artifactOf, gimletOn } from "../acts.ts";
import { openRepo, perAdapter } from "../adapters.ts";
import type { Benches } from "../bench.ts";
import { git } from "../git.ts";
import { serveHttp } from "../http-remote.ts";
import { median, sideBySide, timed } from "../measure.ts";
import { fastImportReleases, nativePush } from "../native-release.ts";
import { ENV, remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

const PEER = "git clone --bare --depth 1 --filter=blob:none, fast-import, push";

/** One release with an empty cache, as a CI job makes it, over smart HTTP. */
export const cold: Benches = perAdapter("cold", async function* ({ folder, scale }, adapter) {
  const source = await repository(mainShape(scale));
  await using host = await serveHttp(folder);
  for (const name of ["ours.git", "peer.git"]) await remoteOf(source, join(folder, name));
  const fetched: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  const app = appName(7);

  const { ours, peer } = await sideBySide({
    runs: Math.min(5, scale.runs),
    warmUp: 0,
    async ours(run) {
      await host.takeBytes();
      const ms = await timed(async () => {
        const cacheFolder = join(folder, `cache-${run}`);
        const repo = await openRepo({ adapter, location: `${host.url}ours.git`, cacheFolder });
        await gimletOn(repo).release({ env: ENV, artifact: artifactOf(app, run + 1), actor: ACTOR });
      });
      fetched.ours.push((await host.takeBytes()).fetched);
      return ms;
    },
    async peer(run) {
      await host.takeBytes();
      const ms = await timed(async () => {
        const clone = join(folder, `clone-${run}.git`);
        const url = `${host.url}peer.git`;
        await git(["clone", "--quiet", "--bare", "--depth", "1", "--filter=blob:none", url, clone]);
        await fastImportReleases(clone, [app], run + 1);
        await nativePush(clone);
      });
      fetched.peer.push((await host.takeBytes()).fetched);
      return ms;
    },
  });
  yield { unit: "ms", ours, peer: { name: PEER, value: peer } };
  const kib = (bytes: readonly number[]): number => median(bytes) / 1024;
  yield { variant: "fetched", unit: "KiB", ours: kib(fetched.ours), peer: { name: PEER, value: kib(fetched.peer) } };
});
