import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { landObjects } from "../../../test-support/land-objects.ts";
import type { RepoUnderTest } from "../../testing/contract-kit.ts";
import { gitopsRepoContract } from "../../testing/gitops-repo-contract.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

let server: GitHttpServer;
let caches: string;

beforeAll(async () => {
  server = await startGitHttpServer();
  caches = mkdtempSync(join(tmpdir(), "gimlet-native-"));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(caches, { recursive: true, force: true });
});

const FILTERS = { "uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true" };
let cacheCount = 0;

function contract(config = {}): void {
  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const create = async (): Promise<RepoUnderTest> => {
      const remote = server.createRepo({ config });
      const open = async (branch: string) =>
        await openNativeGitopsRepo({
          url: remote.url,
          branch,
          cacheDir: join(caches, `cache-${cacheCount++}`),
          env: GIT_ENV,
        });
      return {
        repo: await open("main"),
        anotherClient: async (branch = "main") => await open(branch),
        land: async (objects, tip) => await landObjects(remote.gitDir, { objects, tip }),
      };
    };

    await expect(run(create)).resolves.toBeUndefined();
  });
}

describe("over smart HTTP, from a host that sends parts of trees", () => {
  contract(FILTERS);
});

describe("over smart HTTP, from a host that sends everything", () => {
  contract();
});
