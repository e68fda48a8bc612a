const RFC_3339 = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2}))?$/;

// The end of the year 9999: later years have no text that everybody reads.
const MAX_SECONDS = 253_402_300_799;

/**
 * How far apart the clocks of two machines may be: an artifact or a request id may be as much newer than now, and a
 * request's commit may seem as much older than the request, since one of a slow clock may lie on top of ours.
 */
export const CLOCK_SKEW_SECONDS: number = 24 * 60 * 60;

/** Takes what others wrote as a time: seconds since 1970 up to the year 9999; anything else is 0, as unknown. */
export function timeOrUnknown(value: unknown): number {
  return typeof value === "number" && value >= 0 && value <= MAX_SECONDS ? Math.floor(value) : 0;
}

/** Writes seconds since 1970 as `2026-03-02T08:00:00Z`: ISO 8601, UTC, whole seconds. */
export function formatTime(atSeconds: number): string {
  return `${new Date(Math.floor(atSeconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * Reads RFC 3339 (`2026-03-02T09:00:00+01:00`) or a date alone (its midnight, UTC) as whole seconds since 1970.
 * @returns `undefined` for anything else, a time without zone and the 30th of February included
 */
export function parseTime(text: string): number | undefined {
  const [, date, time = "00:00:00", zone = "Z"] = RFC_3339.exec(text) ?? [];
  if (date === undefined) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // JavaScript takes the 30th of February as the 2nd of March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return undefined;
  const parsed = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? undefined : parsed / 1000;
}
