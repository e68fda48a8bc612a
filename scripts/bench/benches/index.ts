import type { Benches } from "../bench.ts";
import { cacheGrowth } from "./cache-growth.ts";
import { charts } from "./charts.ts";
import { cliMemory } from "./cli-memory.ts";
import { cold } from "./cold.ts";
import { concurrent } from "./concurrent.ts";
import { indexHistory } from "./index-history.ts";
import { logCold, logWarm } from "./log-20.ts";
import { pushBytes } from "./push-bytes.ts";
import { releaseGrowth, releaseWarm, rollbackWarm } from "./release-warm.ts";

/** Every bench by its name, in the order of the table. */
export const benches: Benches = {
  ...releaseWarm,
  ...rollbackWarm,
  ...releaseGrowth,
  ...pushBytes,
  ...cacheGrowth,
  ...concurrent,
  ...cold,
  ...logWarm,
  ...logCold,
  ...indexHistory,
  ...cliMemory,
  ...charts,
};
