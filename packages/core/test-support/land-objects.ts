import { openDiskObjectStore } from "../src/adapters/git-objects/disk-object-store.ts";
import type { CommitSha } from "../src/conventions/ids.ts";
import type { NamedObject } from "../src/git/object-store.ts";
import { git } from "./git-http-server.ts";

/** What another tool landed. */
export interface Landing {
  readonly objects: readonly NamedObject[];
  readonly tip: CommitSha;
}

/** Puts objects into a bare repository as they are, sound or not, and points `main` at the tip. */
export async function landObjects(gitDir: string, { objects, tip }: Landing): Promise<void> {
  using store = openDiskObjectStore(gitDir);
  await store.write(objects);
  git(gitDir, ["update-ref", "refs/heads/main", tip]);
}
