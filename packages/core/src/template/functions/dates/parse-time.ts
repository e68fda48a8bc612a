import { daysInMonth, daysOfDate, dateOfDays, isLeapYear } from "./calendar.ts";
import { FunctionError } from "../function.ts";
import { MONTHS, WEEKDAYS } from "./format-time.ts";
import { type Instant, instantOf } from "./instant.ts";
import { isFraction, type LayoutPiece, parseLayout } from "./layout.ts";
import { fixedZone, LOCAL, type Location, UTC } from "./location.ts";
import { quoteTimeText } from "./quote-time-text.ts";
import { Mismatch, TimeReader } from "./time-reader.ts";
import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";

/** What the elements of a text said. */
interface Parts {
  year: number;
  month: number | undefined;
  day: number | undefined;
  yearDay: number | undefined;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  half: "am" | "pm" | undefined;
  utc: boolean;
  offset: number | undefined;
  zone: string;
}

/** An element's number is none of the calendar or clock. */
class OutOfRange extends Error {}

/**
 * The instant that a text in this layout names; without zone, in UTC as local time.
 * @throws {FunctionError} with the words of Go's `time.ParseInLocation`
 */
export function parseTime(layout: string, text: string): Instant {
  const value = unitsOfText(text);
  const parts = parseParts({ layout: unitsOfText(layout), value });
  try {
    return instantOfParts(parts);
  } catch (error) {
    if (error instanceof OutOfRange) throw problem(value, error.message);
    throw error;
  }
}

function parseParts({ layout, value }: { layout: string; value: string }): Parts {
  const parts: Parts = {
    year: 0,
    month: undefined,
    day: undefined,
    yearDay: undefined,
    hour: 0,
    minute: 0,
    second: 0,
    nanoseconds: 0,
    half: undefined,
    utc: false,
    offset: undefined,
    zone: "",
  };
  const reader = new TimeReader(value);
  const pieces = parseLayout(layout);
  for (const [at, { prefix, element }] of pieces.entries()) {
    if (!reader.skip(prefix)) throw mismatch({ layout, value, element: prefix, rest: reader.rest });
    if (element === "") {
      if (reader.rest !== "") throw problem(value, `extra text: ${quoteUnits(reader.rest)}`);
      break;
    }
    const before = reader.rest;
    try {
      readElement(element, { reader, parts, next: pieces[at + 1] });
    } catch (error) {
      if (error instanceof OutOfRange) throw problem(value, `${error.message} out of range`);
      if (error instanceof Mismatch) throw mismatch({ layout, value, element, rest: before });
      throw error;
    }
  }
  return parts;
}

function readElement(
  element: string,
  { reader, parts, next }: { reader: TimeReader; parts: Parts; next: LayoutPiece | undefined },
): void {
  switch (element) {
    case "06": {
      const year = reader.signed(2);
      parts.year = year + (year >= 69 ? 1900 : 2000);
      return;
    }
    case "2006":
      if (!/^\d/.test(reader.rest)) throw new Mismatch();
      parts.year = reader.signed(4);
      return;
    case "Jan":
      parts.month = reader.name(MONTHS.map((name) => name.slice(0, 3))) + 1;
      return;
    case "January":
      parts.month = reader.name(MONTHS) + 1;
      return;
    case "1":
    case "01":
      parts.month = within(reader.number(element), { from: 1, to: 12, what: "month" });
      return;
    case "Mon":
      reader.name(WEEKDAYS.map((name) => name.slice(0, 3)));
      return;
    case "Monday":
      reader.name(WEEKDAYS);
      return;
    case "_2":
      reader.skipSpaces(1);
      parts.day = reader.number("2");
      return;
    case "2":
    case "02":
      parts.day = reader.number(element);
      return;
    case "__2":
      reader.skipSpaces(2);
      parts.yearDay = Number(reader.take(/^\d{1,3}/));
      return;
    case "002":
      parts.yearDay = Number(reader.take(/^\d{3}/));
      return;
    case "15":
      parts.hour = within(reader.number("3"), { from: 0, to: 23, what: "hour" });
      return;
    case "3":
    case "03":
      parts.hour = within(reader.number(element), { from: 0, to: 12, what: "hour" });
      return;
    case "4":
    case "04":
      parts.minute = within(reader.number(element), { from: 0, to: 59, what: "minute" });
      return;
    case "5":
    case "05":
      parts.second = within(reader.number(element), { from: 0, to: 59, what: "second" });
      // A fraction may follow though the layout has none.
      if (/^[.,]\d/.test(reader.rest) && !(next !== undefined && isFraction(next.element)))
        parts.nanoseconds = nanosecondsOf(reader.take(/^[.,]\d+/));
      return;
    case "PM":
    case "pm": {
      const half = reader.take(/^[^]{2}/);
      if (half !== element && half !== (element === "PM" ? "AM" : "am")) throw new Mismatch();
      parts.half = half === element ? "pm" : "am";
      return;
    }
    case "MST":
      if (reader.rest.startsWith("UTC")) {
        reader.take(/^UTC/);
        parts.utc = true;
      } else parts.zone = reader.takeFirst(zoneLength(reader.rest));
      return;
    default:
      if (isFraction(element)) readFraction(element, { reader, parts });
      else readOffset(element, { reader, parts });
  }
}

