import type { CommitSha } from "../conventions/ids.ts";

// Commits of lost races stay: their trees may be planted on the new head. Only very old ones are let go.
const MAX_COMMITS = 20_000;

/** A run of unpublished commits. */
export interface UnpublishedRun {
  /** What the oldest stands on; `undefined` when that is a root commit. */
  readonly base: CommitSha | undefined;
  /** Every object made for them, each once. */
  readonly ids: readonly string[];
  /** Newest first; empty when the tip is published. */
  readonly commits: readonly CommitSha[];
}

/** Remembers which objects were made for commits that are not published yet. */
export class UnpublishedCommits {
  readonly #commits = new Map<CommitSha, { readonly parent: CommitSha | undefined; readonly ids: readonly string[] }>();
  /** How many commits made each object. */
  readonly #makers = new Map<string, number>();

  add(sha: CommitSha, parent: CommitSha | undefined, ids: readonly string[]): void {
    if (this.#commits.has(sha)) return;
    this.#commits.set(sha, { parent, ids });
    for (const id of ids) this.#makers.set(id, (this.#makers.get(id) ?? 0) + 1);
    const [oldest] = this.#commits.keys();
    if (this.#commits.size > MAX_COMMITS && oldest !== undefined) this.delete([oldest]);
  }

  /** Whether an unpublished commit made the object. */
  made(id: string): boolean {
    return this.#makers.has(id);
  }

  /** The run that ends in `tip` and starts after `expected`, or where it becomes published. */
  upTo(tip: CommitSha, expected: CommitSha | undefined): UnpublishedRun {
    const commits: CommitSha[] = [];
    const ids = new Set<string>();
    let base: CommitSha | undefined = tip;
    while (base !== undefined && base !== expected) {
      const commit = this.#commits.get(base);
      if (commit === undefined) break;
      commits.push(base);
      for (const id of commit.ids) ids.add(id);
      base = commit.parent;
    }
    return { base, ids: [...ids], commits };
  }

  delete(commits: readonly CommitSha[]): void {
    for (const sha of commits) {
      for (const id of this.#commits.get(sha)?.ids ?? []) {
        const makers = (this.#makers.get(id) ?? 0) - 1;
        if (makers > 0) this.#makers.set(id, makers);
        else this.#makers.delete(id);
      }
      this.#commits.delete(sha);
    }
  }
}
