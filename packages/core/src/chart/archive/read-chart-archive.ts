import { ChartInvalidError } from "../../errors.ts";
import { gunzip } from "./gunzip.ts";
import { readTar } from "./read-tar.ts";

/** How large a chart may be. Helm has the first two. */
export interface ArchiveLimits {
  /** Bytes of one file. @defaultValue 5 MiB */
  readonly fileBytes: number;
  /** Bytes of all files together. @defaultValue 100 MiB */
  readonly totalBytes: number;
  /** Files, folders and headers. @defaultValue 20,000 */
  readonly entries: number;
  /** How many times larger than the archive its content may be, where that is more than 10 MiB. @defaultValue 200 */
  readonly ratio: number;
}

export const DEFAULT_ARCHIVE_LIMITS: ArchiveLimits = {
  fileBytes: 5 * 1024 * 1024,
  totalBytes: 100 * 1024 * 1024,
  entries: 20_000,
  ratio: 200,
};

/** The files of a chart by their path in it, in the order of their source. */
export type ChartFiles = ReadonlyMap<string, Uint8Array>;

/**
 * The files of a packaged chart (`.tgz`), their paths without the top folder, byte order marks removed.
 *
 * @throws {ChartInvalidError} when it is damaged, or holds links or paths that lead out of it
 * @throws {RenderLimitError} before it takes more than the limits allow
 */
export function readChartArchive(packed: Uint8Array, limits: ArchiveLimits = DEFAULT_ARCHIVE_LIMITS): ChartFiles {
  const framing = limits.entries * 1024 + 64 * 1024;
  const archive = gunzip(packed, { unpacked: limits.totalBytes + framing, ratio: limits.ratio });
  const files = new Map<string, Uint8Array>();
  let remaining = limits.totalBytes;
  for (const file of readTar(archive, limits)) {
    const path = chartPathOf(file.name);
    if (file.bytes.length > remaining)
      throw refused(`decompressed chart is larger than the maximum size ${limits.totalBytes}`);
    if (file.bytes.length > limits.fileBytes)
      throw refused(
        `decompressed chart file ${JSON.stringify(file.name)} is larger than the maximum file size ${limits.fileBytes}`,
      );
    remaining -= file.bytes.length;
    // A copy, so that a file kept for long does not keep the whole archive.
    files.set(path, withoutByteOrderMark(file.bytes).slice());
  }
  if (files.size === 0) throw refused("no files in chart archive");
  return files;
}

/** The bytes without a UTF-8 byte order mark at their start. */
export function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** The path below the top folder; Helm's rules and words for those that lead elsewhere. */
function chartPathOf(name: string): string {
  const delimiter = name.includes("\\") ? "\\" : "/";
  const [top = "", ...rest] = name.split(delimiter);
  const path = rest.join("/");
  if (path.startsWith("/")) throw refused("chart illegally contains absolute paths");
  const clean = cleanPath(path);
  if (clean === ".")
    throw refused(`chart illegally contains content outside the base directory: ${JSON.stringify(name)}`);
  if (clean.startsWith("..")) throw refused("chart illegally references parent directory");
  if (/^[a-zA-Z]:\//.test(clean)) throw refused("chart contains illegally named files");
  if (top === "Chart.yaml") throw refused("chart yaml not in base directory");
  return clean;
}

/** A relative path without `.`, `..` in between, and doubled slashes. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.length === 0 ? "." : parts.join("/");
}

function refused(helmText: string): ChartInvalidError {
  return new ChartInvalidError("invalid", helmText, "Package the chart again with: helm package");
}