function readFraction(element: string, { reader, parts }: { reader: TimeReader; parts: Parts }): void {
  if (element.includes("9")) {
    if (/^[.,]\d/.test(reader.rest)) parts.nanoseconds = nanosecondsOf(reader.take(/^[.,]\d+/));
    return;
  }
  const text = reader.takeFirst(element.length);
  if (/^[.,]-/.test(text) && /^[.,]-\d*$/.test(text.slice(0, 10)) && Number(text.slice(2, 10)) > 0)
    throw new OutOfRange("fractional second");
  if (!/^[.,][+-]?\d*$/.test(text.slice(0, 10))) throw new Mismatch();
  parts.nanoseconds = nanosecondsOf(text);
}

function readOffset(element: string, { reader, parts }: { reader: TimeReader; parts: Parts }): void {
  if (element.startsWith("Z") && reader.rest.startsWith("Z")) {
    reader.takeFirst(1);
    parts.utc = true;
    return;
  }
  const text = reader.takeFirst(element.length);
  const colons = [...element.matchAll(/:/g)].map(({ index }) => index);
  if (colons.some((at) => text[at] !== ":")) throw new Mismatch();
  const digits = element.includes(":")
    ? text.slice(1).replaceAll(":", "  ").split("  ")
    : (text.slice(1).match(/../g) ?? []);
  const [hours = "00", minutes = "00", seconds = "00"] = digits;
  // Go checks the ranges first, as far as it could read.
  const numbers: number[] = [];
  for (const part of [hours, minutes, seconds]) {
    if (!/^\d\d$/.test(part)) break;
    numbers.push(Number(part));
  }
  const [hour = 0, minute = 0, second = 0] = numbers;
  let outOfRange: string | undefined;
  if (hour > 24) outOfRange = "hour";
  if (minute > 60) outOfRange = "minute";
  if (second > 60) outOfRange = "second";
  if (outOfRange !== undefined) throw new OutOfRange(`time zone offset ${outOfRange}`);
  if (numbers.length < 3 || !/^[+-]/.test(text)) throw new Mismatch();
  const offset = (hour * 60 + minute) * 60 + second;
  parts.offset = text.startsWith("-") ? -offset : offset;
}

/** How long the abbreviation of a zone is that begins a text. */
function zoneLength(text: string): number {
  if (/^(?:ChST|MeST)/.test(text)) return 4;
  if (text.startsWith("GMT")) return 3 + offsetLength(text.slice(3));
  if (/^[+-]/.test(text)) {
    if (text.length < 3) throw new Mismatch();
    const length = offsetLength(text);
    if (length > 0) return length;
    throw new Mismatch();
  }
  const letters = /^[A-Z]{0,6}/.exec(text)?.[0] ?? "";
  if (letters.length === 3) return 3;
  if (letters.length === 4 && (letters.endsWith("T") || letters === "WITA")) return 4;
  if (letters.length === 5 && letters.endsWith("T")) return 5;
  throw new Mismatch();
}

function offsetLength(text: string): number {
  const found = /^[+-](\d+)/.exec(text);
  return found !== null && Number(found[1]) <= 23 ? found[0].length : 0;
}

function instantOfParts(parts: Parts): Instant {
  const hour =
    parts.half === "pm" && parts.hour < 12
      ? parts.hour + 12
      : parts.half === "am" && parts.hour === 12
        ? 0
        : parts.hour;
  const { year, nanoseconds } = parts;
  const civil = { year, ...dayOfParts(parts), hour, minute: parts.minute, second: parts.second };
  const at = (location: Location): Instant => instantOf(civil, { nanoseconds, location });
  if (parts.utc) return at(UTC);
  if (parts.offset !== undefined) {
    const seconds = at(UTC).seconds - BigInt(parts.offset);
    const isLocal = parts.offset === 0 && (parts.zone === "" || parts.zone === "UTC");
    return { seconds, nanoseconds, location: isLocal ? LOCAL : fixedZone(parts.zone, parts.offset) };
  }
  if (parts.zone === "") return at(LOCAL);
  // An unknown abbreviation is taken for UTC under another name, unless it says more.
  const hours = /^GMT./.test(parts.zone) ? Number(parts.zone.slice(3)) : 0;
  return { ...at(UTC), location: fixedZone(parts.zone, hours * 3600) };
}

function dayOfParts({ year, month, day, yearDay }: Parts): { month: number; day: number } {
  if (yearDay === undefined) {
    const date = { month: month ?? 1, day: day ?? 1 };
    if (date.day < 1 || date.day > daysInMonth(year, date.month)) throw new OutOfRange("day out of range");
    return date;
  }
  if (yearDay < 1 || yearDay > (isLeapYear(year) ? 366 : 365)) throw new OutOfRange("day-of-year out of range");
  const date = dateOfDays(daysOfDate({ year, month: 1, day: 1 }) + yearDay - 1);
  if (month !== undefined && month !== date.month) throw new OutOfRange("day-of-year does not match month");
  if (day !== undefined && day !== date.day) throw new OutOfRange("day-of-year does not match day");
  return date;
}

function nanosecondsOf(fraction: string): number {
  const digits = fraction.slice(1, 10);
  return Number(digits) * 10 ** (9 - digits.length);
}

function within(value: number, { from, to, what }: { from: number; to: number; what: string }): number {
  if (value < from || value > to) throw new OutOfRange(what);
  return value;
}

function problem(value: string, text: string): FunctionError {
  return new FunctionError(`parsing time ${quoteUnits(value)}: ${text}`);
}

function mismatch(failed: { layout: string; value: string; element: string; rest: string }): FunctionError {
  const [layout, value, element, rest] = [failed.layout, failed.value, failed.element, failed.rest].map(quoteUnits);
  return new FunctionError(`parsing time ${value} as ${layout}: cannot parse ${rest} as ${element}`);
}

function quoteUnits(units: string): string {
  return quoteTimeText(textOfUnits(units));
}
