/** What a git program sends: lines, and marks between lists of them. */
export type PktLine = Uint8Array | PktMark;

/** `flush` ends a message, `delim` a part of one, `end` an answer. */
export type PktMark = "flush" | "delim" | "end";

const text = new TextEncoder();
const MAX_DATA = 65_516;
const MARKS: Readonly<Record<number, PktMark>> = { 0: "flush", 1: "delim", 2: "end" };

/** Formats one line; text is UTF-8. */
export function formatPktLine(line: string): Uint8Array {
  const bytes = text.encode(line);
  if (bytes.length > MAX_DATA) throw new RangeError(`a packet of ${bytes.length} bytes is too long`);
  return text.encode((bytes.length + 4).toString(16).padStart(4, "0") + line);
}

export function formatPktMark(mark: "flush" | "delim"): Uint8Array {
  return text.encode(mark === "flush" ? "0000" : "0001");
}

/**
 * Splits bytes into lines and marks.
 * @throws {SyntaxError} when they are something else, or cut off
 */
export function* parsePktLines(data: Uint8Array): Generator<PktLine> {
  for (let at = 0; at < data.length;) {
    const digits = String.fromCharCode(...data.subarray(at, at + 4));
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw new SyntaxError("no length where a packet should start");
    const length = Number.parseInt(digits, 16);
    const mark = MARKS[length];
    if (mark !== undefined) yield mark;
    else if (length < 4 || at + length > data.length) throw new SyntaxError("a packet is cut off");
    else yield data.subarray(at + 4, at + length);
    at += mark === undefined ? length : 4;
  }
}
