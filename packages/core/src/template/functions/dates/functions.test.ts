import { describe, expect, test } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { printAll } from "../../format/print.ts";
import { Int, int, int64, type Struct, type Value } from "../../values/value.ts";
import { FixedClock } from "../../chance/fixed-clock.ts";
import { dateFunctions } from "./functions.ts";
import { durationValue } from "./time-value.ts";

const RFC_3339 = "2006-01-02T15:04:05Z07:00";
const call = callIn(dateFunctions, { clock: new FixedClock(1_772_438_400_500_000_000n) });

function time(text: string, layout = RFC_3339): Value {
  return call("mustToDate", layout, text);
}

function method(receiver: Value, name: string, ...args: Value[]): Value {
  return (receiver as Struct | Int).methods?.get(name)?.call(receiver, args);
}

// All expected values are what Go 1.26 gives with TZ=UTC.
describe("date", () => {
  test.each([
    ["Mon Jan _2 15:04:05 MST 2006", "Sun Mar 10 05:08:09 UTC 2024"],
    ["Monday, 02-January-06 3:04PM pm", "Sunday, 10-March-24 5:08AM am"],
    ["Janu Mono 2006-002 __2 _2006", "Janu Mono 2024-070  70 _2024"],
    ["-07 -0700 -07:00 -070000 -07:00:00 Z07 Z0700", "+00 +0000 +00:00 +000000 +00:00:00 Z Z"],
    ["05.000 05,999999999 .9x .0000000000", "09.123 09,123456789 .1x .123456789"],
    ["1 2 3 4 5 é", "3 10 5 8 9 é"],
  ])("%s prints %s", (layout, text) => {
    expect(call("date", layout, time("2024-03-10T07:08:09.123456789+02:00"))).toBe(text);
  });

  test("takes integers as seconds, and anything else as now", () => {
    expect(call("date", "2006-01-02", int(1_700_000_000))).toBe("2023-11-14");
    expect(call("htmlDate", int64(86_400))).toBe("1970-01-02");
    expect(call("date", "2006-01-02T15:04:05.000", "2020-01-01")).toBe("2026-03-02T08:00:00.500");
    expect(() => callIn(dateFunctions)("htmlDate", null)).toThrow("htmlDate gives something else each time");
  });
});

describe("dateInZone", () => {
  test.each([
    ["Europe/Berlin", "2024-07-05 01:59 CEST +0200"],
    ["America/St_Johns", "2024-07-04 21:29 NDT -0230"],
    ["Australia/Lord_Howe", "2024-07-05 10:29 +1030 +1030"],
    ["Asia/Tokyo", "2024-07-05 08:59 JST +0900"],
    ["US/Eastern", "2024-07-04 19:59 EDT -0400"],
    ["Etc/GMT+5", "2024-07-04 18:59 -05 -0500"],
    ["Local", "2024-07-04 23:59 UTC +0000"],
    ["", "2024-07-04 23:59 UTC +0000"],
    ["europe/berlin", "2024-07-04 23:59 UTC +0000"],
    ["Nope/Zone", "2024-07-04 23:59 UTC +0000"],
  ])("in %s it is %s", (zone, text) => {
    expect(call("dateInZone", "2006-01-02 15:04 MST -0700", time("2024-07-04T23:59:59Z"), zone)).toBe(text);
  });

  test("an abbreviation is the one of its time", () => {
    expect(call("date_in_zone", "2006 MST", int64(0), "Europe/London")).toBe("1970 BST");
    expect(call("dateInZone", "2006 MST", int64(1_100_000_000), "Europe/Moscow")).toBe("2004 MSK");
  });
});

