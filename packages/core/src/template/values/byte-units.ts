import { bytesOfText, textOfBytes } from "./text.ts";

/** How many bytes are put on the stack at once. */
const CHUNK = 4096;
const ASCII = /^[\0-\x7f]*$/;

/** Whether the text's bytes and its UTF-16 units are the same: it is ASCII. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** The text's bytes, one unit each: so it can be cut, searched and compared by bytes. */
export function unitsOfText(text: string): string {
  if (isAscii(text)) return text;
  const bytes = bytesOfText(text);
  let units = "";
  for (let at = 0; at < bytes.length; at += CHUNK) units += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return units;
}

/** The inverse of {@link unitsOfText}. */
export function textOfUnits(units: string): string {
  if (isAscii(units)) return units;
  const bytes = new Uint8Array(units.length);
  for (let at = 0; at < units.length; at++) bytes[at] = units.charCodeAt(at);
  return textOfBytes(bytes);
}

/**
 * Applies what looks for parts of texts in texts.
 *
 * Valid texts can be searched as they are, since no sign of UTF-8 begins within another; others must be by bytes.
 */
export function byUnits<T>(texts: readonly string[], search: (...units: string[]) => T, back: (found: T) => T): T {
  if (texts.every((text) => text.isWellFormed())) return search(...texts);
  return back(search(...texts.map(unitsOfText)));
}
