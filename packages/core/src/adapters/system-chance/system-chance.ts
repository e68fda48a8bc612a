import type { Chance } from "../../template/chance/chance.ts";
import { nodeCertificates } from "./node-certificates.ts";
import { systemClock } from "./system-clock.ts";
import { systemRandom } from "./system-random.ts";

/** Real chance, the time that it is, and new keys: what helm renders with. */
export const systemChance: Chance = { random: systemRandom, clock: systemClock, certificates: nodeCertificates };
