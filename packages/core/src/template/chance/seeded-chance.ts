import { FixedClock } from "./fixed-clock.ts";
import { SeededRandom } from "./seeded-random.ts";
import type { Chance } from "./chance.ts";

/**
 * Chance that is the same for the same seed and time, on every machine; for one render.
 * @param seed names the app; who knows it knows what is made up
 */
export function seededChance(seed: string, { atSeconds }: { readonly atSeconds: number }): Chance {
  return {
    random: new SeededRandom(seed),
    clock: new FixedClock(BigInt(Math.floor(atSeconds)) * 1_000_000_000n),
  };
}
