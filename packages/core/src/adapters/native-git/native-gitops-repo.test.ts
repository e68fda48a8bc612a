import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, makeBareRepo } from "../../../test-support/git-http-server.ts";
import { landObjects } from "../../../test-support/land-objects.ts";
import { all, changing, file, landed, type RepoUnderTest } from "../../testing/contract-kit.ts";
import { gitopsRepoContract } from "../../testing/gitops-repo-contract.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

let folder = "";
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gimlet-native-folder-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("openNativeGitopsRepo on a folder", () => {
  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const gitDir = makeBareRepo(join(folder, `repo-${count++}.git`));
    const open = async (branch = "main") =>
      await openNativeGitopsRepo({ url: gitDir, branch, cacheDir: join(folder, `cache-${count++}`), env: GIT_ENV });
    const create = async (): Promise<RepoUnderTest> => ({
      repo: await open(),
      anotherClient: open,
      land: async (objects, tip) => await landObjects(gitDir, { objects, tip }),
    });

    await expect(run(create)).resolves.toBeUndefined();
  });

  it("walks the history instead of indexing it when more is missing than the caller wants to wait for", async () => {
    const gitDir = makeBareRepo(join(folder, `repo-${count++}.git`));
    const cacheDir = join(folder, `cache-${count++}`);
    const indexes = (): readonly string[] =>
      readdirSync(cacheDir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
    for (const walkBeyond of [0, 1]) {
      await using repo = await openNativeGitopsRepo({ url: gitDir, cacheDir, walkBeyond, env: GIT_ENV });
      const head = (await repo.head()) ?? (await landed(repo, changing({ a: file("1") })));

      expect(await all(repo.history(head, { folderDepth: 1 }))).toHaveLength(1);
      expect(indexes()).toHaveLength(walkBeyond);
    }
  });
});
