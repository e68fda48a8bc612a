import { execFile } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { appName } from "../acts.ts";
import { perAdapter, type Adapter } from "../adapters.ts";
import type { BenchContext, Benches } from "../bench.ts";
import { git } from "../git.ts";
import type { LogTimes } from "../log-process.ts";
import { median, sideBySide, timed } from "../measure.ts";
import { headOf } from "../receive-pack.ts";
import { ENV, remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

const LIMIT = 20;

/** The newest releases of an app, by a process that has just started, from an index that is there. */
export const logWarm: Benches = perAdapter("log-20-warm", async function* (context, adapter) {
  const place = await prepared(context, adapter);
  const all: LogTimes[] = [];
  const { ours: whole, peer } = await sideBySide({
    runs: context.scale.runs,
    ours: async (run) =>
      await timed(async () => {
        const times = await readLog(adapter, place);
        if (run >= 0) all.push(times);
      }),
    peer: async () => await timed(async () => await git(logOf(place, [`-${LIMIT}`]))),
  });
  const name = `git log -${LIMIT} -- <app>`;
  const peakRssMb = Math.max(...all.map((times) => times.peakRssMb));
  const reading = median(all.map(({ ms, headMs }) => ms - headMs));
  const asking = median(all.map((times) => times.headMs));
  yield { variant: "reading", unit: "ms", ours: reading, peer: { name, value: peer }, peakRssMb };
  yield { variant: "asking the remote", unit: "ms", ours: asking, peakRssMb };
  yield { variant: "whole process", unit: "ms", ours: whole, peer: { name, value: peer }, peakRssMb };
});

/** The same from a clone without index, as the CLI reads it in CI: without making one first. */
export const logCold: Benches = perAdapter("log-20-cold", async function* (context, adapter) {
  const place = await prepared(context, adapter);
  let peakRssMb = 0;
  const { ours, peer } = await sideBySide({
    runs: Math.min(3, context.scale.runs),
    warmUp: 0,
    async ours() {
      await removeIndex(place.cacheFolder);
      const times = await readLog(adapter, place, ["1000"]);
      peakRssMb = Math.max(peakRssMb, times.peakRssMb);
      return times.ms - times.headMs;
    },
    peer: async () => await timed(async () => await git(logOf(place, []))),
  });
  yield { unit: "ms", ours, peer: { name: "git log -- <app>", value: peer }, peakRssMb };
});

interface Place {
  readonly location: string;
  readonly cacheFolder: string;
  /** The repository in the cache folder. */
  readonly clone: string;
  readonly revision: string;
}

/** A cache folder with all of the history and its index. */
async function prepared({ folder, scale }: BenchContext, adapter: Adapter): Promise<Place> {
  const source = await repository(mainShape(scale));
  const location = await remoteOf(source, join(folder, "remote.git"));
  const cacheFolder = join(folder, "cache");
  await readLog(adapter, { location, cacheFolder });
  const revision = await headOf(location);
  const head = (await readdir(cacheFolder, { recursive: true })).find((name) => /(^|\/)HEAD$/.test(name));
  // An adapter that reads a folder in place has no clone of it.
  return { location, cacheFolder, clone: head === undefined ? location : join(cacheFolder, head, ".."), revision };
}

async function readLog(
  adapter: Adapter,
  { location, cacheFolder }: Pick<Place, "location" | "cacheFolder">,
  more: readonly string[] = [],
): Promise<LogTimes> {
  const program = fileURLToPath(new URL("../log-process.ts", import.meta.url));
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [program, adapter, location, cacheFolder, String(LIMIT), ...more]);
  return JSON.parse(stdout) as LogTimes;
}

async function removeIndex(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder, { recursive: true }))
    if (name.endsWith(".jsonl")) await rm(join(cacheFolder, name));
}

function logOf({ clone, revision }: Place, flags: readonly string[]): readonly string[] {
  return ["-C", clone, "log", "--format=%H %an %at %s", ...flags, revision, "--", `${ENV}/${appName(0)}`];
}
