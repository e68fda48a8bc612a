import { type Certificates, type Clock, NotReproducible, type RandomSource } from "./ports.ts";

function refuse(wanted: string): never {
  throw new NotReproducible(wanted);
}

/** No chance: for renders that must give the same each time. */
export const forbiddenRandom: RandomSource = { bytes: (_, wanted) => refuse(wanted) };

/** No time: for renders that must give the same each day. */
export const forbiddenClock: Clock = { now: refuse };

/** No keys: for renders that must give the same each time. */
export const forbiddenCertificates: Certificates = { generateKey: (_, wanted) => refuse(wanted) };
