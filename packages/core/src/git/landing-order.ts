import type { CommitSha } from "../conventions/ids.ts";

/**
 * The commits reachable from `tip`, oldest first, in the order in which they landed on its branch.
 *
 * A commit comes after its parents, a merge after the commits it brought, and those after all that its first parent
 * has: a depth-first walk that leaves each commit last. Following commits only add to the end, unless the branch was
 * rewritten or someone merged it into another one.
 */
export async function landingOrder(
  tip: CommitSha,
  parentsOf: (commit: CommitSha) => readonly CommitSha[] | Promise<readonly CommitSha[]>,
): Promise<CommitSha[]> {
  const order: CommitSha[] = [];
  const seen = new Set<CommitSha>([tip]);
  const stack: { readonly commit: CommitSha; readonly parents: readonly CommitSha[]; next: number }[] = [];
  const enter = async (commit: CommitSha): Promise<void> => {
    const found = parentsOf(commit);
    stack.push({ commit, parents: Array.isArray(found) ? found : await found, next: 0 });
  };
  await enter(tip);
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const parent = top.parents[top.next++];
    if (parent === undefined) {
      order.push(top.commit);
      stack.pop();
    } else if (!seen.has(parent)) {
      seen.add(parent);
      await enter(parent);
    }
  }
  return order;
}
