import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { constants, deflateSync, inflateSync } from "node:zlib";
import type { GitObject, NamedObject, ObjectType } from "../../git/object-store.ts";
import { inflateExactly } from "./inflate-exactly.ts";

export interface LooseFile {
  readonly id: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

export interface ReadLooseOptions {
  readonly maxBytes: number;
}

const HEADER = /^(commit|tree|blob|tag) (0|[1-9][0-9]{0,15})\0/;
const HEADER_BYTES = 32;
const LARGE_BYTES = 65_536;

/**
 * Reads the loose object of an objects folder; `undefined` when there is none.
 * @throws {Error} when it is damaged or is another object
 */
export function readLoose(objects: string, id: string, options: ReadLooseOptions): GitObject | undefined {
  let packed: Buffer;
  try {
    packed = readFileSync(pathOf(objects, id));
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
  const start = inflateSync(packed.subarray(0, 256), { finishFlush: constants.Z_SYNC_FLUSH });
  const header = HEADER.exec(start.toString("latin1", 0, HEADER_BYTES));
  if (header === null) throw new Error("is damaged");
  const size = Number(header[2]);
  if (size > options.maxBytes) throw new Error(`is larger than ${options.maxBytes} bytes`);
  const whole = inflateExactly(packed, header[0].length + size);
  if (createHash("sha1").update(whole).digest("hex") !== id) throw new Error("has another id than its name");
  return { type: header[1] as ObjectType, data: whole.subarray(header[0].length) };
}

/** Keeps an object as a file that appears whole or not at all. One that is there already is left alone. */
export function writeLoose(objects: string, object: NamedObject, options: { readonly fsync: boolean }): void {
  const path = pathOf(objects, object.id);
  if (existsSync(path)) return;
  const folder = join(objects, object.id.slice(0, 2));
  const temporary = join(folder, `tmp_obj_${randomBytes(8).toString("hex")}`);
  const header = Buffer.from(`${object.type} ${object.data.length}\0`);
  // Half of a large tree is hashes, which don't become smaller: it is not worth the time that a release waits for it.
  const level = object.data.length > LARGE_BYTES ? constants.Z_NO_COMPRESSION : constants.Z_BEST_SPEED;
  const packed = deflateSync(Buffer.concat([header, object.data]), { level });
  const fd = openIn(folder, temporary);
  try {
    try {
      for (let done = 0; done < packed.length;) done += writeSync(fd, packed, done);
      if (options.fsync) fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (options.fsync) syncFolder(folder);
}

/** Every loose object of an objects folder, in no order. */
export function* listLoose(objects: string): Generator<LooseFile> {
  for (let first = 0; first < 256; first++) {
    const prefix = first.toString(16).padStart(2, "0");
    for (const rest of namesIn(join(objects, prefix))) {
      if (!/^[0-9a-f]{38}$/.test(rest)) continue;
      const stat = statSync(join(objects, prefix, rest), { throwIfNoEntry: false });
      if (stat !== undefined) yield { id: prefix + rest, bytes: stat.size, modifiedMs: stat.mtimeMs };
    }
  }
}

/** Deletes loose objects; those that are not there are skipped. */
export function removeLoose(objects: string, ids: Iterable<string>): void {
  for (const id of ids) rmSync(pathOf(objects, id), { force: true });
}

function pathOf(objects: string, id: string): string {
  return join(objects, id.slice(0, 2), id.slice(2));
}

function openIn(folder: string, path: string): number {
  try {
    return openSync(path, "wx", 0o444);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    mkdirSync(folder, { recursive: true });
    return openSync(path, "wx", 0o444);
  }
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
