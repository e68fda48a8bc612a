import { formatTime } from "@gimlet/core";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The end of the year 9999: later times have no text that others can read. */
const LAST_SECOND = 253_402_300_799;

/** Whether it is a moment after 1970 that a calendar has: files and git can hold any number, and 0 for none. */
function isMoment(atSeconds: number): boolean {
  return atSeconds > 0 && atSeconds <= LAST_SECOND;
}

/**
 * A moment as people say it: `3 min ago` up to 7 days ago, else `20 Nov 2026, 09:12` in UTC. Both in seconds.
 * @returns `undefined` for a number that is no moment
 */
export function relativeTime(atSeconds: number, nowSeconds: number): string | undefined {
  if (!isMoment(atSeconds)) return undefined;
  const ago = nowSeconds - atSeconds;
  if (ago < -MINUTE || ago > 7 * DAY) return calendarTime(atSeconds);
  if (ago < 5) return "now";
  if (ago < MINUTE) return `${Math.floor(ago)} s ago`;
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)} h ago`;
  const days = Math.floor(ago / DAY);
  return `${days} ${days === 1 ? "day" : "days"} ago`;
}

function calendarTime(atSeconds: number): string {
  const at = new Date(atSeconds * 1000);
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}, ${clock}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A moment for machines: ISO 8601, UTC, whole seconds; `undefined` for a number that is no moment. */
export function isoTime(atSeconds: number): string | undefined {
  return isMoment(atSeconds) ? formatTime(atSeconds) : undefined;
}