describe("toDate and mustToDate", () => {
  test.each([
    ["2006-01-02", "2024-02-29", "2024-02-29 00:00:00 +0000 UTC"],
    [RFC_3339, "2024-03-10T07:08:09.123+02:00", "2024-03-10 07:08:09.123 +0200 +0200"],
    ["02 Jan 06 15:04 MST", "03 mar 69 10:00 CET", "1969-03-03 10:00:00 +0000 CET"],
    ["02 Jan 06 15:04 MST", "03 Mar 68 10:00 GMT+3", "2068-03-03 13:00:00 +0300 GMT+3"],
    ["Jan _2 2006 3:04PM", "Feb  3 2020 12:30AM", "2020-02-03 00:30:00 +0000 UTC"],
    ["2006-002", "2024-366", "2024-12-31 00:00:00 +0000 UTC"],
  ])("%s reads %s", (layout, text, printed) => {
    expect(printAll([call("mustToDate", layout, text)])).toBe(printed);
    expect(printAll([call("toDate", layout, text)])).toBe(printed);
  });

  test.each([
    ["2006-01-02", "2024-02-30", 'parsing time "2024-02-30": day out of range'],
    ["2006-01-02", "2024-13-01", 'parsing time "2024-13-01": month out of range'],
    ["2006-01-02", "é", 'parsing time "\\xc3\\xa9" as "2006-01-02": cannot parse "\\xc3\\xa9" as "2006"'],
    ["2006-01-02", "2024-01-02x", 'parsing time "2024-01-02x": extra text: "x"'],
    ["2006-002", "2023-366", 'parsing time "2023-366": day-of-year out of range'],
  ])("%s refuses %s", (layout, text, error) => {
    expect(() => call("mustToDate", layout, text)).toThrow(error);
    expect(printAll([call("toDate", layout, text)])).toBe("0001-01-01 00:00:00 +0000 UTC");
  });
});

describe("durations", () => {
  test.each([
    ["2400h10m5s", "3mo"],
    ["8760h", "12mo"],
    ["8761h", "1y"],
    ["-2h10m5s", "2h"],
    ["1h", "60m"],
    ["bad", "0s"],
  ])("durationRound %s is %s", (duration, rounded) => {
    expect(call("durationRound", duration)).toBe(rounded);
  });

  test("duration takes texts and int64 only", () => {
    expect(call("duration", "3661")).toBe("1h1m1s");
    expect(call("duration", int64(95))).toBe("1m35s");
    expect(call("duration", int(95))).toBe("0s");
    expect(call("duration", "x")).toBe("0s");
  });

  test.each([
    ["48h", "2024-03-02 00:00:00 +0000 UTC"],
    ["-1.5s", "2024-02-28 23:59:58.5 +0000 UTC"],
    ["1us2µs3ms", "2024-02-29 00:00:00.003003 +0000 UTC"],
  ])("dateModify by %s", (duration, date) => {
    expect(printAll([call("dateModify", duration, time("2024-02-29", "2006-01-02"))])).toBe(date);
  });

  test.each([
    ["bad", 'time: invalid duration "bad"'],
    ["1", 'time: missing unit in duration "1"'],
    ["1d", 'time: unknown unit "d" in duration "1d"'],
    ["9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'],
  ])("%s is refused", (duration, error) => {
    const date = time("2024-02-29", "2006-01-02");

    expect(() => call("mustDateModify", duration, date)).toThrow(error);
    expect(printAll([call("date_modify", duration, date)])).toBe("2024-02-29 00:00:00 +0000 UTC");
  });

  test("ago counts from now, to the second", () => {
    expect(call("ago", time("2026-03-02T06:59:58Z"))).toBe("1h0m3s");
    expect(call("ago", "x")).toBe("0s");
  });
});

describe("methods of times", () => {
  const date = time("2024-02-29T12:34:56.789+01:00");

  test.each([
    ["Year", "2024"],
    ["Month", "February"],
    ["Weekday", "Thursday"],
    ["YearDay", "60"],
    ["Unix", "1709206496"],
    ["UnixMilli", "1709206496789"],
    ["UTC", "2024-02-29 11:34:56.789 +0000 UTC"],
    ["IsZero", "false"],
  ])("%s is %s", (name, printed) => {
    expect(printAll([method(date, name)])).toBe(printed);
  });

  test("calculate", () => {
    expect(printAll([method(date, "AddDate", int(1), int(0), int(0))])).toBe("2025-03-01 12:34:56.789 +0100 +0100");
    expect(printAll([method(date, "Add", durationValue(211_000_000n))])).toBe("2024-02-29 12:34:57 +0100 +0100");
    expect(printAll([method(date, "Sub", time("2024-02-28T00:00:00Z"))])).toBe("35h34m56.789s");
    expect(method(method(date, "Sub", time("2024-02-29T10:04:56.789Z")), "Hours")).toBe(1.5);
    expect(method(date, "Before", call("now"))).toBe(true);
    expect(printAll([method(date, "Truncate", durationValue(3_600_000_000_000n))])).toBe(
      "2024-02-29 12:00:00 +0100 +0100",
    );
  });

  test("are JSON as RFC 3339", () => {
    expect((date as Struct).toJson?.()).toBe("2024-02-29T12:34:56.789+01:00");
    expect(call("unixEpoch", time("1969-12-31", "2006-01-02"))).toBe("-86400");
  });
});
