// Go's strings are bytes; ours are JavaScript strings. A byte that is no part of valid UTF-8 stands in them as a lone
// surrogate: 0x80 to 0xFF as U+DC80 to U+DCFF, which no valid text holds. So one type serves for text and for bytes.

const ESCAPE = 0xdc00;
const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text for these bytes; what is not UTF-8 becomes lone surrogates, byte by byte. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return decodeWithEscapes(bytes);
  }
}

/** The bytes of a text, the inverse of {@link textOfBytes}. */
export function bytesOfText(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const parts: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (isEscape(code)) parts.push(code - ESCAPE);
    else parts.push(...encoder.encode(sign));
  }
  return Uint8Array.from(parts);
}

/** Go's `len` of a string: its number of bytes. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (code < 0xd800 || code > 0xdfff) length += 2;
    else if (code < 0xdc00) {
      length += 2;
      index++;
    }
  }
  return length;
}

/** Whether the text is valid UTF-8 in Go's eyes. */
export function isValidText(text: string): boolean {
  return text.isWellFormed();
}

/**
 * The text with neighbouring escaped bytes that form a sign together made that sign.
 *
 * To be used where texts that may hold escapes are put together; cheap for all others.
 */
export function rejoined(text: string): string {
  return text.isWellFormed() ? text : textOfBytes(bytesOfText(text));
}

/** Go's order of strings, by their bytes: negative, zero or positive. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    return a < 0xd800 && b < 0xd800 ? a - b : compareBytes(bytesOfText(left), bytesOfText(right));
  }
  return left.length - right.length;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function isEscape(code: number): boolean {
  return code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff;
}

function decodeWithEscapes(bytes: Uint8Array): string {
  let text = "";
  let validFrom = 0;
  for (let at = 0; at < bytes.length;) {
    const length = signLength(bytes, at);
    at += length || 1;
    if (length > 0) continue;
    text +=
      strictDecoder.decode(bytes.subarray(validFrom, at - 1)) + String.fromCharCode(ESCAPE + (bytes[at - 1] ?? 0));
    validFrom = at;
  }
  return text + strictDecoder.decode(bytes.subarray(validFrom));
}

/** The number of bytes of the valid sign that starts here, 0 for none: overlong forms and surrogates are none. */
function signLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let next = at + 1; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}
