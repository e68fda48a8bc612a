export type ObjectType = "commit" | "tree" | "blob" | "tag";

/** A git object without its header. */
export interface GitObject {
  readonly type: ObjectType;
  /** Not to be changed by the receiver: stores may hand out what they cache. */
  readonly data: Uint8Array;
}

/** An object with its id: 40 lowercase hexadecimal characters, the SHA-1 of header and data. */
export interface NamedObject extends GitObject {
  readonly id: string;
}

/** Port: where git objects are kept, by id. */
export interface ObjectStore {
  /** @returns `undefined` when the store does not hold the object */
  read(id: string): Promise<GitObject | undefined>;
  /** Keeps objects, durably before it returns. Those that are there already are left as they are. */
  write(objects: readonly NamedObject[]): Promise<void>;
}
