import { bytesOfText } from "../../values/text.ts";

/** Quotes as the errors of Go's `time` do: what is not ASCII, byte by byte. */
export function quoteTimeText(text: string): string {
  let quoted = "";
  for (const byte of bytesOfText(text)) {
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, "0")}`;
    else if (byte === 0x22 || byte === 0x5c) quoted += `\\${String.fromCharCode(byte)}`;
    else quoted += String.fromCharCode(byte);
  }
  return `"${quoted}"`;
}
