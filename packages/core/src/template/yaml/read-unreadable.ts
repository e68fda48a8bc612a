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
  const start = text.charCodeAt(0);
  if (start >= 0xdcfe && start <= 0xdcff) return readablePart(decodeUtf16(text));
  const content = start === 0xfeff ? text.slice(1) : text;
  if (!SUSPECT.test(content)) return { text: content, cut: undefined };
  const match = UNREADABLE.exec(content);
  if (match === null) return { text: content, cut: undefined };
  const before = content.slice(0, match.index);
  const offset = byteLength(before) + (start === 0xfeff ? 3 : 0);
  return { text: startOfPiece(before, offset), cut: `yaml: ${problemOf(content, match.index)}` };
}

/** The text without the bytes of the last piece that was begun. */
function startOfPiece(before: string, offset: number): string {
  const tail = offset % CHUNK;
  let end = before.length;
  for (let bytes = 0; bytes < tail && end > 0; end--) bytes += byteLength(before.charAt(end - 1));
  return before.slice(0, end);
}

function problemOf(text: string, index: number): string {
  const code = text.charCodeAt(index);
  if (code < 0xdc80 || code > 0xdcff) return "control characters are not allowed";
  const bytes = bytesOfText(text.slice(index, index + 4));
  const first = code - 0xdc00;
  const length = first >= 0xf8 || first < 0xc0 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (length === 0) return "invalid leading UTF-8 octet";
  if (bytesOfText(text.slice(index)).length < length) return "incomplete UTF-8 octet sequence";
  for (let at = 1; at < length; at++) {
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return "invalid trailing UTF-8 octet";
  }
  // All bytes fit together, so the value they make is wrong: too small for its length, or no sign at all.
  const value = first === 0xed || first > 0xf4 || (first === 0xf4 && (bytes[1] ?? 0) > 0x8f);
  return value ? "invalid Unicode character" : "invalid length of a UTF-8 sequence";
}

/** A text whose bytes start with UTF-16's mark. */
function decodeUtf16(text: string): string {
  const bytes = bytesOfText(text);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 0);
  return first === 0xfe && second === 0xff ? decode(bytes, 1) : `\0${textOfBytes(bytes.subarray(1))}`;
}

function decode(bytes: Uint8Array, low: 0 | 1): string {
  let text = "";
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    text += String.fromCharCode((bytes[at + low] ?? 0) + (bytes[at + 1 - low] ?? 0) * 256);
  }
  return text;
}
