import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateRepo } from "../../../test-support/generate-repo.ts";
import { type MapObjectStore, RandomHistory } from "../../../test-support/random-history.ts";
import type { CommitSha } from "../../conventions/ids.ts";
import { walkHistory } from "../../git/walk-history.ts";
import type { HistoryCommit, HistoryOptions } from "../../gitops/gitops-repo.ts";
import { openDiskObjectStore } from "./disk-object-store.ts";
import { openHistoryIndex } from "./history-index.ts";

let folder = "";
let file = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "index-"));
  file = join(folder, "new", "history");
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const DEPTH_1 = { folderDepth: 1 } as const;

async function indexed(store: MapObjectStore, at: CommitSha, options: HistoryOptions): Promise<HistoryCommit[]> {
  return await Array.fromAsync(openHistoryIndex({ file, store }).history(at, options));
}

async function walked(store: MapObjectStore, at: CommitSha, options: HistoryOptions): Promise<HistoryCommit[]> {
  return await Array.fromAsync(walkHistory(store, at, options));
}

function grow(history: RandomHistory, steps: number, rewrite = false): void {
  for (let step = 0; step < steps; step++) history.step({ rewrite });
}

/** Counts which objects are read. */
function counting(store: MapObjectStore): MapObjectStore & { readonly asked: Set<string> } {
  const asked = new Set<string>();
  return Object.assign(Object.create(store), {
    asked,
    read: async (id: string) => (asked.add(id), await store.read(id)),
  });
}

