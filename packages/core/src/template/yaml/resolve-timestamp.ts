/**
 * Whether Go reads a text as a time, in one of four layouts: a date alone, with a time after a space, or with `T` or `t`,
 * a time and a zone. Only a scalar that is tagged as one needs to know.
 */
export function isTimestamp(text: string): boolean {
  const groups = LAYOUTS.map((layout) => layout.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return false;
  const { year, month, day, hour = "0", minute = "0", second = "0", zoneHour = "0", zoneMinute = "0" } = groups;
  return (
    isDate({ year: Number(year), month: Number(month), day: Number(day) }) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(zoneHour) <= 24 &&
    Number(zoneMinute) <= 60
  );
}

const DATE = String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})`;
const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2}):(?<second>\d{1,2})(?:[.,]\d+)?`;
const ZONE = String.raw`(?:Z|[+-](?<zoneHour>\d\d):(?<zoneMinute>\d\d))`;
const LAYOUTS: readonly RegExp[] = [
  new RegExp(`${DATE}$`),
  new RegExp(`${DATE} +${TIME}$`),
  new RegExp(`${DATE}[Tt]${TIME}${ZONE}$`),
];

function isDate({
  year,
  month,
  day,
}: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}
