import { createHash } from "node:crypto";
import { join } from "node:path";
import { checkBranch } from "../../git/branch-name.ts";
import { locationOf } from "../../git/push-answer.ts";
import { ObjectGitopsRepo } from "../../gitops/object-gitops-repo.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import { CredentialSource } from "../git-objects/credential-source.ts";
import type { GitopsRepoOptions } from "../git-objects/gitops-repo-options.ts";
import { openHistoryIndex } from "../git-objects/history-index.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";
import { parseRemoteAddress } from "../git-objects/remote-address.ts";
import { CacheRepo } from "./cache-repo.ts";
import { FolderBranchRemote, findGitDir } from "./folder-branch-remote.ts";
import { GitBranchRemote } from "./git-branch-remote.ts";
import { gitEnvironment, RemoteEnvironment } from "./git-environment.ts";
import { SelfHealingStore } from "./self-healing-store.ts";

export interface NativeGitopsRepoOptions extends GitopsRepoOptions {
  /**
   * Where git finds itself, its configuration and its credential helpers, which it asks when no credentials are given;
   * that of this process by default.
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Other revisions of what is in a cache have other numbers; caches of theirs are left alone. */
const FOLDER = "native-git-2";

/**
 * Opens a branch of a gitops repository by way of the git binary; nothing is asked of the remote yet.
 * @throws {UsageError} when the address or the branch can't be given to git safely
 * @throws {CacheUnusableError} when the cache can't be made
 */
export async function openNativeGitopsRepo(options: NativeGitopsRepoOptions): Promise<GitopsRepo & AsyncDisposable> {
  const { branch = "main", cacheDir, signer, log, walkBeyond, env = process.env } = options;
  const address = parseRemoteAddress(options.url);
  checkBranch(branch);
  const url = address.kind === "folder" ? address.path : address.url;
  const gitDir = address.kind === "folder" ? findGitDir(address.path) : undefined;
  const cache = new CacheRepo({
    // Clones of two branches share nothing: each has its own depth and its own lock.
    folder: join(cacheDir, FOLDER, nameOf(`${url}\n${branch}`)),
    config: cacheConfig({ url, branch }),
    pushConfig: pushConfig(url),
    alternates: gitDir === undefined ? [] : [join(gitDir, "objects")],
    log,
  });
  const index = { file: join(cache.folder, "gimlet-history"), walkBeyond, log };
  const common = { signer, hash: nodeSha1, dispose: () => cache.reopen() };
  if (gitDir !== undefined) {
    const remote = new FolderBranchRemote({ gitDir, branch, cache, env: gitEnvironment({ env }) });
    return new ObjectGitopsRepo({
      ...common,
      store: cache,
      remote,
      history: openHistoryIndex({ ...index, store: cache }),
    });
  }
  const credentials = new CredentialSource(address, options.credentials);
  const origin = address.kind === "http" ? address.origin : undefined;
  const environment = new RemoteEnvironment({ env, credentials, origin });
  const remote = new GitBranchRemote({ location: locationOf(url), branch, cache, env: environment, log });
  const heal = async (id: string): Promise<void> => await remote.heal(id);
  const whole = new SelfHealingStore({ store: cache, heal, isComplete: true });
  return new ObjectGitopsRepo({
    ...common,
    store: new SelfHealingStore({ store: cache, heal }),
    remote,
    history: openHistoryIndex({ ...index, store: whole }),
  });
}

function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}

/** A partial clone of one branch. Git is not to tidy up by itself: that takes time when nobody expects it. */
function cacheConfig({ url, branch }: { readonly url: string; readonly branch: string }): string {
  return `[core]
	repositoryformatversion = 0
	bare = true
	logAllRefUpdates = false
	hooksPath = /dev/null
[remote "origin"]
	url = ${JSON.stringify(url)}
	promisor = true
	partialCloneFilter = blob:none
	fetch = "+refs/heads/${branch}:${CacheRepo.trackingRef}"
[gc]
	auto = 0
[maintenance]
	auto = false
[fetch]
	writeCommitGraph = false
`;
}

function pushConfig(url: string): string {
  return `[core]
	repositoryformatversion = 0
	bare = true
	hooksPath = /dev/null
[remote "origin"]
	url = ${JSON.stringify(url)}
[push]
	useForceIfIncludes = false
`;
}
