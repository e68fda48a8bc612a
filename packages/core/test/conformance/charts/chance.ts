import { nodeCertificates } from "../../../src/adapters/system-chance/node-certificates.ts";
import type { Chance } from "../../../src/template/chance/chance.ts";
import { FixedClock } from "../../../src/template/chance/fixed-clock.ts";
import { SeededRandom } from "../../../src/template/chance/seeded-random.ts";

/** Chance that is the same in each run, but for keys: they take long, and no line of them is compared. */
export function chanceOf(seed: string): Chance {
  return {
    random: new SeededRandom(seed),
    clock: new FixedClock(1_767_225_600_000_000_000n),
    certificates: nodeCertificates,
  };
}
