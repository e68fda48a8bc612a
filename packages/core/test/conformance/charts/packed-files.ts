import { readFileSync } from "node:fs";
import { constants, zstdDecompressSync } from "node:zlib";

/** Files by path. */
export type Files = ReadonlyMap<string, Uint8Array>;

const BLOCK = 512;
const decoder = new TextDecoder();

/** Unpacks a file made by zstd, with the long window that made it small. */
export function unpack(file: URL): Uint8Array {
  return zstdDecompressSync(readFileSync(file), { params: { [constants.ZSTD_d_windowLogMax]: 27 } });
}

/** The plain files of a tar archive, as views on it. */
export function filesOfTar(tar: Uint8Array): Files {
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(field(tar, at + 124, 12), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    const type = String.fromCharCode(tar[at + 156] ?? 0);
    if (type === "L") longName = decoder.decode(content.slice()).replaceAll("\0", "");
    else {
      const prefix = field(tar, at + 257, 6) === "ustar" ? field(tar, at + 345, 155) : "";
      const name = longName ?? (prefix === "" ? "" : `${prefix}/`) + field(tar, at, 100);
      if (type === "0" || type === "\0") files.set(name, content);
      else if (type !== "5") throw new Error(`${name}: an entry of type ${JSON.stringify(type)} is not expected`);
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function field(tar: Uint8Array, at: number, length: number): string {
  const bytes = tar.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return decoder.decode(bytes.slice(0, end < 0 ? undefined : end)).trim();
}
