import { bytesOfText } from "../values/text.ts";
import { canBackquote, quoteGo } from "./quote.ts";
import { pad, padding, type Directive } from "./directive.ts";

/** A text as `printf` writes it; `undefined` for a verb that takes none. */
export function formatTextVerb(text: string, directive: Directive): string | undefined {
  switch (directive.verb) {
    case "v":
      return directive.sharpV ? formatQuoted(text, directive) : formatText(text, directive);
    case "s":
      return formatText(text, directive);
    case "q":
      return formatQuoted(text, directive);
    case "x":
    case "X":
      return formatBytesHex(bytesOfText(text), directive);
    default:
      return undefined;
  }
}

/** The text itself, cut to the precision and filled up to the width; both count signs. */
export function formatText(text: string, directive: Directive): string {
  return pad(truncated(text, directive), directive);
}

/** Bytes as hexadecimal digits, large ones for `X`; the precision counts bytes. */
export function formatBytesHex(bytes: Uint8Array, directive: Directive): string {
  const shown = directive.precision === undefined ? bytes : bytes.subarray(0, directive.precision);
  const prefix = directive.sharp ? `0${directive.verb}` : "";
  const pairs = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0"));
  const digits = directive.verb === "X" ? pairs.map((pair) => pair.toUpperCase()) : pairs;
  const text = digits.length === 0 ? "" : prefix + digits.join(directive.space ? ` ${prefix}` : "");
  const filling = padding((directive.width ?? 0) - text.length, directive);
  return directive.minus ? text + filling : filling + text;
}

function formatQuoted(text: string, directive: Directive): string {
  const shown = truncated(text, directive);
  if (directive.sharp && canBackquote(shown)) return pad(`\`${shown}\``, directive);
  return pad(quoteGo(shown, { ascii: directive.plus }), directive);
}

function truncated(text: string, { precision }: Directive): string {
  if (precision === undefined || text.length <= precision) return text;
  let at = 0;
  for (let count = 0; count < precision && at < text.length; count++)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, at);
}
