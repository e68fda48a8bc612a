/** Lines of git's protocol; `undefined` is the flush packet that ends a list. */
export type PktLine = Uint8Array | undefined;

const text = new TextEncoder();
const MAX_DATA = 65_516;

/** Formats one packet; text is UTF-8. */
export function formatPktLine(data: string | undefined): Uint8Array {
  if (data === undefined) return text.encode("0000");
  const bytes = text.encode(data);
  if (bytes.length > MAX_DATA) throw new RangeError(`a packet of ${bytes.length} bytes is too long`);
  return text.encode((bytes.length + 4).toString(16).padStart(4, "0") + data);
}

/**
 * Splits bytes into packets.
 * @throws {SyntaxError} when they are no packets, or cut off
 */
export function* parsePktLines(data: Uint8Array): Generator<PktLine> {
  for (let at = 0; at < data.length;) {
    const digits = String.fromCharCode(...data.subarray(at, at + 4));
    if (!/^[0-9a-f]{4}$/i.test(digits)) throw new SyntaxError("no length where a packet should start");
    const length = Number.parseInt(digits, 16);
    if (length === 0) yield undefined;
    else if (length < 4 || at + length > data.length) throw new SyntaxError("a packet is cut off");
    else yield data.subarray(at + 4, at + length);
    at += length === 0 ? 4 : length;
  }
}
