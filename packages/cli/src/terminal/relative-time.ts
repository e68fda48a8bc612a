const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment as people say it: `3 min ago` up to 7 days ago, else `20 Nov 2026, 09:12` in UTC. Both in seconds. */
export function relativeTime(atSeconds: number, nowSeconds: number): string {
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

/** A moment for machines: ISO 8601, UTC, whole seconds. */
export function isoTime(atSeconds: number): string {
  return `${new Date(Math.floor(atSeconds) * 1000).toISOString().slice(0, 19)}Z`;
}
