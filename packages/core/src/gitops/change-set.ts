import type { TreeId } from "../conventions/ids.ts";

/** Who wrote or landed a commit, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970, UTC. */
  readonly atSeconds: number;
}

/** Text is written as UTF-8. */
export type FileContent = string | Uint8Array;

/** What becomes of one path. */
export type Edit =
  /** The file holds exactly this. */
  | { readonly kind: "file"; readonly content: FileContent }
  /** The folder holds exactly these files: path relative to the folder → content. What else was in it is gone. */
  | { readonly kind: "folder"; readonly files: ReadonlyMap<string, FileContent> }
  /** The folder is this tree, which the repository has already. */
  | { readonly kind: "tree"; readonly id: TreeId }
  /** Nothing is there afterwards; a folder goes with all it holds. */
  | { readonly kind: "delete" };

/** A commit to be made: the whole effect of an act, as data. */
export interface ChangeSet {
  /** The whole message, trailers included, with a final newline. */
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  /** Repository-relative POSIX path → what becomes of it. No path lies inside another one. */
  readonly edits: ReadonlyMap<string, Edit>;
}
