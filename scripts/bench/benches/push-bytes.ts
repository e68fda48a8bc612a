import { join } from "node:path";
import { ACTOR, appName, artifactOf, gimletOn } from "../acts.ts";
import { openRepo, perAdapter } from "../adapters.ts";
import type { Benches } from "../bench.ts";
import { serveHttp } from "../http-remote.ts";
import { headOf, thinPack } from "../receive-pack.ts";
import { ENV, remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

/** Bytes of the request that pushes one release of one app: the pack, and what is said around it. */
export const pushBytes: Benches = perAdapter("push-bytes", async function* ({ folder, scale }, adapter) {
  const remote = await remoteOf(await repository(mainShape(scale)), join(folder, "remote.git"));
  await using host = await serveHttp(folder);
  const repo = await openRepo({ adapter, location: `${host.url}remote.git`, cacheFolder: join(folder, "cache") });
  const gimlet = gimletOn(repo);
  for (const [number, variant] of ["first release of an app", "next release"].entries()) {
    // What is fetched is asked for in requests of its own.
    await gimlet.plan({ act: "release", env: ENV, artifact: artifactOf(appName(7), number + 1), actor: ACTOR });
    const before = await headOf(remote);
    await host.takeBytes();
    await gimlet.release({ env: ENV, artifact: artifactOf(appName(7), number + 1), actor: ACTOR });
    const { pushed } = await host.takeBytes();
    const pack = await thinPack(remote, { before, after: await headOf(remote) });
    yield { variant, unit: "bytes", ours: pushed, peer: { name: "git pack-objects --thin", value: pack.length } };
  }
});
