import { bytesOfText, byteLength, textOfBytes } from "../values/text.ts";

/** What of a text can be read before something that can't. */
export interface ReadablePart {
  readonly text: string;
  /** Go's message for what follows; `undefined` when the text is readable to its end. */
  readonly cut: string | undefined;
}

const CHUNK = 512;

/** Control signs but tab and line breaks, two that are no characters, and bytes that are not UTF-8. */
// oxlint-disable-next-line no-control-regex
const UNREADABLE = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\p{Surrogate}/u;
// oxlint-disable-next-line no-control-regex
const SUSPECT = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ud800-\udfff\ufffe\uffff]/;

/**
 * The text without its byte order mark, and up to what YAML does not allow in it.
 *
 * Go reads in pieces of 512 bytes and fails for a whole piece, so what comes before it in the same piece is not seen.
 */
export function readablePart(text: string): ReadablePart {
  const mark = text.slice(0, 2);
  if (mark === "\udcff\udcfe" || mark === "\udcfe\udcff") return readablePart(decodeUtf16(text));
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const content = text.slice(start);
  if (!SUSPECT.test(content)) return { text: content, cut: undefined };
  const match = UNREADABLE.exec(content);
  if (match === null) return { text: content, cut: undefined };
  const bytes = bytesOfText(text);
  const at = byteLength(text.slice(0, start + match.index));
  const problem = problemOf(bytes, at);
  // That a sign is not complete shows only when the last piece was read.
  const end = problem === INCOMPLETE ? at : startOfPiece(bytes, at);
  return { text: textOfBytes(bytes.subarray(start * 3, end)), cut: `yaml: ${problem}` };
}

/** Where the piece starts that the byte belongs to: a sign that a piece would cut belongs to the next. */
function startOfPiece(bytes: Uint8Array, at: number): number {
  let start = 0;
  while (start + CHUNK <= at + 3) {
    let end = start + CHUNK;
    for (let sign = end - 1; sign >= end - 3; sign--) {
      if (sign + lengthOfSign(bytes[sign] ?? 0) > start + CHUNK) end = sign;
    }
    if (end > at) break;
    start = end;
  }
  return start;
}

/** How many bytes a sign has that starts so; 0 when none starts so. */
function lengthOfSign(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc0 || byte >= 0xf8) return 0;
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

const INCOMPLETE = "incomplete UTF-8 octet sequence";

function problemOf(bytes: Uint8Array, at: number): string {
  const [first = 0, second = 0, ...others] = bytes.subarray(at, at + 4);
  const length = lengthOfSign(first);
  if (length === 0) return "invalid leading UTF-8 octet";
  if (at + length > bytes.length) return INCOMPLETE;
  if ([second, ...others].slice(0, length - 1).some((byte) => (byte & 0xc0) !== 0x80)) {
    return "invalid trailing UTF-8 octet";
  }
  const isTooLong =
    (length === 2 && first < 0xc2) || (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  if (isTooLong) return "invalid length of a UTF-8 sequence";
  const isNoSign = (first === 0xed && second > 0x9f) || first > 0xf4 || (first === 0xf4 && second > 0x8f);
  return isNoSign ? "invalid Unicode character" : "control characters are not allowed";
}

/** A text whose bytes start with UTF-16's mark. */
function decodeUtf16(text: string): string {
  const bytes = bytesOfText(text);
  const low = bytes[0] === 0xff ? 0 : 1;
  let decoded = "";
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    decoded += String.fromCharCode((bytes[at + low] ?? 0) + (bytes[at + 1 - low] ?? 0) * 256);
  }
  return decoded;
}
