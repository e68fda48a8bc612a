import { execFileSync } from "node:child_process";
import { openDiskObjectStore } from "../src/adapters/git-objects/disk-object-store.ts";
import type { CommitSha } from "../src/conventions/ids.ts";
import { UsageError } from "../src/errors.ts";
import type { HistorySource } from "../src/git/history-source.ts";
import { ObjectGitopsRepo } from "../src/gitops/object-gitops-repo.ts";

/** Opens a branch of a repository on this machine for reading, straight from its objects. */
export function openReadOnlyRepo(gitDir: string, history?: HistorySource): ObjectGitopsRepo {
  const store = openDiskObjectStore(gitDir);
  const revParse = ["-C", gitDir, "rev-parse", "--verify", "refs/heads/main"];
  const remote = {
    location: gitDir,
    branch: "main",
    resolve: async () => execFileSync("git", revParse, { encoding: "utf8" }).trim() as CommitSha,
    fetch: async () => {},
    fetchObjects: async () => {},
    push: async () => {
      throw new UsageError("this repository is only read", "Open it another way.");
    },
  };
  return new ObjectGitopsRepo({ store, remote, history });
}
