import { join } from "node:path";
import {
  actsBesideReceivePack,
  type ActsMeasured,
  type ActsOptions,
  type Transport,
} from "../acts-beside-receive-pack.ts";
import { ACTOR, appName, artifactOf } from "../acts.ts";
import { ADAPTERS, type Adapter } from "../adapters.ts";
import type { Bench, BenchContext, Benches, Measured } from "../bench.ts";
import { ENV, repository } from "../repositories.ts";
import { mainShape, otherShapes, shortShape } from "../shapes.ts";

const TRANSPORTS = ["local path", "smart HTTP"] as const;

/** One release of one app, by a process that has done it before. */
export const releaseWarm: Benches = perWay("release-warm", async function* ({ folder, scale }, way) {
  const source = await repository(mainShape(scale));
  yield* rowsOf(await actsBesideReceivePack({ ...way, source, folder, runs: scale.runs, act: release }));
});

/** One rollback of an app to the release before, by a process that has done it before. */
export const rollbackWarm: Benches = perWay("rollback-warm", async function* ({ folder, scale }, way) {
  const source = await repository(shortShape(scale));
  const act: ActsOptions["act"] = async (gimlet) =>
    await gimlet.rollback({ env: ENV, app: appName(7), actor: ACTOR, hold: false });
  yield* rowsOf(await actsBesideReceivePack({ ...way, source, folder, runs: scale.runs, prepare: release, act }));
});

/** The same release in repositories of other sizes. */
export const releaseGrowth: Benches = Object.fromEntries(
  ADAPTERS.map((adapter) => [
    `release-growth ${adapter}`,
    async function* ({ folder, scale }: BenchContext): AsyncIterable<Measured> {
      const shapes = Object.entries(otherShapes(scale));
      // The first place is measured twice: until then the code itself is not warm, and the rows are to be compared.
      for (const [index, [name, shape]] of [...shapes.slice(0, 1), ...shapes].entries()) {
        const source = await repository(shape);
        const common = { adapter, source, folder: join(folder, String(index)), runs: scale.runs };
        const measured = await actsBesideReceivePack({ ...common, transport: "local path", act: release });
        if (index === 0) continue;
        for (const row of rowsOf(measured)) yield { ...row, variant: `${row.variant}, ${name}` };
      }
    },
  ]),
);

interface Way {
  readonly adapter: Adapter;
  readonly transport: Transport;
}

function perWay(name: string, bench: (context: BenchContext, way: Way) => AsyncIterable<Measured>): Benches {
  const ways = ADAPTERS.flatMap((adapter) => TRANSPORTS.map((transport): Way => ({ adapter, transport })));
  return Object.fromEntries(
    ways.map((way): [string, Bench] => [`${name} ${way.adapter}, ${way.transport}`, (context) => bench(context, way)]),
  );
}

const release: ActsOptions["act"] = async (gimlet, run) =>
  await gimlet.release({ env: ENV, artifact: artifactOf(appName(7), run + 100), actor: ACTOR });

function* rowsOf({ wholeMs, ownMs, peerMs }: ActsMeasured): Iterable<Measured & { readonly variant: string }> {
  yield { variant: "own work", unit: "ms", ours: ownMs };
  const peer = { name: "git receive-pack", value: peerMs };
  yield { variant: "whole", unit: "ms", ours: wholeMs, peer };
}
