import type { CommitSha } from "../conventions/ids.ts";
import type { CommitFacts } from "../gitops/gitops-repo.ts";

export interface WalkCommitsOptions {
  /** @returns `undefined` where the known history ends */
  readonly read: (sha: CommitSha) => Promise<CommitFacts | undefined>;
  /** Left out with all its ancestors. */
  readonly notIn: CommitSha | undefined;
  /** Older commits end the walk along their line, in seconds since 1970. */
  readonly sinceSeconds: number;
}

/**
 * The commits reachable from `at`, each before its parents, else the newest first.
 * As in git, one whose clock was far behind its ancestors' can hide that they belong to `notIn`.
 */
export async function* walkCommits(at: CommitSha, options: WalkCommitsOptions): AsyncIterable<CommitFacts> {
  let tip = at;
  // A line without merges needs no ordering, so nothing is read ahead.
  while (options.notIn === undefined) {
    const commit = await options.read(tip);
    if (commit === undefined || commit.committer.atSeconds < options.sinceSeconds) return;
    const [parent, ...others] = commit.parents;
    if (others.length > 0) break;
    yield commit;
    if (parent === undefined) return;
    tip = parent;
  }
  yield* inOrder(await collect(tip, options));
}

/** Paints from both ends, newest commit first, until all that is left to visit belongs to `notIn`. */
async function collect(at: CommitSha, { read, notIn, sinceSeconds }: WalkCommitsOptions): Promise<CommitFacts[]> {
  const wanted = new Map<CommitSha, CommitFacts>();
  const unwanted = new Set<CommitSha>();
  const queue: CommitFacts[] = [];
  const visit = async (sha: CommitSha, isWanted: boolean): Promise<void> => {
    if (unwanted.has(sha) || (isWanted && wanted.has(sha))) return;
    const commit = wanted.get(sha) ?? (await read(sha));
    if (isWanted && commit !== undefined && commit.committer.atSeconds >= sinceSeconds) wanted.set(sha, commit);
    if (!isWanted) {
      unwanted.add(sha);
      wanted.delete(sha);
    }
    if (commit !== undefined && (isWanted ? wanted.has(sha) : true)) push(queue, commit);
  };
  if (notIn !== undefined) await visit(notIn, false);
  await visit(at, true);
  for (let commit = queue.pop(); commit !== undefined; commit = queue.pop()) {
    const isWanted = !unwanted.has(commit.sha);
    if (!isWanted && noneBelow(commit, queue, wanted)) break;
    for (const parent of commit.parents) await visit(parent, isWanted);
  }
  return [...wanted.values()];
}

/** Whether neither the queue holds a wanted commit nor any wanted one is as old as this. */
function noneBelow(
  commit: CommitFacts,
  queue: readonly CommitFacts[],
  wanted: ReadonlyMap<CommitSha, CommitFacts>,
): boolean {
  if (queue.some(({ sha }) => wanted.has(sha))) return false;
  for (const { committer } of wanted.values()) if (committer.atSeconds < commit.committer.atSeconds) return false;
  return true;
}

/** Each commit before its parents; of those that may come next the newest. */
function* inOrder(commits: readonly CommitFacts[]): Iterable<CommitFacts> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const children = new Map<CommitSha, number>();
  for (const { parents } of commits)
    for (const parent of new Set(parents)) children.set(parent, (children.get(parent) ?? 0) + 1);
  const ready: CommitFacts[] = [];
  for (const commit of commits) if (!children.has(commit.sha)) push(ready, commit);
  for (let commit = ready.pop(); commit !== undefined; commit = ready.pop()) {
    yield commit;
    for (const sha of new Set(commit.parents)) {
      const left = (children.get(sha) ?? 0) - 1;
      children.set(sha, left);
      const parent = bySha.get(sha);
      if (left === 0 && parent !== undefined) push(ready, parent);
    }
  }
}

/** Keeps the newest at the end. */
function push(queue: CommitFacts[], commit: CommitFacts): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue[middle]?.committer.atSeconds ?? 0) < commit.committer.atSeconds) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, commit);
}
