import { parse, TomlDate, TomlError, type TomlValue } from "smol-toml";
import { isValidText } from "../../values/text.ts";
import { ANY_DICT, Dict, Int, int64, List, type Value } from "../../values/value.ts";
import { type Instant, instantOf } from "../dates/instant.ts";
import { fixedZone, UTC } from "../dates/location.ts";
import { parseTime } from "../dates/parse-time.ts";
import { timeValue } from "../dates/time-value.ts";
import { describeFault } from "./fault-words.ts";

/** A document is no TOML; the message is in BurntSushi's words for the commonest faults. */
export class TomlDecodeError extends Error {
  override readonly name = "TomlDecodeError";
}

/**
 * A TOML document as Go values: integers are `int64`, dates times, tables maps.
 * @throws {TomlDecodeError}
 */
export function decodeToml(marked: string): Dict {
  const text = marked.replace(BYTE_ORDER_MARK, "");
  if (!isValidText(text)) throw new TomlDecodeError(invalidByteIn(text));
  try {
    const document = dictOf(parse(text, { integersAsBigInt: true }));
    checkIntegers(document, text);
    return document;
  } catch (error) {
    if (error instanceof TomlError) throw new TomlDecodeError(`toml: ${faultIn(text, error)}`);
    throw error;
  }
}

/** Of UTF-8 and UTF-16, which the library takes off alike. */
const BYTE_ORDER_MARK = /^(?:\ufeff|\udcff\udcfe|\udcfe\udcff)/;

function faultIn(text: string, { line, message }: TomlError): string {
  const [reason = ""] = message.replace(/^Invalid TOML document: /, "").split("\n");
  return describeFault({ text, line, reason });
}

function invalidByteIn(text: string): string {
  const at = text.search(/\p{Surrogate}/u);
  const line = text.slice(0, at).split("\n").length;
  return `toml: line ${line}: invalid UTF-8 byte: 0x${(text.charCodeAt(at) & 0xff).toString(16)}`;
}

function dictOf(table: object): Dict {
  return new Dict(Object.entries(table).map(([key, value]) => [key, valueOf(value as TomlValue)] as const));
}

function valueOf(value: TomlValue): Value {
  if (typeof value === "bigint") return int64(value);
  if (Array.isArray(value)) return listOf(value.map(valueOf));
  if (value instanceof TomlDate) return timeValue(instantOfToml(value));
  if (typeof value === "object") return dictOf(value);
  return value;
}

/** What holds only tables is a list of maps in Go. */
function listOf(items: readonly Value[]): List {
  const isOfTables = items.length > 0 && items.every((item) => item instanceof Dict);
  return isOfTables ? new List(items, { type: `[]${ANY_DICT}` }) : new List(items);
}

const NO_DATE = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

/** A date without zone is in a zone of its own, which says what was missing. */
function instantOfToml(date: TomlDate): Instant {
  const text = date.toISOString();
  if (date.isTime()) {
    const time = parseTime("15:04:05", text);
    const midnight = instantOf(NO_DATE, { location: UTC }).seconds;
    return {
      ...time,
      seconds: midnight + (((time.seconds % 86_400n) + 86_400n) % 86_400n),
      location: fixedZone("time-local", 0),
    };
  }
  if (date.isDate()) return { ...parseTime("2006-01-02", text), location: fixedZone("date-local", 0) };
  if (date.isLocal()) return { ...parseTime("2006-01-02T15:04:05", text), location: fixedZone("datetime-local", 0) };
  return parseTime("2006-01-02T15:04:05Z07:00", text);
}

/** The line of an integer beyond 64 bits, which our parser would take. */
function checkIntegers(value: Value, text: string): void {
  if (value instanceof Dict) for (const [, item] of value.entries()) checkIntegers(item, text);
  if (value instanceof List) for (const item of value.items) checkIntegers(item, text);
  if (!(value instanceof Int) || BigInt.asIntN(64, value.value) === value.value) return;
  const line = text.split("\n").findIndex((content) => content.replaceAll("_", "").includes(String(value.value))) + 1;
  throw new TomlDecodeError(
    `toml: ${describeFault({ text, line, reason: `${value.value} is out of range for int64` })}`,
  );
}
