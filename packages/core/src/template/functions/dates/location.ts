import { FunctionError } from "../function.ts";
import { ZONES } from "./zones-table.ts";

/** A place's clock, as Go's `time.Location`. */
export interface Location {
  readonly name: string;
  /** @param seconds since 1970 */
  readonly zoneAt: (seconds: bigint) => ZoneTime;
}

/** What holds in a zone at an instant. */
export interface ZoneTime {
  /** Such as `CEST`; empty where there is none. */
  readonly abbreviation: string;
  /** Seconds east of UTC. */
  readonly offset: number;
  readonly isDaylightSaving: boolean;
}

export const UTC: Location = fixedAt({ name: "UTC", abbreviation: "UTC", offset: 0 });

/** What Go calls `Local`: renders know one local time only, UTC. */
export const LOCAL: Location = fixedAt({ name: "UTC", abbreviation: "UTC", offset: 0 });

/** A zone that no database knows. */
export function fixedZone(abbreviation: string, offset: number): Location {
  return fixedAt({ name: abbreviation, abbreviation, offset });
}

function fixedAt({ name, ...zone }: { name: string; abbreviation: string; offset: number }): Location {
  const time = { ...zone, isDaylightSaving: false };
  return { name, zoneAt: () => time };
}

/**
 * The location of that name: empty, `UTC`, `Local`, or one of the time zone database, written as it is there.
 * @returns `undefined` for any other
 */
export function findLocation(name: string): Location | undefined {
  if (name === "" || name === "UTC") return UTC;
  if (name === "Local") return LOCAL;
  const entries = /^[A-Za-z0-9_+\-/]+$/.test(name) ? entriesOf(name) : undefined;
  if (entries === undefined) return undefined;
  const offsetAt = offsets(name);
  return { name, zoneAt: (seconds) => zoneTime(entries, { seconds, offset: offsetAt(seconds) }) };
}

interface Entry {
  readonly offset: number;
  readonly abbreviation: string;
  readonly isDaylightSaving: boolean;
  /** Seconds since 1970; `undefined` for always. */
  readonly from: bigint | undefined;
}

function entriesOf(name: string): Entry[] | undefined {
  for (const line of ZONES.split(/[\n|]/)) {
    const [names = "", entries = ""] = line.split(" ");
    if (names.split(",").includes(name)) return entries === "" ? [] : entries.split(";").map(parseEntry);
  }
  return undefined;
}

function parseEntry(text: string): Entry {
  const [, offset = "0", abbreviation = "", star, from] = /^(-?\d+)([^*@]+)(\*?)(?:@(-?[0-9a-z]+))?$/.exec(text) ?? [];
  return {
    offset: Number(offset),
    abbreviation,
    isDaylightSaving: star === "*",
    from: from === undefined ? undefined : BigInt(Number.parseInt(from, 36)),
  };
}

function zoneTime(entries: readonly Entry[], { seconds, offset }: { seconds: bigint; offset: number }): ZoneTime {
  const entry = entries.findLast(
    (known) => known.offset === offset && (known.from === undefined || known.from <= seconds),
  );
  if (entry !== undefined) return { ...entry, offset };
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 3600), Math.floor(Math.abs(offset) / 60) % 60];
  const spelled = String(hours).padStart(2, "0") + (offset % 3600 === 0 ? "" : String(minutes).padStart(2, "0"));
  return { offset, abbreviation: `${offset < 0 ? "-" : "+"}${spelled}`, isDaylightSaving: false };
}

// The years JavaScript's dates reach; beyond them the calendar repeats itself every 400.
const REACH = 8_000_000_000_000n;
const CYCLE = 146_097n * 86_400n;

/** The platform's knowledge of a zone's offset from UTC, in seconds. */
function offsets(timeZone: string): (seconds: bigint) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    throw new FunctionError(`this platform does not know the time zone ${timeZone}`);
  }
  return (seconds) => {
    const within = seconds > REACH || seconds < -REACH ? seconds % CYCLE : seconds;
    const parts = format.formatToParts(Number(within) * 1000);
    const text = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours = 0, minutes = 0, rest = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(rest);
    return sign === "-" ? -offset : offset;
  };
}
