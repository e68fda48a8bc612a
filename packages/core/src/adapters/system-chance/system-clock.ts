import type { Clock } from "../../template/chance/chance.ts";

/** The platform's clock, to the millisecond. */
export const systemClock: Clock = { now: () => BigInt(Date.now()) * 1_000_000n };
