import { quoteGo } from "../../format/quote.ts";
import { bytesOfText } from "../../values/text.ts";
import { Bytes, Int, int, int64, type Method, type Methods, Struct, type Value } from "../../values/value.ts";
import { bigintOf, textOf } from "../arguments.ts";
import { FunctionError } from "../function.ts";
import { weekdayOfDays } from "./calendar.ts";
import { formatDuration, MAX_DURATION, MIN_DURATION, roundDuration } from "./duration.ts";
import { formatTime, MONTHS, TEXT_LAYOUT, WEEKDAYS, yearDayOf } from "./format-time.ts";
import { type Civil, civilOf, type Instant, instantAt, instantOf, nanosecondsOf, ZERO_SECONDS } from "./instant.ts";
import { LOCAL, type Location, UTC } from "./location.ts";

/** Go's type of instants, in functions' signatures. */
export const TIME = "time.Time";
const DURATION = "time.Duration";
const LOCATION = "*time.Location";
const JSON_LAYOUT = "2006-01-02T15:04:05.999999999Z07:00";

/** The instant as templates see it. */
export function timeValue(instant: Instant): Struct {
  return new Struct(
    TIME,
    [
      { name: "wall", value: new Int(BigInt(instant.nanoseconds), "uint64") },
      { name: "ext", value: int64(instant.seconds - ZERO_SECONDS) },
      { name: "loc", value: instant.location === UTC ? null : locationValue(instant.location), type: LOCATION },
    ],
    {
      methods: TIME_METHODS,
      toText: () => formatTime(instant, TEXT_LAYOUT),
      toJson: () => jsonOf(instant),
      inner: instant,
    },
  );
}

/** What stands in a value of type `time.Time`. */
export function instantIn(value: Value): Instant {
  if (value instanceof Struct && value.type === TIME) return value.inner as Instant;
  throw new TypeError("the signature does not say time.Time");
}

/** Nanoseconds as Go's `time.Duration`. */
export function durationValue(nanoseconds: bigint): Int {
  return new Int(BigInt.asIntN(64, nanoseconds), "int64", { type: DURATION, methods: DURATION_METHODS });
}

function jsonOf(instant: Instant): string {
  const { year } = civilOf(instant);
  if (year < 0 || year > 9999) throw new FunctionError("Time.MarshalJSON: year outside of range [0,9999]");
  if (Math.abs(instant.location.zoneAt(instant.seconds).offset) >= 24 * 3600)
    throw new FunctionError("Time.MarshalJSON: timezone hour outside of range [0,23]");
  return formatTime(instant, JSON_LAYOUT);
}

function locationValue(location: Location): Struct {
  return new Struct(LOCATION, [], { methods: LOCATION_METHODS, toText: () => location.name, inner: location });
}

const LOCATION_METHODS: Methods = new Map([
  ["String", { params: [], call: (receiver) => ((receiver as Struct).inner as Location).name }],
]);

const TIME_METHODS: Methods = new Map([
  ["String", shows((instant) => formatTime(instant, TEXT_LAYOUT))],
  ["Format", { params: ["string"], call: (receiver, [layout]) => formatTime(instantIn(receiver), textOf(layout)) }],
  ["Unix", shows(({ seconds }) => int64(seconds))],
  [
    "UnixMilli",
    shows(({ seconds, nanoseconds }) => int64(wrapped(seconds * 1000n + BigInt(Math.floor(nanoseconds / 1e6))))),
  ],
  [
    "UnixMicro",
    shows(({ seconds, nanoseconds }) => int64(wrapped(seconds * 1_000_000n + BigInt(Math.floor(nanoseconds / 1e3))))),
  ],
  ["UnixNano", shows((instant) => int64(wrapped(nanosecondsOf(instant))))],
  ["Nanosecond", shows(({ nanoseconds }) => int(nanoseconds))],
  ["Year", showsCivil(({ year }) => int(year))],
  ["Month", showsCivil(({ month }) => named(month, { type: "time.Month", names: MONTHS, first: 1 }))],
  ["Day", showsCivil(({ day }) => int(day))],
  [
    "Weekday",
    showsCivil(({ days }) => named(weekdayOfDays(days), { type: "time.Weekday", names: WEEKDAYS, first: 0 })),
  ],
  ["YearDay", showsCivil((civil) => int(yearDayOf(civil)))],
  ["Hour", showsCivil(({ hour }) => int(hour))],
  ["Minute", showsCivil(({ minute }) => int(minute))],
  ["Second", showsCivil(({ second }) => int(second))],
  ["IsZero", shows(({ seconds, nanoseconds }) => seconds === ZERO_SECONDS && nanoseconds === 0)],
  ["IsDST", shows(({ seconds, location }) => location.zoneAt(seconds).isDaylightSaving)],
  ["UTC", shows((instant) => timeValue({ ...instant, location: UTC }))],
  ["Local", shows((instant) => timeValue({ ...instant, location: LOCAL }))],
  ["Location", shows(({ location }) => locationValue(location))],
  [
    "In",
    {
      params: [LOCATION],
      call: (receiver, [location]) => timeValue({ ...instantIn(receiver), location: locationIn(location) }),
    },
  ],
  ["MarshalJSON", shows((instant) => new Bytes(bytesOfText(quoteGo(jsonOf(instant)))))],
  ["MarshalText", shows((instant) => new Bytes(bytesOfText(jsonOf(instant))))],
  ["Add", withDuration((instant, duration) => instantAt(nanosecondsOf(instant) + duration, instant.location))],
  ["Truncate", withDuration((instant, duration) => shifted(instant, (rest) => -rest, duration))],
  [
    "Round",
    withDuration((instant, duration) =>
      shifted(instant, (rest) => (rest + rest < duration ? -rest : duration - rest), duration),
    ),
  ],
  [
    "AddDate",
    { params: ["int", "int", "int"], call: (receiver, args) => timeValue(withDate(instantIn(receiver), args)) },
  ],
  ["Sub", withTime((left, right) => durationValue(limited(left - right)))],
  ["After", withTime((left, right) => left > right)],
  ["Before", withTime((left, right) => left < right)],
  ["Equal", withTime((left, right) => left === right)],
  ["Compare", withTime((left, right) => int(left < right ? -1 : left > right ? 1 : 0))],
]);

