import { Gunzip } from "fflate";
import { ChartInvalidError, RenderLimitError } from "../../errors.ts";

/** How much a compressed file may become. */
export interface GunzipLimits {
  /** Bytes. */
  readonly unpacked: number;
  /** How many times larger than packed; only counts above 10 MiB. */
  readonly ratio: number;
}

// One round makes at most about a thousand times as much: so much may come on top before a limit is seen.
const SLICE = 8 * 1024;
const RATIO_COUNTS_FROM = 10 * 1024 * 1024;

/**
 * The bytes of a gzip file, all of its members, with their checksums checked.
 *
 * @throws {ChartInvalidError} when it is none, or is damaged
 * @throws {RenderLimitError} before it takes more memory than allowed
 */
export function gunzip(packed: Uint8Array, limits: GunzipLimits): Uint8Array {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b || packed[2] !== 8)
    throw damaged("the file does not appear to be a gzipped archive");
  const chunks: Uint8Array[] = [];
  const ends: { packed: number; unpacked: number }[] = [];
  let size = 0;
  const stream = new Gunzip((chunk) => {
    size += chunk.length;
    checkSize(size, packed.length, limits);
    chunks.push(chunk.slice());
  });
  stream.onmember = (offset): void => {
    ends.push({ packed: offset, unpacked: size });
  };
  try {
    for (let at = 0; at < packed.length; at += SLICE)
      stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
  } catch (error) {
    if (error instanceof RenderLimitError) throw error;
    throw damaged("the chart archive is damaged: it does not unpack", error);
  }
  const bytes = concat(chunks, size);
  let from = 0;
  for (const end of [...ends, { packed: packed.length, unpacked: size }]) {
    checkMember(packed.subarray(0, end.packed), bytes.subarray(from, end.unpacked));
    from = end.unpacked;
  }
  return bytes;
}

function checkSize(size: number, packed: number, limits: GunzipLimits): void {
  if (size > limits.unpacked) throw new RenderLimitError("bytes in a chart archive", limits.unpacked, []);
  if (size > RATIO_COUNTS_FROM && size > packed * limits.ratio)
    throw new RenderLimitError("bytes for each one in a chart archive", limits.ratio, []);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Each member ends in the CRC and the length of what it holds (RFC 1952). */
function checkMember(packed: Uint8Array, bytes: Uint8Array): void {
  const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 8);
  if (trailer.getUint32(4, true) !== bytes.length % 2 ** 32 || trailer.getUint32(0, true) !== crc32(bytes))
    throw damaged("the chart archive is damaged: its checksum does not match");
}

const CRC_TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

function damaged(text: string, cause?: unknown): ChartInvalidError {
  return new ChartInvalidError("invalid", text, "Fetch the archive again, or name the chart's folder.", { cause });
}
