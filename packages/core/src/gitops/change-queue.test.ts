import { describe, expect, it } from "vitest";
import { formatRequestId } from "../conventions/ids.ts";
import { MemoryRemote } from "../testing/memory-remote.ts";
import { ChangeQueue } from "./change-queue.ts";
import type { LandingRequest } from "./land-changes.ts";

const somebody = { name: "Ada", email: "ada@example.com", atSeconds: 1_767_225_600 };

function writing(path: string, signal?: AbortSignal): LandingRequest<string> {
  return {
    id: formatRequestId(1_767_225_600_000, crypto.getRandomValues(new Uint8Array(10))),
    mayHaveLanded: false,
    signal,
    async decide() {
      const edits = new Map([[path, { kind: "file", content: "x\n" } as const]]);
      return { value: path, changes: [{ message: "m\n", author: somebody, committer: somebody, edits }] };
    },
  };
}

/** A repository whose pushes wait until they are let go. */
async function slowRepo() {
  const { promise: letGo, resolve } = Promise.withResolvers<void>();
  const remote = await MemoryRemote.create({ files: { "README.md": "x\n" } });
  const { promise: pushing, resolve: reached } = Promise.withResolvers<void>();
  const repo = remote.client({
    onMoment: async ({ operation, when }) => {
      if (operation !== "push" || when !== "before") return;
      reached();
      await letGo;
    },
  });
  return { remote, repo, pushing, letGo: resolve };
}

describe(ChangeQueue, () => {
  it("lets a caller go who stops waiting, and lands what the others asked for", async () => {
    const { remote, repo, pushing, letGo } = await slowRepo();
    const queue = new ChangeQueue(repo);
    const impatient = new AbortController();

    const first = queue.land(writing("a", impatient.signal));
    const second = queue.land(writing("b"));
    await pushing;
    impatient.abort(new Error("enough"));

    await expect(first).rejects.toThrow("enough");
    letGo();
    expect((await second).value).toBe("b");
    expect(await remote.client().find("b", remote.head()!)).toMatchObject({ kind: "file" });
  });

  it("never starts what was given up while it waited its turn", async () => {
    const { remote, repo, pushing, letGo } = await slowRepo();
    const queue = new ChangeQueue(repo);
    const impatient = new AbortController();
    const first = queue.land(writing("a"));
    await pushing;

    const waiting = queue.land(writing("late", impatient.signal));
    impatient.abort(new Error("enough"));

    await expect(waiting).rejects.toThrow("enough");
    letGo();
    await first;
    await queue.land(writing("c"));
    expect(await remote.client().find("late", remote.head()!)).toBeUndefined();
  });
});
