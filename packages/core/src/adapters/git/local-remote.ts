import type { CommitSha } from "../../conventions/ids.ts";
import { BranchNotFoundError, GitopsConflictError, GitUnavailableError, PushRefusedError } from "../../errors.ts";
import type { BranchRemote } from "../../git/branch-remote.ts";
import { blameFolder } from "./file-errors.ts";
import type { OverlayStore } from "./overlay-store.ts";
import { hasRefs, moveRef, readRef, type RefMove } from "./ref-file.ts";

export interface LocalRemoteOptions {
  readonly gitDir: string;
  readonly branch: string;
  /** Stands on the repository's own objects. */
  readonly store: OverlayStore;
}

/** A branch of a bare repository on this machine, which is read and written in place. */
export class LocalRemote implements BranchRemote {
  readonly location: string;
  readonly branch: string;
  readonly #gitDir: string;
  readonly #store: OverlayStore;

  constructor({ gitDir, branch, store }: LocalRemoteOptions) {
    this.location = gitDir;
    this.branch = branch;
    this.#gitDir = gitDir;
    this.#store = store;
  }

  async resolve(): Promise<CommitSha | undefined> {
    try {
      const sha = await readRef(this.#gitDir, this.#ref);
      if (sha === undefined && (await hasRefs(this.#gitDir))) throw new BranchNotFoundError(this.branch, this.location);
      return sha;
    } catch (error) {
      throw blameFolder(error, this.#gitDir);
    }
  }

  // Whatever the repository has can be read where it is.
  async fetch(): Promise<void> {}

  async fetchObjects(): Promise<void> {}

  async push(tip: CommitSha, expected: CommitSha | undefined, created: readonly string[]): Promise<void> {
    try {
      if ((await readRef(this.#gitDir, this.#ref)) !== expected) throw new GitopsConflictError(this.branch);
      await this.#store.settle(created);
      this.#check(await moveRef({ gitDir: this.#gitDir, ref: this.#ref, to: tip, expected }));
    } catch (error) {
      throw blameFolder(error, this.#gitDir);
    }
  }

  #check(move: RefMove): void {
    switch (move.status) {
      case "moved":
        return;
      case "elsewhere":
        throw new GitopsConflictError(this.branch);
      case "in-the-way":
        throw new PushRefusedError(this.branch, "another branch has this name as a part of its own, or the reverse");
      case "locked":
        throw new GitUnavailableError(this.location, `${move.lock} is held; delete it when no git runs there`);
    }
  }

  get #ref(): string {
    return `refs/heads/${this.branch}`;
  }
}
