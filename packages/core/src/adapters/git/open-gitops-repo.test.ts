import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, makeBareRepo } from "../../../test-support/git-http-server.ts";
import { landObjects } from "../../../test-support/land-objects.ts";
import { gitopsRepoContract } from "../../testing/gitops-repo-contract.ts";
import { all, changing, file, landed, type RepoUnderTest } from "../../testing/contract-kit.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";

let folder = "";
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gimlet-local-contract-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("openGitopsRepo on a bare repository of this machine", () => {
  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const gitDir = makeBareRepo(join(folder, `local${++count}.git`));
    const cacheDir = join(folder, `cache${count}`);
    const open = async (branch = "main") => await openGitopsRepo({ url: gitDir, branch, cacheDir });
    const create = async (): Promise<RepoUnderTest> => ({
      repo: await open(),
      anotherClient: open,
      land: async (objects, tip) => await landObjects(gitDir, { objects, tip }),
    });

    await expect(run(create)).resolves.toBeUndefined();

    // What a test planted on purpose, git is asked to overlook.
    const planted = ["hasDotgit", "hasDotdot", "badFilemode"].flatMap((id) => ["-c", `fsck.${id}=ignore`]);
    expect(git(gitDir, [...planted, "fsck", "--strict", "--full", "--no-dangling"])).toBe("");
  });

  it("walks the history instead of indexing it when more is missing than the caller wants to wait for", async () => {
    const gitDir = makeBareRepo(join(folder, `repo-${count++}.git`));
    const cacheDir = join(folder, `cache-${count++}`);
    const indexes = (): readonly string[] =>
      readdirSync(cacheDir, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
    for (const walkBeyond of [0, 1]) {
      await using repo = await openGitopsRepo({ url: gitDir, cacheDir, walkBeyond });
      const head = (await repo.head()) ?? (await landed(repo, changing({ a: file("1") })));

      expect(await all(repo.history(head, { folderDepth: 1 }))).toHaveLength(1);
      expect(indexes()).toHaveLength(walkBeyond);
    }
  });
});
