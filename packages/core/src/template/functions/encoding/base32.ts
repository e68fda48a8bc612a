import { FunctionError } from "../function.ts";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const GROUP = 8;
/** How many signs with content a last group may have. */
const POSSIBLE_ENDS: ReadonlySet<number> = new Set([2, 4, 5, 7]);

/** The bytes in base32 with padding. */
export function encodeBase32(bytes: Uint8Array): string {
  const signs: string[] = [];
  let bits = 0;
  let count = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    for (count += 8; count >= 5; count -= 5) signs.push(SIGNS.charAt((bits >> (count - 5)) & 31));
  }
  if (count > 0) signs.push(SIGNS.charAt((bits << (5 - count)) & 31));
  return signs.join("") + "=".repeat((GROUP - (signs.length % GROUP)) % GROUP);
}

/**
 * Reads base32 with padding; line ends don't count, in the places of errors neither.
 * @throws {FunctionError} with Go's words
 */
export function decodeBase32(units: string): Uint8Array {
  const text = units.replaceAll(/[\r\n]/g, "");
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += GROUP) {
    const values = groupAt(text, at);
    let bits = 0;
    let count = 0;
    for (const value of values) {
      bits = ((bits << 5) | value) & 0xfff;
      count += 5;
      if (count < 8) continue;
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
    if (values.length < GROUP) break;
  }
  return Uint8Array.from(bytes);
}

/** Eight values, or fewer before the padding. */
function groupAt(text: string, start: number): readonly number[] {
  const values: number[] = [];
  for (let at = start; values.length < GROUP; at++) {
    if (at >= text.length) throw corrupt(text.length - values.length);
    const left = text.length - at - 1;
    if (text[at] === "=" && values.length >= 2 && left < GROUP) {
      checkPadding(text, { at, before: values.length });
      return values;
    }
    const value = SIGNS.indexOf(text.charAt(at));
    if (value < 0) throw corrupt(at);
    values.push(value);
  }
  return values;
}

function checkPadding(text: string, { at, before }: { at: number; before: number }): void {
  const after = at + 1;
  const missing = GROUP - 1 - before;
  if (text.length - after < missing) throw corrupt(text.length);
  for (let next = 0; next < missing; next++) if (text[after + next] !== "=") throw corrupt(at + next);
  if (!POSSIBLE_ENDS.has(before)) throw corrupt(at);
}

function corrupt(at: number): FunctionError {
  return new FunctionError(`illegal base32 data at input byte ${at}`);
}
