import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RandomHistory } from "../../test-support/random-history.ts";
import { openDiskObjectStore } from "../adapters/git-objects/disk-object-store.ts";
import type { CommitSha } from "../conventions/ids.ts";
import type { HistoryCommit, HistoryOptions } from "../gitops/gitops-repo.ts";
import { walkHistory } from "./walk-history.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "walk-"));
  execFileSync("git", ["init", "--quiet", "--bare", folder]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function grown(seed: number, steps: number): RandomHistory {
  const history = new RandomHistory(seed);
  for (let step = 0; step < steps; step++) history.step();
  return history;
}

async function walk(history: RandomHistory, options: HistoryOptions): Promise<HistoryCommit[]> {
  return await Array.fromAsync(walkHistory(history.store, history.head, options));
}

/** Path → what git says changed there, by commit; of a merge what differs from every parent. */
function filesAsGitSees(head: CommitSha): Map<string, string[]> {
  const args = ["log", "--format=%x00%H", "--raw", "-r", "-c", "--root", "--no-renames", "--no-abbrev", "-z", head];
  const output = execFileSync("git", ["-C", folder, ...args], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const files = new Map<string, string[]>();
  let commit = "";
  for (const part of output.split(/\0+/)) {
    if (/^\n?[0-9a-f]{40}\n?$/.test(part)) files.set((commit = part.trim()), []);
    else if (part !== "" && !part.trim().startsWith(":")) files.get(commit)?.push(part);
  }
  return files;
}

describe(walkHistory, () => {
  it.each([1, 2] as const)("finds the changed files that git finds, with folders of depth %i", async (folderDepth) => {
    for (let seed = 1; seed <= 25; seed++) {
      const history = grown(seed, 60);
      await openDiskObjectStore(folder).write([...history.store.objects.values()]);
      const expected = filesAsGitSees(history.head);

      const commits = await walk(history, { folderDepth });

      expect(commits.map(({ sha }) => sha).toSorted()).toEqual([...expected.keys()].toSorted());
      for (const { sha, changes } of commits) {
        const found = changes.flatMap(({ folder: path, files }) => files.map((file) => `${path}/${file}`));
        const wanted = (expected.get(sha) ?? []).filter((path) => path.split("/").length > folderDepth);
        expect(found.toSorted(), `seed ${seed}, commit ${sha}`).toEqual(wanted.toSorted());
      }
    }
  });

  it("yields a commit before its parents, and what a merge brought before the rest of its first parent", async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const history = grown(seed, 80);
      const commits = new Map((await walk(history, { folderDepth: 1 })).map((commit) => [commit.sha, commit]));
      const ancestors = (sha: CommitSha | undefined, found = new Set<CommitSha>()): Set<CommitSha> => {
        if (sha === undefined || found.has(sha)) return found;
        found.add(sha);
        for (const parent of commits.get(sha)?.parents ?? []) ancestors(parent, found);
        return found;
      };
      // By the definition: from a merge on, first what only later parents have, then the first parent's line.
      const expected: CommitSha[] = [];
      const line = (tip: CommitSha | undefined, without: Set<CommitSha>): void => {
        for (let at = tip; at !== undefined && !without.has(at); at = commits.get(at)?.parents[0]) {
          expected.push(at);
          const { parents = [] } = commits.get(at) ?? {};
          for (let index = parents.length - 1; index > 0; index--) {
            const earlier = new Set(without);
            for (const parent of parents.slice(0, index)) ancestors(parent, earlier);
            line(parents[index], earlier);
          }
        }
      };
      line(history.head, new Set());

      expect([...commits.keys()], `seed ${seed}`).toEqual(expected);
    }
  });

  it("yields with a filter what it yields without, reduced to those folders", async () => {
    const paths = ["", "web", "dev", "dev/web", "dev/web/a", "none"];
    const under = fc.oneof(fc.constantFrom(...paths), fc.subarray(paths));
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.constantFrom(1, 2), under, async (seed, folderDepth, wanted) => {
        const history = grown(seed, 30);
        const list = typeof wanted === "string" ? [wanted] : wanted;
        const all = await walk(history, { folderDepth });
        const expected = all.flatMap((commit) => {
          const changes = commit.changes.filter(({ folder: path }) =>
            list.some((one) => one === "" || `${path}/`.startsWith(`${one}/`)),
          );
          return changes.length === 0 ? [] : [{ ...commit, changes }];
        });

        expect(await walk(history, { folderDepth, under: wanted })).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("fails at the end of a shallow clone", async () => {
    const history = grown(7, 40);
    const commits = await walk(history, { folderDepth: 1 });
    const cut = commits.at(-1)!;
    history.store.objects.delete(cut.sha);

    await expect(walk(history, { folderDepth: 1 })).rejects.toMatchObject({ code: "git-object", id: cut.sha });
  });

  it("stops when told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));

    await expect(walk(grown(1, 5), { folderDepth: 1, signal })).rejects.toThrow("enough");
  });
});
