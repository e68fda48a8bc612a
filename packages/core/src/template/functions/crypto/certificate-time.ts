import { dateOfDays } from "../dates/calendar.ts";
import { bytesOfText } from "../../values/text.ts";
import { FunctionError } from "../function.ts";
import { der, GENERALIZED_TIME, UTC_TIME } from "./der.ts";
import { floorDivide } from "../floor-divide.ts";

const NANOSECONDS = 1_000_000_000n;
const DAY = 86_400n;

/** An instant in DER, to the second: with two digits of the year from 1950 to 2049, with four for others. */
export function formatDate(nanoseconds: bigint): Uint8Array {
  const seconds = floorDivide(nanoseconds, NANOSECONDS);
  const days = floorDivide(seconds, DAY);
  const second = Number(seconds - days * DAY);
  const { year, month, day } = dateOfDays(Number(days));
  if (year < 0 || year > 9999) throw new FunctionError("asn1: cannot represent time as GeneralizedTime");
  const rest = [month, day, Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
    .map(twoDigits)
    .join("");
  if (year >= 1950 && year < 2050) return der(UTC_TIME, bytesOfText(`${twoDigits(year % 100)}${rest}Z`));
  return der(GENERALIZED_TIME, bytesOfText(`${String(year).padStart(4, "0")}${rest}Z`));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
