import { FunctionError } from "../function.ts";
import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";

/** `trunc`: the first so many bytes, or the last ones where the count is negative. */
export function truncated(text: string, count: number): string {
  const units = unitsOfText(text);
  if (count < 0) return units.length + count > 0 ? textOfUnits(units.slice(units.length + count)) : text;
  return units.length > count ? textOfUnits(units.slice(0, count)) : text;
}

/**
 * `substr`: the bytes from start to end; with a negative start all before the end, with an end that is negative or
 * beyond the text all from the start on.
 * @throws {FunctionError} in Go's words where that is not within the text
 */
export function substring(text: string, { start, end }: { start: bigint; end: bigint }): string {
  const units = unitsOfText(text);
  const length = BigInt(units.length);
  if (start < 0n) {
    if (end < 0n) throw outOfRange(`[:${end}]`);
    if (end > length) throw outOfRange(`[:${end}] with length ${length}`);
    return textOfUnits(units.slice(0, Number(end)));
  }
  const last = end < 0n || end > length ? length : end;
  if (start > last) throw outOfRange(`[${start}:${last === end ? end : length}]`);
  return textOfUnits(units.slice(Number(start), Number(last)));
}

/** `nospace`: what is left without white space, where each byte is taken for a sign of its own, as goutils does. */
export function withoutSpaces(text: string): string {
  const units = unitsOfText(text);
  const left = units.replaceAll(BYTE_SPACE, "");
  return left.length === units.length ? text : left;
}

/** `initials`: the first byte of each word, as a sign of its own. */
export function initialsOf(text: string): string {
  return initials(unitsOfText(text));
}

// The bytes 0x85 and 0xA0 count as well, though in UTF-8 they are parts of signs.
const BYTE_SPACE = /[\t-\r \x85\xa0]/g;
const IS_BYTE_SPACE = /[\t-\r \x85\xa0]/;

function initials(units: string): string {
  let found = "";
  let inWord = false;
  for (let at = 0; at < units.length; at++) {
    const isGap = IS_BYTE_SPACE.test(units.charAt(at));
    if (!isGap && !inWord) found += units.charAt(at);
    inWord = !isGap;
  }
  return found;
}

function outOfRange(where: string): FunctionError {
  return new FunctionError(`runtime error: slice bounds out of range ${where}`);
}
