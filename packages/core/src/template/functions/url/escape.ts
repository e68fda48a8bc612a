import { quoteGo } from "../../format/quote.ts";
import { FunctionError } from "../function.ts";
import { textOfUnits } from "../../values/byte-units.ts";

/** Which part of a URL a text is; each has its own signs that need no escape. */
export type UrlPart = "path" | "host" | "zone" | "userinfo" | "fragment";

const ALWAYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~";
const PLAIN: Readonly<Record<UrlPart, ReadonlySet<string>>> = {
  path: new Set(`${ALWAYS}$&+,/:;=@`),
  host: new Set(`${ALWAYS}!"$&'()*+,:;<=>[]`),
  zone: new Set(`${ALWAYS}!"$&'()*+,:;<=>[]`),
  userinfo: new Set(`${ALWAYS}$&+,;=`),
  fragment: new Set(`${ALWAYS}!$&()*+,/:;=?@`),
};
const HEX = /^[0-9A-Fa-f]{2}$/;

/** Escapes bytes (one sign each) that may not stand in this part. */
export function escapeUrl(bytes: string, part: UrlPart): string {
  let text = "";
  for (const byte of bytes) text += PLAIN[part].has(byte) ? byte : percentOf(byte);
  return text;
}

/**
 * Resolves `%41`, over bytes, one sign each.
 * @throws {FunctionError} over escapes and signs that may not stand in this part
 */
export function unescapeUrl(bytes: string, part: UrlPart): string {
  let text = "";
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? "";
    if (byte === "%") {
      text += unescapeAt(bytes.slice(at, at + 3), part);
      at += 2;
    } else if ((part === "host" || part === "zone") && byte < "\u0080" && !PLAIN[part].has(byte))
      throw new FunctionError(`invalid character ${quoteGo(byte)} in host name`);
    else text += byte;
  }
  return text;
}

function unescapeAt(escape: string, part: UrlPart): string {
  const byte = HEX.test(escape.slice(1)) ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : undefined;
  if (byte === undefined || !mayEscape(byte, { escape, part }))
    throw new FunctionError(`invalid URL escape ${quoteGo(textOfUnits(escape))}`);
  return byte;
}

/** Hosts may escape only what is not ASCII, zones only what could stand there as it is. */
function mayEscape(byte: string, { escape, part }: { escape: string; part: UrlPart }): boolean {
  if (escape === "%25") return true;
  if (part === "host") return byte >= "\u0080";
  return part !== "zone" || byte === " " || PLAIN.host.has(byte);
}

function percentOf(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
