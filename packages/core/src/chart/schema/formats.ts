import { RenderLimitError } from "../../errors.ts";
import { FunctionError } from "../../template/functions/function.ts";
import { IpAddressError, parseIpAddress } from "../../template/functions/ip-address.ts";
import { compilePattern } from "../../template/functions/regex/pattern.ts";
import { largestProgram } from "../../template/functions/regex/program-size.ts";
import { type GoUrl, hostnameOf, parseUrl } from "../../template/functions/url/go-url.ts";
import { byteLength } from "../../template/values/text.ts";

const MAX_PROGRAM = 100_000;

/** Whether a text has a format, for each format that is checked. Others are passed over. */
export const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["regex", isRegex],
  ["json-pointer", isJsonPointer],
  ["relative-json-pointer", isRelativePointer],
  ["uuid", (text): boolean => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)],
  ["duration", isDuration],
  ["period", isPeriod],
  ["ipv4", isIpv4],
  ["ipv6", isIpv6],
  ["hostname", isHostname],
  ["email", isEmail],
  ["date", isDate],
  ["time", isTime],
  ["date-time", isDateTime],
  ["uri", (text): boolean => (urlOf(text)?.scheme ?? "") !== ""],
  ["iri", (text): boolean => (urlOf(text)?.scheme ?? "") !== ""],
  ["uri-reference", isUriReference],
  ["iri-reference", isUriReference],
  ["uri-template", isUriTemplate],
  ["semver", isSemver],
]);

function isRegex(text: string): boolean {
  if (largestProgram(text) > MAX_PROGRAM) throw new RenderLimitError("instructions of a pattern", MAX_PROGRAM, []);
  try {
    compilePattern(text);
    return true;
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}

function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/s.test(text);
}

function isRelativePointer(text: string): boolean {
  const digits = /^(?:0|[1-9]\d*)(?!\d)/.exec(text)?.[0];
  if (digits === undefined) return false;
  const rest = text.slice(digits.length);
  return rest === "#" || isJsonPointer(rest);
}

function isDuration(text: string): boolean {
  if (/^P\d+W$/.test(text)) return true;
  return /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text);
}

function isPeriod(text: string): boolean {
  const slash = text.indexOf("/");
  if (slash < 0) return false;
  const start = text.slice(0, slash);
  const end = text.slice(slash + 1);
  if (start.startsWith("P")) return isDuration(start) && isDateTime(end);
  return isDateTime(start) && (end.startsWith("P") ? isDuration(end) : isDateTime(end));
}

function isIpv4(text: string): boolean {
  const groups = text.split(".");
  // As Go's Atoi has it, a sign may stand before a number.
  return (
    groups.length === 4 &&
    groups.every((group) => /^[+-]?\d{1,10}$/.test(group) && !/^0./.test(group) && isByte(Number(group)))
  );
}

function isByte(value: number): boolean {
  return value >= 0 && value <= 255;
}

function isIpv6(text: string): boolean {
  if (!text.includes(":")) return false;
  try {
    return parseIpAddress(text).zone === "";
  } catch (error) {
    if (error instanceof IpAddressError) return false;
    throw error;
  }
}

function isHostname(text: string): boolean {
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  return (
    name.length <= 253 &&
    name.split(".").every((label) => /^(?!-)[A-Za-z0-9-]{1,63}$/.test(label) && !label.endsWith("-"))
  );
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (byteLength(text) > 254 || at < 0) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (byteLength(local) > 64 || !isLocalPart(local)) return false;
  const address = /^\[(.*)\]$/s.exec(domain)?.[1];
  if (address === undefined) return isHostname(domain);
  return address.startsWith("IPv6:") ? isIpv6(address.slice(5)) : isIpv4(address);
}

function isLocalPart(local: string): boolean {
  if (local.length > 1 && local.startsWith('"')) return !/[\\"]/.test(local.slice(1, -1));
  return (
    !local.startsWith(".") && !local.endsWith(".") && !local.includes("..") && /^[\w.!#$%&'*+\-/=?^`{|}~]*$/.test(local)
  );
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function isTime(text: string): boolean {
  const match = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i.exec(text);
  if (match === null) return false;
  const [hour, minute, second] = match.slice(1, 4).map(Number) as [number, number, number];
  const [offsetHour, offsetMinute] = [Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return false;
  if (second < 60) return true;
  // A leap second is the last one of a day in UTC.
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === "+" ? -1 : 1);
  const utc = hour * 60 + minute + offset;
  return (utc < 0 ? utc + 24 * 60 : utc) === 24 * 60 - 1;
}

function isDateTime(text: string): boolean {
  return /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));
}

function isUriReference(text: string): boolean {
  return !text.includes("\\") && urlOf(text) !== undefined;
}

/** Braces are only looked at in the path, and where they are not escaped, as Helm's validator has it. */
function isUriTemplate(text: string): boolean {
  const url = urlOf(text);
  if (url === undefined) return false;
  if (!/[{}]/.test(text)) return true;
  return url.path.split("/").every((part) => /^[^{}]*(?:\{[^{}]*\}[^{}]*)*$/.test(part));
}

function urlOf(text: string): GoUrl | undefined {
  try {
    const url = parseUrl(text);
    const name = hostnameOf(url.host);
    if (!name.includes(":")) return url;
    return url.host.includes("[") && url.host.includes("]") && isIpv6(name) ? url : undefined;
  } catch (error) {
    if (error instanceof FunctionError) return undefined;
    throw error;
  }
}

function isSemver(text: string): boolean {
  const match = /^([^+-]*)(?:-([^+]*))?(?:\+(.*))?$/s.exec(text);
  if (match === null) return false;
  const [, core = "", preRelease, build] = match;
  const identifiers = /^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/;
  if (!/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/.test(core)) return false;
  if (build !== undefined && !identifiers.test(build)) return false;
  if (preRelease === undefined) return true;
  return identifiers.test(preRelease) && preRelease.split(".").every((part) => !/^0\d+$/.test(part));
}
