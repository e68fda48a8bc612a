import { sha1 } from "@noble/hashes/legacy.js";
import type { NamedObject, ObjectType } from "./object-store.ts";

/** SHA-1 of the parts one after the other, as 40 lowercase hexadecimal characters. */
export type Sha1 = (parts: readonly Uint8Array[]) => string;

const ID_BYTES = 20;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const text = new TextEncoder();

/** SHA-1 in plain JavaScript, for everywhere; on Node its own is ten times faster for large objects. */
export function portableSha1(parts: readonly Uint8Array[]): string {
  const hash = sha1.create();
  for (const part of parts) hash.update(part);
  return formatId(hash.digest(), 0);
}

/** Gives an object its id: the hash of `<type> <size>\0<data>`. */
export function nameObject(type: ObjectType, data: Uint8Array, hash: Sha1): NamedObject {
  return { id: hash([text.encode(`${type} ${data.length}\0`), data]), type, data };
}

/** The id of a file with this text. */
export function blobIdOf(content: string): string {
  return nameObject("blob", text.encode(content), portableSha1).id;
}

/** The id whose 20 bytes start at `at`. */
export function formatId(bytes: Uint8Array, at: number): string {
  let id = "";
  for (let i = at; i < at + ID_BYTES; i++) id += HEX[bytes[i] ?? 0];
  return id;
}

/** The 20 bytes of an id. */
export function parseId(id: string): Uint8Array {
  const bytes = new Uint8Array(ID_BYTES);
  for (let i = 0; i < ID_BYTES; i++) bytes[i] = Number.parseInt(id.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
