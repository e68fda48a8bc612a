// Runs the simulation for many seeds on all cores, or tells the story of one.
//   npm run simulate -- [--seeds 100000] [--from 1]
//   npm run simulate -- --seed 4711
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { simulate } from "./simulate.ts";

/** Every `step`th seed of a range. */
interface Share {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

if (isMainThread) await main();
else await work(workerData as Share); // what the main thread below hands over

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      seeds: { type: "string", default: "100000" },
      from: { type: "string", default: "1" },
    },
  });
  if (values.seed !== undefined) {
    const { trace, violations } = await simulate(Number(values.seed));
    for (const line of [...trace, ...violations]) console.log(line);
    process.exitCode = violations.length > 0 ? 1 : 0;
    return;
  }

  const from = Number(values.from);
  const to = from + Number(values.seeds) - 1;
  const step = availableParallelism();
  let done = 0;
  let failed = 0;
  const workers = Array.from({ length: step }, (_, index) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { from: from + index, to, step } });
    worker.on("message", ({ seed, violations }: { seed: number; violations: readonly string[] }) => {
      if (++done % 5000 === 0) console.error(`${done} seeds, ${failed} failed`);
      if (violations.length === 0) return;
      failed++;
      for (const violation of violations) console.log(`seed ${seed}: ${violation}`);
      console.log(`replay: npm run simulate -- --seed ${seed}`);
    });
    return new Promise((resolve, reject) => {
      worker.once("exit", resolve);
      worker.once("error", reject);
    });
  });
  await Promise.all(workers);
  console.log(`${done} seeds, ${failed} failed`);
  process.exitCode = failed > 0 || done !== to - from + 1 ? 1 : 0;
}

async function work({ from, to, step }: Share): Promise<void> {
  for (let seed = from; seed <= to; seed += step) {
    const { violations } = await simulate(seed);
    parentPort?.postMessage({ seed, violations });
  }
}
