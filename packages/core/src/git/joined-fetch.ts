import type { CallOptions } from "../conventions/call-options.ts";

type FetchObjects = (ids: readonly string[], options?: CallOptions) => Promise<void>;

/** Long enough for what is read at the same time to find out what it lacks; nothing beside a trip to a remote. */
const GATHERING_MS = 1;

/**
 * Lets calls that come at the same time share one trip to the remote: a release of many apps needs a tree and a file of
 * each.
 */
export function joinedFetch(fetchObjects: FetchObjects): FetchObjects {
  let next: { readonly ids: Set<string>; readonly callers: CallOptions[]; readonly done: Promise<void> } | undefined;

  async function gather(ids: ReadonlySet<string>, callers: readonly CallOptions[]): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, GATHERING_MS);
    });
    next = undefined;
    // One caller's signal must not end the trip of the others.
    await fetchObjects([...ids], callers.length === 1 ? callers[0] : {});
  }

  return async (ids, options = {}) => {
    if (next === undefined) {
      const wanted = new Set<string>();
      const callers: CallOptions[] = [];
      next = { ids: wanted, callers, done: gather(wanted, callers) };
    }
    const { done } = next;
    next.callers.push(options);
    for (const id of ids) next.ids.add(id);
    await done;
    options.signal?.throwIfAborted();
  };
}