describe(openHistoryIndex, () => {
  it("gives what walking the objects gives, while the history grows, merges and is rewritten", async () => {
    const under = fc.constantFrom(undefined, "", "web", "dev", "dev/web", ["dev/web", "web"], "none", []);
    const rounds = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(1, 2), under), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), rounds, async (seed, all) => {
        const history = new RandomHistory(seed);
        for (const [steps, folderDepth, wanted] of all) {
          grow(history, steps, true);
          const options = wanted === undefined ? { folderDepth } : { folderDepth, under: wanted };

          expect(await indexed(history.store, history.head, options)).toEqual(
            await walked(history.store, history.head, options),
          );
        }
        await rm(join(folder, "new"), { recursive: true, force: true });
      }),
      { numRuns: 60 },
    );
  });

  it("gives the history of every commit in it", async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const history = new RandomHistory(seed);
      grow(history, 40);
      const commits = await indexed(history.store, history.head, DEPTH_1);

      for (const { sha } of commits)
        expect(await indexed(history.store, sha, DEPTH_1)).toEqual(await walked(history.store, sha, DEPTH_1));
    }
  });

  it("reads only new commits, and none when there is none", async () => {
    const history = new RandomHistory(3);
    grow(history, 60);
    const old = new Set((await indexed(history.store, history.head, DEPTH_1)).map(({ sha }) => sha));
    grow(history, 20);
    const store = counting(history.store);

    const commits = await indexed(store, history.head, DEPTH_1);

    const parents = new Set(commits.filter(({ sha }) => !old.has(sha)).flatMap((commit) => commit.parents));
    expect([...old].filter((sha) => store.asked.has(sha) && !parents.has(sha))).toEqual([]);
    store.asked.clear();
    await indexed(store, history.head, DEPTH_1);
    expect(store.asked.size).toBe(0);
  });

  it("goes on where it was stopped", async () => {
    const history = new RandomHistory(4);
    grow(history, 400);
    const stop = new AbortController();
    const options = { ...DEPTH_1, signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) };
    await expect(indexed(history.store, history.head, options)).rejects.toThrow("enough");
    const store = counting(history.store);
    const done: number[] = [];

    const commits = await indexed(store, history.head, {
      ...DEPTH_1,
      onProgress: ({ total }) => done.push(total ?? 0),
    });

    expect(commits).toEqual(await walked(history.store, history.head, DEPTH_1));
    expect(done[0]).toBe(commits.length - 64);
  });

  it("is whole again after a crash at any byte", async () => {
    const history = new RandomHistory(5);
    grow(history, 30);
    await indexed(history.store, history.head, DEPTH_1);
    const first = history.head;
    grow(history, 30);
    const expected = await walked(history.store, history.head, DEPTH_1);
    await indexed(history.store, history.head, DEPTH_1);
    const path = `${file}.depth-1.jsonl`;
    const whole = await readFile(path);

    for (let end = 0; end < whole.length; end += 97) {
      await writeFile(path, whole.subarray(0, end));
      expect((await indexed(history.store, first, DEPTH_1)).length).toBeGreaterThan(0);
      await writeFile(path, whole.subarray(0, end));
      expect(await indexed(history.store, history.head, DEPTH_1)).toEqual(expected);
      expect(await indexed(history.store, history.head, DEPTH_1)).toEqual(expected);
    }
  });

  it.each([
    ["zeros in its middle", (whole: Buffer) => whole.fill(0, whole.length >> 1, (whole.length >> 1) + 50)],
    ["zeros at its end", (whole: Buffer) => whole.fill(0, whole.length - 200)],
    ["a doubled half", (whole: Buffer) => Buffer.concat([whole, whole.subarray(whole.length >> 1)])],
    ["another format", () => Buffer.from('{"gimletHistoryIndex":9,"folderDepth":1}\n')],
    ["something else", () => Buffer.from("hello")],
  ])("is not misled by a file with %s", async (_what, damage) => {
    const history = new RandomHistory(6);
    grow(history, 60);
    const expected = await walked(history.store, history.head, DEPTH_1);
    await indexed(history.store, history.head, DEPTH_1);
    const path = `${file}.depth-1.jsonl`;
    await writeFile(path, damage(await readFile(path)));

    expect(await indexed(history.store, history.head, DEPTH_1)).toEqual(expected);
    expect(await indexed(history.store, history.head, DEPTH_1)).toEqual(expected);
  });

  it("serves one file to readers and writers at the same time", async () => {
    const history = new RandomHistory(8);
    grow(history, 100);
    const heads = [history.head];
    for (let round = 0; round < 5; round++) {
      grow(history, 20, true);
      heads.push(history.head);
    }

    await Promise.all(
      [...heads, ...heads.toReversed(), ...heads].map(async (head) => {
        expect(await indexed(history.store, head, DEPTH_1)).toEqual(await walked(history.store, head, DEPTH_1));
      }),
    );
  });

  it("does not wait for a dead process that held its lock", async () => {
    const history = new RandomHistory(9);
    grow(history, 20);
    await indexed(history.store, history.head, DEPTH_1);
    grow(history, 20);
    const dead = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    await writeFile(`${file}.depth-1.jsonl.lock`, `${hostname()} ${dead}\n`);

    expect(await indexed(history.store, history.head, DEPTH_1)).toEqual(
      await walked(history.store, history.head, DEPTH_1),
    );
    await expect(stat(`${file}.depth-1.jsonl.lock`)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("leaves a long history to be walked when told so, until it is updated", async () => {
    const history = new RandomHistory(10);
    grow(history, 100);
    const index = openHistoryIndex({ file, store: history.store, walkBeyond: 10 });
    const expected = await walked(history.store, history.head, DEPTH_1);

    expect(await Array.fromAsync(index.history(history.head, DEPTH_1))).toEqual(expected);
    await expect(stat(`${file}.depth-1.jsonl`)).rejects.toMatchObject({ code: "ENOENT" });
    await index.update(history.head, DEPTH_1);
    expect((await stat(`${file}.depth-1.jsonl`)).size).toBeGreaterThan(0);
    expect(await Array.fromAsync(index.history(history.head, DEPTH_1))).toEqual(expected);
  });

  it("says so when its folder can't be written", async () => {
    const history = new RandomHistory(11);
    await writeFile(join(folder, "new"), "a file where the folder should be");

    await expect(indexed(history.store, history.head, DEPTH_1)).rejects.toMatchObject({ code: "cache-unusable" });
  });

  it("survives processes that are killed while they write it", async () => {
    const repo = join(folder, "repo.git");
    generateRepo({ folder: repo, apps: 20, envs: ["staging", "production"], releases: 600, mergeEvery: 7 });
    const head = execFileSync("git", ["-C", repo, "rev-parse", "main"], { encoding: "utf8" }).trim() as CommitSha;
    const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
    const program = `
      import { openDiskObjectStore } from ${module("disk-object-store.ts")};
      import { openHistoryIndex } from ${module("history-index.ts")};
      const [repo, file, head, lines] = process.argv.slice(1);
      const onProgress = ({ done }) => done > Number(lines) && process.kill(process.pid, "SIGKILL");
      const index = openHistoryIndex({ file, store: openDiskObjectStore(repo) });
      let commits = 0;
      for await (const commit of index.history(head, { folderDepth: 2, onProgress })) commits++;
      console.log(commits);`;
    const run = async (lines: number): Promise<string> => {
      const args = ["--input-type=module", "--eval", program, repo, file, head, String(lines)];
      return (await promisify(execFile)(process.execPath, args)).stdout.trim();
    };

    await expect(Promise.all([run(100), run(100)])).rejects.toMatchObject({ signal: "SIGKILL" });
    const counts = await Promise.all([run(10_000), run(10_000), run(10_000)]);

    const store = openDiskObjectStore(repo);
    const expected = await Array.fromAsync(walkHistory(store, head, { folderDepth: 2 }));
    expect(counts).toEqual(Array.from({ length: 3 }, () => String(expected.length)));
    expect(await Array.fromAsync(openHistoryIndex({ file, store }).history(head, { folderDepth: 2 }))).toEqual(
      expected,
    );
  });
});
