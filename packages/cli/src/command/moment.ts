import { parseTime, UsageError } from "@gimlet/core";

const UNITS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * Reads a moment as seconds since 1970: a date, a time with zone (RFC 3339), or how long ago (`30m`, `12h`, `7d`, `2w`).
 * @throws {UsageError} for anything else
 */
export function parseMoment(flag: string, text: string, nowSeconds: number): number {
  const [, count, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return nowSeconds - Number(count) * UNITS[unit]!;
  const seconds = parseTime(text);
  if (seconds !== undefined) return seconds;
  throw new UsageError(
    `--${flag} can't be ${JSON.stringify(text)}`,
    "Use a date (2026-11-20), a time with zone (2026-11-20T09:00:00Z), or how long ago (7d, 12h).",
  );
}
