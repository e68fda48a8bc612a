import { bytesOfText } from "../values/text.ts";
import { canBackquote, quoteGo } from "./quote.ts";
import { pad, padding, type VerbFlags } from "./verb-flags.ts";

/** A text as `printf` writes it; `undefined` for a verb that takes none. */
export function formatTextVerb(text: string, verb: string, flags: VerbFlags): string | undefined {
  switch (verb) {
    case "v":
      return flags.sharpV ? formatQuoted(text, flags) : formatText(text, flags);
    case "s":
      return formatText(text, flags);
    case "q":
      return formatQuoted(text, flags);
    case "x":
    case "X":
      return formatBytesHex(bytesOfText(text), verb, flags);
    default:
      return undefined;
  }
}

/** The text itself, cut to the precision and filled up to the width; both count signs. */
export function formatText(text: string, flags: VerbFlags): string {
  return pad(truncated(text, flags), flags);
}

/** Bytes as hexadecimal digits; the precision counts bytes. */
export function formatBytesHex(bytes: Uint8Array, verb: "x" | "X", flags: VerbFlags): string {
  const shown = flags.precision === undefined ? bytes : bytes.subarray(0, flags.precision);
  const prefix = flags.sharp ? `0${verb}` : "";
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0"));
  const digits = verb === "X" ? pairs.map((pair) => pair.toUpperCase()) : pairs;
  const text = digits.length === 0 ? "" : prefix + digits.join(flags.space ? ` ${prefix}` : "");
  const filling = padding((flags.width ?? 0) - text.length, flags);
  return flags.minus ? text + filling : filling + text;
}

function formatQuoted(text: string, flags: VerbFlags): string {
  const shown = truncated(text, flags);
  if (flags.sharp && canBackquote(shown)) return pad(`\`${shown}\``, flags);
  return pad(quoteGo(shown, { ascii: flags.plus }), flags);
}

function truncated(text: string, { precision }: VerbFlags): string {
  if (precision === undefined || text.length <= precision) return text;
  let at = 0;
  for (let count = 0; count < precision && at < text.length; count++)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, at);
}
