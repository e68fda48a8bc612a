import { daysOfDate, dateOfDays, type CivilDate } from "./calendar.ts";
import type { Location } from "./location.ts";
import { floorDivide } from "../floor-divide.ts";

/** An instant as Go's `time.Time` holds it: to the nanosecond, with the place whose clock shows it. */
export interface Instant {
  /** Since 1970 in UTC. */
  readonly seconds: bigint;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;
  readonly location: Location;
}

/** What calendar and clock show. */
export interface Civil extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Days since the first of January 1970. */
  readonly days: number;
}

const DAY = 86_400n;
const BILLION = 1_000_000_000n;

/** The first second of the year 1: Go's zero value. */
export const ZERO_SECONDS = -62_135_596_800n;

/** What calendar and clock show at this instant, at its place. */
export function civilOf({ seconds, location }: Instant): Civil {
  const local = seconds + BigInt(location.zoneAt(seconds).offset);
  const days = floorDivide(local, DAY);
  const second = Number(local - days * DAY);
  return {
    ...dateOfDays(Number(days)),
    days: Number(days),
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  };
}

/** The instant at which calendar and clock of a place show this; what is beyond its range counts on. */
export function instantOf(
  civil: Omit<Civil, "days">,
  { nanoseconds = 0, location }: { nanoseconds?: number; location: Location },
): Instant {
  const clock = BigInt((civil.hour * 60 + civil.minute) * 60 + civil.second);
  const asIfUtc = BigInt(daysOfDate(civil)) * DAY + clock;
  return { seconds: asIfUtc - BigInt(offsetFor(asIfUtc, location)), nanoseconds, location };
}

/** Go's guess: the offset at that time in UTC, or where that leads beyond a change, the one there. */
function offsetFor(asIfUtc: bigint, location: Location): number {
  const { offset } = location.zoneAt(asIfUtc);
  if (offset === 0) return 0;
  return location.zoneAt(asIfUtc - BigInt(offset)).offset;
}

/** Nanoseconds since 1970. */
export function nanosecondsOf({ seconds, nanoseconds }: Instant): bigint {
  return seconds * BILLION + BigInt(nanoseconds);
}

/** The instant so many nanoseconds after 1970. */
export function instantAt(nanoseconds: bigint, location: Location): Instant {
  const seconds = floorDivide(nanoseconds, BILLION);
  return { seconds, nanoseconds: Number(nanoseconds - seconds * BILLION), location };
}
