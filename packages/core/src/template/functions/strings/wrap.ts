import type { Budget } from "../../budget.ts";
import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";

/** How lines are broken. */
export interface WrapOptions {
  /** Bytes of a line, at least 1. */
  readonly width: number;
  /** What stands between lines; empty for a newline. */
  readonly separator: string;
  /** Whether words longer than a line are broken as well. */
  readonly breakWords: boolean;
}

/** `wrap` and `wrapWith`: the text in lines, broken at spaces; what follows a break loses its leading spaces. */
export function wrapText(text: string, { width, separator, breakWords }: WrapOptions, budget: Budget): string {
  const units = unitsOfText(text);
  const room = Math.max(width, 1);
  const lineEnd = unitsOfText(separator === "" ? "\n" : separator);
  budget.make(units.length + lineEnd.length * Math.ceil(units.length / room));
  let out = "";
  let at = 0;
  while (units.length - at > room) {
    if (units[at] === " ") {
      at++;
      continue;
    }
    const space = units.lastIndexOf(" ", at + room);
    if (space >= at) {
      out += units.slice(at, space) + lineEnd;
      at = space + 1;
    } else if (breakWords) {
      out += units.slice(at, at + room) + lineEnd;
      at += room;
    } else {
      const next = units.indexOf(" ", at + room);
      if (next < 0) return textOfUnits(out + units.slice(at));
      out += units.slice(at, next) + lineEnd;
      at = next + 1;
    }
  }
  return textOfUnits(out + units.slice(at));
}
