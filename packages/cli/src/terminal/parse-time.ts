const RFC_3339 = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2}))?$/;

/** Reads RFC 3339, or a date alone (its midnight, UTC), as seconds since 1970; `undefined` for anything else. */
export function parseTime(text: string): number | undefined {
  const [, date, time = "00:00:00", zone = "Z"] = RFC_3339.exec(text) ?? [];
  if (date === undefined) return undefined;
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // JavaScript takes the 30th of February as the 2nd of March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return undefined;
  const parsed = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(parsed) ? undefined : parsed / 1000;
}
