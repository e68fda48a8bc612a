// A program: releases apps when its parent asks, many at a time, and answers with its peak of memory in MB. Arguments: adapter, remote, cache folder.
import { gimletOn } from "./acts.ts";
import { openRepo, type Adapter } from "./adapters.ts";
import type { WorkerTask } from "./benches/concurrent.ts";
import { appsOf, artifactsOf, releaseAll } from "./many-releases.ts";
import { peakRssMb } from "./measure.ts";

const [adapter, location, cacheFolder] = process.argv.slice(2) as [Adapter, string, string];
const repo = await openRepo({ adapter, location, cacheFolder });
await repo.head();
const gimlet = gimletOn(repo);

process.on("message", ({ first, share, number }: WorkerTask) => {
  void releaseAll(gimlet, artifactsOf(appsOf(first, share), number)).then(async () =>
    process.send?.(await peakRssMb()),
  );
});
process.send?.("ready");
