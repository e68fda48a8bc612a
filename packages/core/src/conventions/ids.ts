import { InvalidNameError } from "../errors.ts";

declare const commitSha: unique symbol;
declare const treeId: unique symbol;
declare const blobId: unique symbol;
declare const requestId: unique symbol;

/** Names one commit: 40 lowercase hexadecimal characters, never abbreviated. */
export type CommitSha = string & { readonly [commitSha]: true };
/** Names the content of a folder: the id of a git tree, 40 lowercase hexadecimal characters. */
export type TreeId = string & { readonly [treeId]: true };
/** Names the content of a file: the id of a git blob, 40 lowercase hexadecimal characters. */
export type BlobId = string & { readonly [blobId]: true };
/** Names one request of one actor: a ULID, 26 characters of Crockford's base 32, upper case. */
export type RequestId = string & { readonly [requestId]: true };

const HEX_40 = /^[0-9a-f]{40}$/;
// The first character of a ULID is at most 7, or the time would not fit 48 bits.
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function isCommitSha(value: string): value is CommitSha {
  return HEX_40.test(value);
}

/** @throws {InvalidNameError} when `value` is abbreviated, upper case or not hexadecimal */
export function parseCommitSha(value: string): CommitSha {
  if (!isCommitSha(value))
    throw new InvalidNameError("commit id", value, "use all 40 lower-case hexadecimal characters");
  return value;
}

export function isRequestId(value: string): value is RequestId {
  return ULID.test(value);
}

/** @throws {InvalidNameError} when `value` is no ULID in upper case */
export function parseRequestId(value: string): RequestId {
  if (!isRequestId(value)) throw new InvalidNameError("request id", value, "use a ULID: 26 characters, upper case");
  return value;
}

/** Makes a request id from a time in milliseconds since 1970 and 10 random bytes. */
export function formatRequestId(timeMs: number, random: Uint8Array): RequestId {
  let text = "";
  let time = timeMs;
  for (let i = 0; i < 10; i++) {
    text = BASE_32.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  let bits = 0;
  let value = 0;
  for (const byte of random.subarray(0, 10)) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE_32.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return parseRequestId(text);
}

/** The time a request id was made, in milliseconds since 1970. */
export function requestTimeMs(id: RequestId): number {
  let time = 0;
  for (const char of id.slice(0, 10)) time = time * 32 + BASE_32.indexOf(char);
  return time;
}
