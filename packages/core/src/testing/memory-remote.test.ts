import { describe, expect, it } from "vitest";
import { GitopsConflictError, GitUnavailableError } from "../errors.ts";
import type { ChangeSet } from "../gitops/change-set.ts";
import { MemoryRemote } from "./memory-remote.ts";

const person = { name: "Ann", email: "ann@example.com", atSeconds: 1_700_000_000 };

describe(MemoryRemote, () => {
  it("lands a commit of one client for another to read", async () => {
    const remote = await MemoryRemote.create({ files: { "web/a.yaml": "a: 1\n" } });
    const repo = remote.client();
    const head = await repo.head();

    const tip = await repo.commit(changing("web/a.yaml", "a: 2\n"), head);
    await repo.push(tip, head);

    const other = remote.client();
    expect(await other.head()).toBe(tip);
    expect(await other.find("web/a.yaml", tip)).toMatchObject({ kind: "file", name: "a.yaml" });
  });

  it("does not show to others what is not pushed", async () => {
    const remote = await MemoryRemote.create();
    const repo = remote.client();

    const tip = await repo.commit(changing("a", "x"), undefined);

    await expect(remote.client().list("", tip)).rejects.toThrow(/is not on the branch/);
  });

  it("takes a push whose answer is lost", async () => {
    const remote = await MemoryRemote.create();
    const repo = remote.client({
      onMoment: ({ operation, when }) => {
        if (operation === "push" && when === "after") throw new GitUnavailableError("memory:", "connection lost");
      },
    });
    const tip = await repo.commit(changing("a", "x"), undefined);

    await expect(repo.push(tip, undefined)).rejects.toBeInstanceOf(GitUnavailableError);

    expect(remote.head()).toBe(tip);
  });

  it("lets a foreign push in between", async () => {
    const remote = await MemoryRemote.create({ files: { a: "1" } });
    const repo = remote.client({
      onMoment: async ({ operation, when }) => {
        if (operation === "push" && when === "before")
          await remote.edit(new Map([["b", { kind: "file", content: "2" }]]));
      },
    });
    const head = await repo.head();
    const tip = await repo.commit(changing("a", "x"), head);

    await expect(repo.push(tip, head)).rejects.toBeInstanceOf(GitopsConflictError);
  });

  it("sends what a lost race made when its tree is planted on the new head", async () => {
    const remote = await MemoryRemote.create({ files: { a: "1" } });
    const repo = remote.client();
    const head = await repo.head();
    const lost = await repo.commit(changing("web/x", "deep"), head);
    const web = await repo.find("web", lost);
    const moved = await remote.edit(new Map([["b", { kind: "file", content: "2" }]]));

    const edits = new Map([["web", { kind: "tree", id: web?.id }]]) as ChangeSet["edits"];
    const again = await repo.commit({ ...changing("", ""), edits }, moved);
    await repo.push(again, moved);

    expect(await remote.client().find("web/x", again)).toBeDefined();
  });
});

function changing(path: string, content: string): ChangeSet {
  return {
    message: "Change\n",
    author: person,
    committer: person,
    edits: new Map([[path, { kind: "file", content }]]),
  };
}
