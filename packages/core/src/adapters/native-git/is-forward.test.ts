import { describe, expect, it } from "vitest";
import type { CommitSha } from "../../conventions/ids.ts";
import { raw } from "../../testing/contract-kit.ts";
import { MemoryObjectStore } from "../../testing/memory-object-store.ts";
import { isForward } from "./is-forward.ts";

const tree = raw.tree([]);

describe(isForward, () => {
  it("is true when every step from the tip to the expected commit was made here", async () => {
    const [start, tip, store] = await line();

    expect(await isForward(store, { tip, expected: start, created: [tip] })).toBe(true);
    expect(await isForward(store, { tip, expected: undefined, created: [tip, start] })).toBe(true);
  });

  it("is false when a commit between is not ours, or the branch must not exist and does", async () => {
    const [start, tip, store] = await line();

    expect(await isForward(store, { tip, expected: start, created: [] })).toBe(false);
    expect(await isForward(store, { tip, expected: undefined, created: [tip] })).toBe(false);
  });

  it("is false when the expected commit is elsewhere", async () => {
    const [start, tip, store] = await line();
    const elsewhere = "e".repeat(40) as CommitSha;

    expect(await isForward(store, { tip, expected: elsewhere, created: [tip, start] })).toBe(false);
  });
});

async function line(): Promise<readonly [start: CommitSha, tip: CommitSha, store: MemoryObjectStore]> {
  const start = raw.commit(tree);
  const tip = raw.commit(tree, [start.id]);
  const store = new MemoryObjectStore();
  await store.write([tree, start, tip]);
  return [start.id, tip.id, store];
}
