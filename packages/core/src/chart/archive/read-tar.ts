import { ChartInvalidError, RenderLimitError } from "../../errors.ts";
import { textOfBytes } from "../../template/values/text.ts";

/** A file in a tar archive. Folders and headers are left out; links and devices are refused. */
export interface TarFile {
  /** As it stands in the archive: nothing about it is checked. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** What a PAX or GNU header says about the entry that follows. */
interface Overrides {
  name?: string;
  size?: number;
}

/**
 * The files of a tar archive in ustar, PAX or GNU format, in its order. Their bytes are views on `archive`.
 *
 * @throws {ChartInvalidError} for a damaged archive, and for links, devices and sparse files
 * @throws {RenderLimitError} for more entries than `entries`
 */
export function* readTar(archive: Uint8Array, limits: { readonly entries: number }): Generator<TarFile> {
  let entries = 0;
  let next: Overrides = {};
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (++entries > limits.entries) throw new RenderLimitError("entries in a chart archive", limits.entries, []);
    checkSum(header);
    const type = String.fromCharCode(header[156] ?? 0);
    const extended = "xgLK".includes(type);
    const size = extended ? numberAt(header, 124, 12) : (next.size ?? numberAt(header, 124, 12));
    const start = at + BLOCK;
    const holds = hasContent(type) ? size : 0;
    if (start + holds > archive.length) throw damaged("it ends within a file");
    const content = archive.subarray(start, start + holds);
    at = start + Math.ceil(holds / BLOCK) * BLOCK;
    if (type === "x") next = { ...next, ...paxOverrides(content) };
    else if (type === "L") next = { ...next, name: textUntilNul(content) };
    if (extended) continue;
    const name = next.name ?? nameOf(header);
    next = {};
    if (type === "5" || name.endsWith("/")) continue;
    if (type !== "0" && type !== "\0" && type !== "7") throw notAFile(name, type);
    yield { name, bytes: content };
  }
}

/** Links, devices and folders have a size that means nothing. */
function hasContent(type: string): boolean {
  return !"123456".includes(type);
}

function checkSum(header: Uint8Array): void {
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < BLOCK; at++) {
    const byte = at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const sum = numberAt(header, 148, 8);
  if (sum !== unsigned && sum !== signed) throw damaged("a header is not valid");
}

/** Octal text, or GNU's base 256 where the first bit is set. */
function numberAt(header: Uint8Array, from: number, length: number): number {
  const field = header.subarray(from, from + length);
  let value = 0;
  if ((field[0] ?? 0) >= 0x80) {
    value = (field[0] ?? 0) & 0x7f;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
  } else {
    const text = textUntilNul(field).trim();
    if (!/^[0-7]*$/.test(text)) throw damaged("a number in a header is not valid");
    value = text === "" ? 0 : Number.parseInt(text, 8);
  }
  if (!Number.isSafeInteger(value)) throw damaged("a number in a header is too large");
  return value;
}

function nameOf(header: Uint8Array): string {
  const name = textUntilNul(header.subarray(0, 100));
  const magic = textUntilNul(header.subarray(257, 263));
  const prefix = magic === "ustar" ? textUntilNul(header.subarray(345, 500)) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Records of the form `LENGTH KEY=VALUE\n`, where the length counts itself. */
function paxOverrides(content: Uint8Array): Overrides {
  const overrides: Overrides = {};
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number.parseInt(textOfBytes(content.subarray(at, space)), 10);
    const record = content.subarray(space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (!(length > 0) || at + length > content.length || equals < 0) throw damaged("an extended header is not valid");
    const key = textOfBytes(record.subarray(0, equals));
    const value = textOfBytes(record.subarray(equals + 1));
    if (key === "path") overrides.name = value;
    else if (key === "size") overrides.size = paxSize(value);
    else if (key.startsWith("GNU.sparse.")) throw damaged("it holds a sparse file");
    at += length;
  }
  return overrides;
}

function paxSize(value: string): number {
  const size = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(size)) throw damaged("an extended header is not valid");
  return size;
}

function textUntilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return textOfBytes(end < 0 ? bytes : bytes.subarray(0, end));
}

function damaged(why: string): ChartInvalidError {
  return new ChartInvalidError(
    "invalid",
    `the chart archive is damaged: ${why}`,
    "Fetch the archive again, or name the chart's folder.",
  );
}

function notAFile(name: string, type: string): ChartInvalidError {
  const what = type === "1" || type === "2" ? "a link" : "no regular file";
  return new ChartInvalidError(
    "invalid",
    `the chart archive holds ${what}: ${JSON.stringify(name.slice(0, 200))}`,
    "Package the chart again with the file itself in place of the link.",
  );
}
