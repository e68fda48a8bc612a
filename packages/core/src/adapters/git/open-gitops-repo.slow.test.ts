import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { gitopsRepoContract } from "../../testing/gitops-repo-contract.ts";
import type { RepoUnderTest } from "../../testing/contract-kit.ts";
import { openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";

let server: GitHttpServer;
let folder = "";
let count = 0;

beforeAll(async () => {
  server = await startGitHttpServer();
  folder = mkdtempSync(join(tmpdir(), "gimlet-open-"));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe.each([
  ["over HTTP", { protocolTwo: true }],
  ["over HTTP from a host that only speaks git's older protocol", { protocolTwo: false }],
])("%s", (_, options) => {
  beforeAll(() => {
    server.options = options;
  });

  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const { gitDir, url } = server.createRepo();
    const caches = join(folder, `caches${++count}`);
    let clients = 0;
    const open = async (branch = "main") =>
      await openGitopsRepo({ url, branch, cacheDir: join(caches, `${++clients}`) });

    await expect(run(async () => await underTest(gitDir, open))).resolves.toBeUndefined();

    expectSound(gitDir);
    for (const cache of readdirSync(caches))
      for (const clone of readdirSync(join(caches, cache, "git-2")).filter((name) => name.endsWith(".git")))
        expectSound(join(caches, cache, "git-2", clone));
  });
});

type Open = (branch?: string) => ReturnType<typeof openGitopsRepo>;

async function underTest(gitDir: string, open: Open): Promise<RepoUnderTest> {
  return {
    repo: await open(),
    anotherClient: open,
    land: async (objects: readonly NamedObject[], tip) => {
      using store = openDiskObjectStore(gitDir);
      await store.write(objects);
      git(gitDir, ["update-ref", "refs/heads/main", tip]);
    },
  };
}

/** What a test planted on purpose, git is asked to overlook. */
function expectSound(gitDir: string): void {
  const planted = ["hasDotgit", "hasDotdot", "badFilemode"].flatMap((id) => ["-c", `fsck.${id}=ignore`]);
  expect(git(gitDir, [...planted, "fsck", "--strict", "--full", "--no-dangling"])).toBe("");
}
