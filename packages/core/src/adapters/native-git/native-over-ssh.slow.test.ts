import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, makeBareRepo } from "../../../test-support/git-http-server.ts";
import { landObjects } from "../../../test-support/land-objects.ts";
import { findSshd, SshServer } from "../../../test-support/ssh-server.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import type { RepoUnderTest } from "../../testing/contract-kit.ts";
import { gitopsRepoContract } from "../../testing/gitops-repo-contract.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

const sshd = findSshd();

describe.skipIf(sshd === undefined)(`over SSH${sshd === undefined ? " (skipped: needs sshd)" : ""}`, () => {
  let server: SshServer;
  let root: string;
  let count = 0;

  beforeAll(async () => {
    server = await SshServer.start(sshd ?? "");
    root = mkdtempSync(join(tmpdir(), "gimlet-over-ssh-"));
  });

  afterAll(() => {
    server[Symbol.dispose]();
    rmSync(root, { recursive: true, force: true });
  });

  async function open(
    gitDir: string,
    options: { branch?: string; key?: "user" | "stranger" } = {},
  ): Promise<GitopsRepo> {
    return await openNativeGitopsRepo({
      url: `${server.origin}${gitDir}`,
      branch: options.branch ?? "main",
      cacheDir: join(root, `cache-${count++}`),
      env: { ...GIT_ENV, GIT_SSH_COMMAND: server.command(options.key) },
    });
  }

  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const create = async (): Promise<RepoUnderTest> => {
      const gitDir = makeBareRepo(join(root, `repo-${count++}.git`), { config: { "uploadpack.allowFilter": "true" } });
      return {
        repo: await open(gitDir),
        anotherClient: async (branch = "main") => await open(gitDir, { branch }),
        land: async (objects, tip) => await landObjects(gitDir, { objects, tip }),
      };
    };

    await expect(run(create)).resolves.toBeUndefined();
  });

  it("says that the host does not accept a key", async () => {
    const repo = await open(makeBareRepo(join(root, `repo-${count++}.git`)), { key: "stranger" });

    await expect(repo.head()).rejects.toMatchObject({ code: "git-authentication" });
  });

  it("says that there is no repository", async () => {
    await expect((await open(join(root, "nowhere.git"))).head()).rejects.toMatchObject({ code: "repo-not-found" });
  });

  it("says that the host can't be reached", async () => {
    const repo = await openNativeGitopsRepo({
      url: "ssh://git@127.0.0.1:1/repo.git",
      branch: "main",
      cacheDir: join(root, `cache-${count++}`),
      env: { ...GIT_ENV, GIT_SSH_COMMAND: server.command() },
    });

    await expect(repo.head()).rejects.toMatchObject({ code: "git-unavailable" });
  });
});
