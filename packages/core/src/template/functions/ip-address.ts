import { quoteGo } from "../format/quote.ts";

/** An address: 4 or 16 bytes, and the zone behind an IPv6 one's `%`. */
export interface IpAddress {
  readonly bytes: Uint8Array;
  readonly zone: string;
}

/** Why a text is no address, in the words of Go's `netip.ParseAddr`. */
export class IpAddressError extends Error {
  override readonly name = "IpAddressError";

  constructor(text: string, { problem, at = "" }: { problem: string; at?: string }) {
    super(`ParseAddr(${quoteGo(text)}): ${problem}${at === "" ? "" : ` (at ${quoteGo(at)})`}`);
  }
}

/**
 * Reads an IPv4 or IPv6 address.
 * @throws {IpAddressError}
 */
export function parseIpAddress(text: string): IpAddress {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === ".") return { bytes: parseIpv4(text, text), zone: "" };
  if (first === ":") return parseIpv6(text);
  throw new IpAddressError(text, {
    problem: first === "%" ? "missing IPv6 address" : "unable to parse IP",
  });
}

/** @param whole what the error quotes, where the IPv4 address is the end of another */
function parseIpv4(text: string, whole: string): Uint8Array {
  const fields: number[] = [];
  let digits = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign >= "0" && sign <= "9") {
      if (digits === "0") throw new IpAddressError(whole, { problem: "IPv4 field has octet with leading zero" });
      digits += sign;
      if (Number(digits) > 255) throw new IpAddressError(whole, { problem: "IPv4 field has value >255" });
    } else if (sign === ".") {
      if (digits === "" || at === text.length - 1) {
        throw new IpAddressError(whole, {
          problem: "IPv4 field must have at least one digit",
          at: text.slice(at),
        });
      }
      if (fields.length === 3) throw new IpAddressError(whole, { problem: "IPv4 address too long" });
      fields.push(Number(digits));
      digits = "";
    } else throw new IpAddressError(whole, { problem: "unexpected character", at: text.slice(at) });
  }
  if (fields.length < 3) throw new IpAddressError(whole, { problem: "IPv4 address too short" });
  return Uint8Array.of(...fields, Number(digits));
}

function parseIpv6(text: string): IpAddress {
  const percent = text.indexOf("%");
  const zone = percent < 0 ? "" : text.slice(percent + 1);
  if (percent >= 0 && zone === "") throw new IpAddressError(text, { problem: "zone must be a non-empty string" });
  const { bytes, gap } = parseGroups(percent < 0 ? text : text.slice(0, percent), text);
  if (gap === undefined) {
    if (bytes.length < 16) throw new IpAddressError(text, { problem: "address string too short" });
    return { bytes: Uint8Array.from(bytes), zone };
  }
  if (bytes.length === 16)
    throw new IpAddressError(text, { problem: "the :: must expand to at least one field of zeros" });
  const zeros = Array.from({ length: 16 - bytes.length }, () => 0);
  return { bytes: Uint8Array.from([...bytes.slice(0, gap), ...zeros, ...bytes.slice(gap)]), zone };
}

/** The bytes that are written out, and where among them a `::` stands. */
function parseGroups(address: string, whole: string): { bytes: number[]; gap: number | undefined } {
  const fail = (problem: string, at: string): never => {
    throw new IpAddressError(whole, { problem, at });
  };
  const bytes: number[] = [];
  let gap: number | undefined;
  let rest = address;
  if (rest.startsWith("::")) {
    gap = 0;
    rest = rest.slice(2);
    if (rest === "") return { bytes, gap };
  }
  while (bytes.length < 16) {
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? "";
    if (digits.length > 4) fail("each group must have 4 or less digits", rest);
    if (digits === "") fail("each colon-separated field must have at least one digit", rest);
    if (rest[digits.length] === ".") {
      if (gap === undefined && bytes.length !== 12)
        fail("embedded IPv4 address must replace the final 2 fields of the address", rest);
      if (bytes.length > 12) fail("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
      bytes.push(...parseIpv4(rest, whole));
      return { bytes, gap };
    }
    const value = Number.parseInt(digits, 16);
    bytes.push(value >> 8, value & 0xff);
    rest = rest.slice(digits.length);
    if (rest === "") break;
    if (!rest.startsWith(":")) fail("unexpected character, want colon", rest);
    if (rest === ":") fail("colon must be followed by more characters", rest);
    rest = rest.slice(1);
    if (!rest.startsWith(":")) continue;
    if (gap !== undefined) fail("multiple :: in address", rest);
    gap = bytes.length;
    rest = rest.slice(1);
    if (rest === "") break;
  }
  if (rest !== "") fail("trailing garbage after address", rest);
  return { bytes, gap };
}
