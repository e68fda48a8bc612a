import type { CommitSha } from "../../conventions/ids.ts";
import { parseCommit } from "../../git/commit.ts";
import type { ObjectStore } from "../../git/object-store.ts";

export interface Move {
  readonly tip: CommitSha;
  readonly expected: CommitSha | undefined;
  /** Every object made since `expected`. */
  readonly created: readonly string[];
}

/**
 * Whether `tip` stands on `expected` by commits among the created ones.
 * Servers take a push that drops commits from whoever names the right old commit, so the client must look.
 */
export async function isForward(store: ObjectStore, { tip, expected, created }: Move): Promise<boolean> {
  const made = new Set(created);
  const seen = new Set<CommitSha>();
  const next: CommitSha[] = [tip];
  for (let sha = next.pop(); sha !== undefined; sha = next.pop()) {
    if (sha === expected) return true;
    if (!made.has(sha) || seen.has(sha)) continue;
    seen.add(sha);
    const object = await store.read(sha);
    if (object?.type !== "commit") continue;
    const { parents } = parseCommit(sha, object.data);
    if (expected === undefined && parents.length === 0) return true;
    next.push(...parents);
  }
  return false;
}
