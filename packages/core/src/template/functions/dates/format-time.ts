import { daysOfDate, weekdayOfDays } from "./calendar.ts";
import { type Civil, civilOf, type Instant } from "./instant.ts";
import { isFraction, parseLayout } from "./layout.ts";

export const MONTHS: readonly string[] =
  "January February March April May June July August September October November December".split(" ");
export const WEEKDAYS: readonly string[] = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** What `String` prints. */
export const TEXT_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";

/** The instant in Go's layout, at its place. */
export function formatTime(instant: Instant, layout: string): string {
  const civil = civilOf(instant);
  let text = "";
  for (const { prefix, element } of parseLayout(layout)) text += prefix + formatElement(element, { civil, instant });
  return text;
}

/** The day of the year, from 1. */
export function yearDayOf({ days, year }: Civil): number {
  return days - daysOfDate({ year, month: 1, day: 1 }) + 1;
}

function formatElement(element: string, { civil, instant }: { civil: Civil; instant: Instant }): string {
  const hour12 = civil.hour % 12 === 0 ? 12 : civil.hour % 12;
  switch (element) {
    case "":
      return "";
    case "06":
      return padded((civil.year < 0 ? 0 : civil.year) % 100, 2);
    case "2006":
      return padded(civil.year, 4);
    case "Jan":
      return MONTHS[civil.month - 1]?.slice(0, 3) ?? "";
    case "January":
      return MONTHS[civil.month - 1] ?? "";
    case "1":
      return String(civil.month);
    case "01":
      return padded(civil.month, 2);
    case "Mon":
      return WEEKDAYS[weekdayOfDays(civil.days)]?.slice(0, 3) ?? "";
    case "Monday":
      return WEEKDAYS[weekdayOfDays(civil.days)] ?? "";
    case "2":
      return String(civil.day);
    case "_2":
      return String(civil.day).padStart(2);
    case "02":
      return padded(civil.day, 2);
    case "__2":
      return String(yearDayOf(civil)).padStart(3);
    case "002":
      return padded(yearDayOf(civil), 3);
    case "15":
      return padded(civil.hour, 2);
    case "3":
      return String(hour12);
    case "03":
      return padded(hour12, 2);
    case "4":
      return String(civil.minute);
    case "04":
      return padded(civil.minute, 2);
    case "5":
      return String(civil.second);
    case "05":
      return padded(civil.second, 2);
    case "PM":
      return civil.hour >= 12 ? "PM" : "AM";
    case "pm":
      return civil.hour >= 12 ? "pm" : "am";
    default:
      return isFraction(element) ? formatFraction(element, instant.nanoseconds) : formatZone(element, instant);
  }
}

function formatFraction(element: string, nanoseconds: number): string {
  const digits = String(nanoseconds)
    .padStart(9, "0")
    .slice(0, element.length - 1);
  const filled = digits.padEnd(Math.min(element.length - 1, 9), "0");
  if (!element.includes("9")) return element.charAt(0) + filled;
  const significant = filled.replace(/0+$/, "");
  return significant === "" ? "" : element.charAt(0) + significant;
}

function formatZone(element: string, { seconds, location }: Instant): string {
  const { offset, abbreviation } = location.zoneAt(seconds);
  if (element === "MST") return abbreviation === "" ? spelledOffset("-0700", offset, "minutes") : abbreviation;
  if (element.startsWith("Z") && offset === 0) return "Z";
  return spelledOffset(element, offset, "elements");
}

function spelledOffset(element: string, offset: number, precision: "minutes" | "elements"): string {
  const sign = offset < 0 ? "-" : "+";
  const distance = Math.abs(offset);
  const parts = [Math.floor(distance / 3600), Math.floor(distance / 60) % 60, distance % 60];
  const count = precision === "minutes" ? 2 : element.replace(/[^0-9]/g, "").length / 2;
  return (
    sign +
    parts
      .slice(0, count)
      .map((part) => padded(part, 2))
      .join(element.includes(":") ? ":" : "")
  );
}

/** Zeros before a number; the sign of a negative one counts beyond the width. */
function padded(value: number, width: number): string {
  return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(width, "0");
}
