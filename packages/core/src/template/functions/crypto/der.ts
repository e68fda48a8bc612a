/** One element of DER: its tag, with class and form, and what it holds. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** With tag and length. */
  readonly whole: Uint8Array;
}

export const BOOLEAN = 0x01;
const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const UTF8_STRING = 0x0c;
export const PRINTABLE_STRING = 0x13;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/** The bytes are no DER, or not of the expected form. */
export class DerError extends Error {
  override readonly name = "DerError";
}

/** An element out of its tag and content. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return concatBytes(Uint8Array.of(tag, ...lengthBytes(length)), ...contents);
}

/** The bytes of all, one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** An integer that is not negative. */
export function derInteger(value: bigint): Uint8Array {
  const bytes = bytesOfBigint(value);
  return der(INTEGER, (bytes[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), bytes) : bytes);
}

/** A bit string of whole bytes. */
export function derBits(bytes: Uint8Array, unused = 0): Uint8Array {
  return der(BIT_STRING, Uint8Array.of(unused), bytes);
}

/** An object identifier, from its dotted text. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...others] = dotted.split(".").map(Number);
  return der(OBJECT_IDENTIFIER, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)));
}

/**
 * The elements that stand one after the other in these bytes.
 * @throws {DerError}
 */
export function parseDer(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length;) {
    const element = elementAt(bytes, at);
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

/**
 * What the elements of a sequence are.
 * @throws {DerError} when it is none
 */
export function parseSequence(bytes: Uint8Array): DerElement[] {
  const [sequence] = parseDer(bytes);
  if (sequence?.tag !== SEQUENCE) throw new DerError("no sequence");
  return parseDer(sequence.content);
}

/** @throws {DerError} when the element is missing or has another tag */
export function contentOf(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerError(`no element with tag ${tag}`);
  return element.content;
}

/** @throws {DerError} when it is no integer, or a negative one */
export function integerOf(element: DerElement | undefined): bigint {
  const content = contentOf(element, INTEGER);
  if (content.length === 0 || (content[0] ?? 0) >= 0x80) throw new DerError("a negative integer");
  return bigintOfBytes(content);
}

/** The number these bytes are, the first the highest. */
export function bigintOfBytes(bytes: Uint8Array): bigint {
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}

/** The bytes of a number, the highest first, zeros before it up to `length`; one at least. */
export function bytesOfBigint(value: bigint, length = 1): Uint8Array {
  const hex = value.toString(16);
  const digits = hex.padStart(Math.max(length * 2, hex.length + (hex.length % 2)), "0");
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

function elementAt(bytes: Uint8Array, start: number): DerElement {
  const tag = bytes[start] ?? 0;
  const first = bytes[start + 1];
  if (first === undefined || (tag & 0x1f) === 0x1f) throw new DerError("cut off, or a tag of several bytes");
  let at = start + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerError("a length that is none");
    length = 0;
    for (let left = count; left > 0; left--) length = length * 256 + (bytes[at++] ?? 0);
  }
  if (at + length > bytes.length) throw new DerError("cut off");
  return { tag, content: bytes.subarray(at, at + length), whole: bytes.subarray(start, at + length) };
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes = [...bytesOfBigint(BigInt(length))];
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
