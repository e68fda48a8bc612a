import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";

const MARK = "...";

/** `abbrev`: the text cut to so many bytes, the mark included; less than 4 leave it as it is. */
export function abbreviate(text: string, width: number): string {
  return width < 4 ? text : textOfUnits(cut(unitsOfText(text), { offset: 0, width }));
}

/** `abbrevboth`: the part of the text from the offset on, of so many bytes, with marks where something was left out. */
export function abbreviateBoth(text: string, { offset, width }: { offset: number; width: number }): string {
  if (width < 4 || (offset > 0 && width < 7)) return text;
  return textOfUnits(cut(unitsOfText(text), { offset, width }));
}

function cut(units: string, { offset, width }: { offset: number; width: number }): string {
  if (units.length <= width) return units;
  const room = width - MARK.length;
  // What lies before the smallest integer wraps around, and counts as far behind.
  const isWrapped = units.length - offset >= 2 ** 63;
  const start = isWrapped ? units.length - room : Math.min(offset, units.length - room);
  if (start <= 4) return units.slice(0, room) + MARK;
  if (width < 7) return "";
  if (start + room >= units.length) return MARK + units.slice(units.length - room);
  // Between two marks less than one byte of text may be left, and then nothing is.
  return MARK + (room < 4 ? "" : cut(units.slice(start), { offset: 0, width: room }));
}
