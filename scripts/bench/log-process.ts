// A program: reads the newest releases of the generated favourite app, and prints how long that took as JSON.
// Arguments: adapter, remote, cache folder, how many, and beyond how many missing commits the index is left alone.
import { appName } from "./acts.ts";
import { openRepo, type Adapter } from "./adapters.ts";
import { peakRssMb } from "./measure.ts";
import { ENV } from "./repositories.ts";

/** What it prints. */
export interface LogTimes {
  /** Milliseconds in all, from opening the cache to the last release. */
  readonly ms: number;
  /** Of that, asking the remote for its head. */
  readonly headMs: number;
  readonly peakRssMb: number;
}

const [adapter, location, cacheFolder, limit, beyond] = process.argv.slice(2) as [
  Adapter,
  string,
  string,
  string,
  string?,
];
const start = performance.now();
const walkBeyond = beyond === undefined ? {} : { walkBeyond: Number(beyond) };
const repo = await openRepo({ adapter, location, cacheFolder, ...walkBeyond });
const asking = performance.now();
const head = await repo.head();
const headMs = performance.now() - asking;
let found = 0;
for await (const _ of repo.history(head!, { folderDepth: 2, under: `${ENV}/${appName(0)}` }))
  if (++found === Number(limit)) break;
const times: LogTimes = { ms: performance.now() - start, headMs, peakRssMb: await peakRssMb() };
if (found < Number(limit)) throw new Error(`found ${found} releases only`);
console.log(JSON.stringify(times));
