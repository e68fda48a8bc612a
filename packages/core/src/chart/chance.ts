import { forbiddenCertificates, forbiddenClock, forbiddenRandom } from "../template/functions/forbid.ts";
import type { Certificates, Clock, RandomSource } from "../template/functions/ports.ts";

/** Ports: where what differs each time comes from. */
export interface Chance {
  readonly random: RandomSource;
  readonly clock: Clock;
  /** @defaultValue keys are made of `random`, without help of the platform */
  readonly certificates?: Certificates | undefined;
}

/** No chance at all: who asks for it gets an error. */
export const FORBIDDEN_CHANCE: Chance = {
  random: forbiddenRandom,
  clock: forbiddenClock,
  certificates: forbiddenCertificates,
};
