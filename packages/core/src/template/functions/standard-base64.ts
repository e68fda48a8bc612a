import { FunctionError } from "./function.ts";

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes in base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += sign(bits >> 18) + sign(bits >> 12);
    text += (second === undefined ? "=" : sign(bits >> 6)) + (third === undefined ? "=" : sign(bits));
  }
  return text;
}

/**
 * Reads base64 with padding; line ends don't count.
 * @throws {FunctionError} with Go's words, which name the byte where it went wrong
 */
export function decodeBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let at = 0;
  for (;;) {
    const group = readGroup(text, at);
    if (group.values.length === 0) return Uint8Array.from(bytes);
    const [first = 0, second = 0, third = 0, fourth = 0] = group.values;
    const bits = (first << 18) | (second << 12) | (third << 6) | fourth;
    bytes.push(...[bits >> 16, (bits >> 8) & 0xff, bits & 0xff].slice(0, group.values.length - 1));
    if (group.values.length < 4 && group.end < text.length) throw corrupt(group.end);
    at = group.end;
  }
}

/** Up to four values; fewer are the padded end, none is the end. */
function readGroup(text: string, start: number): { values: number[]; end: number } {
  const values: number[] = [];
  let at = start;
  while (values.length < 4) {
    at = skipLineEnds(text, at);
    if (at >= text.length) {
      if (values.length === 0) return { values, end: at };
      throw corrupt(at - values.length);
    }
    const value = SIGNS.indexOf(text.charAt(at++));
    if (value >= 0) {
      values.push(value);
      continue;
    }
    if (text[at - 1] !== "=" || values.length < 2) throw corrupt(at - 1);
    if (values.length === 2) {
      at = skipLineEnds(text, at);
      if (at >= text.length) throw corrupt(text.length);
      if (text[at] !== "=") throw corrupt(at - 1);
      at++;
    }
    return { values, end: skipLineEnds(text, at) };
  }
  return { values, end: at };
}

function skipLineEnds(text: string, start: number): number {
  let at = start;
  while (text[at] === "\n" || text[at] === "\r") at++;
  return at;
}

function sign(bits: number): string {
  return SIGNS.charAt(bits & 0x3f);
}

function corrupt(at: number): FunctionError {
  return new FunctionError(`illegal base64 data at input byte ${at}`);
}
