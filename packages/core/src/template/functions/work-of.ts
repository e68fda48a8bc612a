import { Bytes, Dict, List, type Value } from "../values/value.ts";

/**
 * The steps that a call counts for the size of what it is given, so that many calls with large values come to an end as
 * soon as many calls with small ones. Functions that take longer for each sign or item count the rest themselves.
 */
export function workOn(values: readonly Value[]): number {
  let steps = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (typeof value === "string") steps += workOnText(value.length);
    else if (value instanceof List) steps += value.items.length >> 1;
    else if (value instanceof Dict) steps += value.size >> 6;
    else if (value instanceof Bytes) steps += value.bytes.length >> 3;
  }
  return steps;
}

/** The steps that a call counts for what it makes, of which a template may keep as much as it likes. */
export function workOfMaking(value: Value): number {
  if (typeof value === "string") return workOnText(value.length);
  if (value instanceof List) return value.items.length * STEPS_OF_ITEM;
  if (value instanceof Dict) return STEPS_OF_DICT + (value.size >> 6);
  return 0;
}

/** Signs beyond this count more: some functions take long for each, and no chart of good will has such texts. */
const LARGE = 65_536;

function workOnText(length: number): number {
  return length > LARGE ? (LARGE >> 3) + ((length - LARGE) >> 2) : length >> 3;
}

// By what they take of the memory: a step stands for some 20 bytes.
const STEPS_OF_ITEM = 4;
const STEPS_OF_DICT = 8;
