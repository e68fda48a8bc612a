import { type Chance, NotReproducible } from "./chance.ts";

/** No chance, time or keys at all: who asks for them gets an error. For renders that must give the same each time. */
export const FORBIDDEN_CHANCE: Chance = {
  random: { bytes: (_, wanted) => refuse(wanted) },
  clock: { now: refuse },
  certificates: { generateKey: (_, wanted) => refuse(wanted) },
};

function refuse(wanted: string): never {
  throw new NotReproducible(wanted);
}
