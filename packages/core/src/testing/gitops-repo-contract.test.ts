import { describe, expect, it } from "vitest";
import type { RepoUnderTest } from "./contract-kit.ts";
import { gitopsRepoContract } from "./gitops-repo-contract.ts";
import { MemoryRemote } from "./memory-remote.ts";

describe("the repository in memory", () => {
  it.each(gitopsRepoContract)("$title", async ({ run }) => {
    const create = async (): Promise<RepoUnderTest> => {
      const remote = await MemoryRemote.create();
      return {
        repo: remote.client(),
        anotherClient: async (branch) => remote.client({ branch }),
        land: async (objects, tip) => {
          await remote.objects.write(objects);
          remote.setHead(tip);
        },
      };
    };

    await expect(run(create)).resolves.toBeUndefined();
  });
});
