import { parseGoInt } from "../../format/number.ts";
import { ANY, Int, Struct, type Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { formatDuration, MAX_DURATION, MIN_DURATION, parseDuration, roundDuration, SECOND } from "./duration.ts";
import { formatTime } from "./format-time.ts";
import { type Instant, instantAt, nanosecondsOf, ZERO_SECONDS } from "./instant.ts";
import { findLocation, LOCAL, UTC } from "./location.ts";
import { parseTime } from "./parse-time.ts";
import { durationValue, instantIn, TIME, timeValue } from "./time-value.ts";

const HTML_LAYOUT = "2006-01-02";

const inZone = (name: string): TemplateFunction => ({
  params: ["string", ANY, "string"],
  call: ([layout, date, zone], context) => formatIn(instantOfAny(date, { context, wanted: name }), { layout, zone }),
});

const modify: TemplateFunction = {
  params: ["string", TIME],
  call: ([duration, date]) => modified(duration, date) ?? (date as Struct),
};

const mustModify: TemplateFunction = {
  params: ["string", TIME],
  call: ([duration, date]) => timeValue(later(instantIn(date), parseDuration(textOf(duration)))),
};

/** Sprig's functions over dates and durations; local time is UTC. */
export const dateFunctions: FunctionTable = new Map([
  ["now", { params: [], call: (_, context) => timeValue(nowIn(context, "now")) }],
  [
    "date",
    {
      params: ["string", ANY],
      call: ([layout, date], context) =>
        formatIn(instantOfAny(date, { context, wanted: "date" }), { layout, zone: "Local" }),
    },
  ],
  ["dateInZone", inZone("dateInZone")],
  ["date_in_zone", inZone("date_in_zone")],
  [
    "htmlDate",
    {
      params: [ANY],
      call: ([date], context) =>
        formatIn(instantOfAny(date, { context, wanted: "htmlDate" }), { layout: HTML_LAYOUT, zone: "Local" }),
    },
  ],
  [
    "htmlDateInZone",
    {
      params: [ANY, "string"],
      call: ([date, zone], context) =>
        formatIn(instantOfAny(date, { context, wanted: "htmlDateInZone" }), { layout: HTML_LAYOUT, zone }),
    },
  ],
  ["dateModify", modify],
  ["date_modify", modify],
  ["mustDateModify", mustModify],
  ["must_date_modify", mustModify],
  ["toDate", { params: ["string", "string"], call: ([layout, text]) => timeValue(parsedOrZero(layout, text)) }],
  [
    "mustToDate",
    { params: ["string", "string"], call: ([layout, text]) => timeValue(parseTime(textOf(layout), textOf(text))) },
  ],
  ["unixEpoch", { params: [TIME], call: ([date]) => String(instantIn(date).seconds) }],
  ["ago", { params: [ANY], call: ([date], context) => formatDuration(ago(date, context)) }],
  ["duration", { params: [ANY], call: ([seconds]) => formatDuration(durationOfSeconds(seconds)) }],
  ["durationRound", { params: [ANY], call: ([duration], context) => roughly(durationOfAny(duration, context)) }],
] satisfies [string, TemplateFunction][]);

function nowIn({ clock }: RenderContext, wanted: string): Instant {
  return instantAt(clock.now(wanted), LOCAL);
}

/** Times and integers are taken for what they are; anything else for now. */
function instantOfAny(date: Value, { context, wanted }: { context: RenderContext; wanted: string }): Instant {
  if (date instanceof Struct && (date.type === TIME || date.type === `*${TIME}`)) return date.inner as Instant;
  if (date instanceof Int && (date.type === "int" || date.type === "int64" || date.type === "int32"))
    return { seconds: date.value, nanoseconds: 0, location: LOCAL };
  return nowIn(context, wanted);
}

/** A zone that nobody knows is UTC. */
function formatIn(instant: Instant, { layout, zone }: { layout: Value; zone: Value }): string {
  return formatTime({ ...instant, location: findLocation(textOf(zone)) ?? UTC }, textOf(layout));
}

function modified(duration: Value, date: Value): Struct | undefined {
  try {
    return timeValue(later(instantIn(date), parseDuration(textOf(duration))));
  } catch (error) {
    if (error instanceof FunctionError) return undefined;
    throw error;
  }
}

function later(instant: Instant, duration: bigint): Instant {
  return instantAt(nanosecondsOf(instant) + duration, instant.location);
}

function parsedOrZero(layout: Value, text: Value): Instant {
  try {
    return parseTime(textOf(layout), textOf(text));
  } catch (error) {
    if (error instanceof FunctionError) return { seconds: ZERO_SECONDS, nanoseconds: 0, location: UTC };
    throw error;
  }
}

function ago(date: Value, context: RenderContext): bigint {
  const isDate = date instanceof Struct && date.type === TIME;
  const isNumber = date instanceof Int && (date.type === "int" || date.type === "int64");
  const now = nowIn(context, "ago");
  const then = isDate || isNumber ? instantOfAny(date, { context, wanted: "ago" }) : now;
  return roundDuration(since(then, now), SECOND);
}

function since(then: Instant, now: Instant): bigint {
  const distance = nanosecondsOf(now) - nanosecondsOf(then);
  return distance > MAX_DURATION ? MAX_DURATION : distance < MIN_DURATION ? MIN_DURATION : distance;
}

/** Texts and `int64` only; anything else, an `int` too, is 0. */
function durationOfSeconds(seconds: Value): bigint {
  if (typeof seconds === "string") return durationValue(parseGoInt(seconds).value * SECOND).value;
  return seconds instanceof Int && seconds.type === "int64" ? durationValue(seconds.value * SECOND).value : 0n;
}

function durationOfAny(duration: Value, context: RenderContext): bigint {
  if (typeof duration === "string") return parsedDuration(duration);
  if (duration instanceof Int && duration.type === "int64") return duration.value;
  if (duration instanceof Struct && duration.type === TIME)
    return since(instantIn(duration), nowIn(context, "durationRound"));
  return 0n;
}

function parsedDuration(text: string): bigint {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof FunctionError) return 0n;
    throw error;
  }
}

const HOUR = 3600n * SECOND;

/** The largest unit that is passed, without rounding; the sign is lost. */
function roughly(duration: bigint): string {
  const distance = duration < 0n ? -duration : duration;
  const units: readonly [bigint, string][] = [
    [HOUR * 24n * 365n, "y"],
    [HOUR * 24n * 30n, "mo"],
    [HOUR * 24n, "d"],
    [HOUR, "h"],
    [60n * SECOND, "m"],
    [SECOND, "s"],
  ];
  for (const [unit, name] of units) if (distance > unit) return `${distance / unit}${name}`;
  return "0s";
}