const DURATION_METHODS: Methods = new Map([
  ["String", showsDuration((value) => formatDuration(value))],
  ["Nanoseconds", showsDuration((value) => int64(value))],
  ["Microseconds", showsDuration((value) => int64(value / 1000n))],
  ["Milliseconds", showsDuration((value) => int64(value / 1_000_000n))],
  ["Seconds", showsDuration((value) => inUnits(value, 1_000_000_000n))],
  ["Minutes", showsDuration((value) => inUnits(value, 60_000_000_000n))],
  ["Hours", showsDuration((value) => inUnits(value, 3_600_000_000_000n))],
  ["Abs", showsDuration((value) => durationValue(limited(value < 0n ? -value : value)))],
  ["Round", changesDuration((value, multiple) => roundDuration(value, multiple))],
  ["Truncate", changesDuration((value, multiple) => (multiple <= 0n ? value : value - (value % multiple)))],
]);

function shows(show: (instant: Instant) => Value): Method {
  return { params: [], call: (receiver) => show(instantIn(receiver)) };
}

function showsCivil(show: (civil: Civil) => Value): Method {
  return shows((instant) => show(civilOf(instant)));
}

function withDuration(change: (instant: Instant, duration: bigint) => Instant): Method {
  return {
    params: [DURATION],
    call: (receiver, [duration]) => timeValue(change(instantIn(receiver), bigintOf(duration))),
  };
}

function withTime(compare: (left: bigint, right: bigint) => Value): Method {
  return {
    params: [TIME],
    call: (receiver, [other]) => compare(nanosecondsOf(instantIn(receiver)), nanosecondsOf(instantIn(other))),
  };
}

function showsDuration(show: (nanoseconds: bigint) => Value): Method {
  return { params: [], call: (receiver) => show(bigintOf(receiver)) };
}

function changesDuration(change: (value: bigint, multiple: bigint) => bigint): Method {
  return {
    params: [DURATION],
    call: (receiver, [multiple]) => durationValue(change(bigintOf(receiver), bigintOf(multiple))),
  };
}

function locationIn(value: Value): Location {
  if (value instanceof Struct) return value.inner as Location;
  throw new FunctionError("time: missing Location in call to Time.In");
}

/** Multiples of a duration count from the first second of the year 1. */
function shifted(instant: Instant, shift: (rest: bigint) => bigint, duration: bigint): Instant {
  if (duration <= 0n) return instant;
  const distance = nanosecondsOf(instant) - ZERO_SECONDS * 1_000_000_000n;
  const rest = ((distance % duration) + duration) % duration;
  return instantAt(nanosecondsOf(instant) + shift(rest), instant.location);
}

function withDate(instant: Instant, [years, months, days]: readonly Value[]): Instant {
  const civil = civilOf(instant);
  const date = {
    ...civil,
    year: civil.year + Number(bigintOf(years)),
    month: civil.month + Number(bigintOf(months)),
    day: civil.day + Number(bigintOf(days)),
  };
  return instantOf(date, instant);
}

function named(value: number, { type, names, first }: { type: string; names: readonly string[]; first: number }): Int {
  const name = names[value - first] ?? "";
  return new Int(BigInt(value), "int", { type, methods: new Map([["String", { params: [], call: () => name }]]) });
}

/** Whole units and the rest apart, as Go adds them. */
function inUnits(value: bigint, unit: bigint): number {
  return Number(value / unit) + Number(value % unit) / Number(unit);
}

function limited(value: bigint): bigint {
  return value > MAX_DURATION ? MAX_DURATION : value < MIN_DURATION ? MIN_DURATION : value;
}

function wrapped(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
