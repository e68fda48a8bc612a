import { createHash } from "node:crypto";
import { join } from "node:path";
import { UsageError } from "../../errors.ts";
import { locationOf } from "../../git/push-answer.ts";
import { ObjectGitopsRepo } from "../../gitops/object-gitops-repo.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import type { Signer } from "../../gitops/signer.ts";
import { openHistoryIndex } from "../git-objects/history-index.ts";
import { CacheRepo } from "./cache-repo.ts";
import { FolderBranchRemote, findGitDir } from "./folder-branch-remote.ts";
import { GitBranchRemote } from "./git-branch-remote.ts";
import { type GitCredentials, type GitEnvironmentOptions, gitEnvironment } from "./git-environment.ts";
import { nodeSha1 } from "../git/node-sha1.ts";
import { parseRemoteAddress, type RemoteAddress } from "./remote-address.ts";
import { SelfHealingStore } from "./self-healing-store.ts";

export interface NativeGitopsRepoOptions {
  /** https, http, ssh or file URL, `user@host:path`, or a folder. User info in it is used, and never shown. */
  readonly url: string;
  readonly branch: string;
  /** Where clones are kept between runs; deleting it costs nothing but time. */
  readonly cacheDir: string;
  /** Where git finds itself, its configuration and credential helpers; that of this process by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** For HTTP; without them git asks its credential helpers or GIT_ASKPASS. */
  readonly credentials?: GitCredentials | undefined;
  readonly signer?: Signer | undefined;
}

/**
 * Opens a branch of a gitops repository by way of the git binary; nothing is asked of the remote yet.
 * @throws {UsageError} when the address or the branch can't be given to git safely
 * @throws {CacheUnusableError} when the cache can't be made
 */
export function openNativeGitopsRepo(options: NativeGitopsRepoOptions): GitopsRepo {
  const { branch, cacheDir, signer, credentials } = options;
  const address = parseRemoteAddress(options.url);
  checkBranch(branch);
  const url = address.kind === "folder" ? address.path : address.url;
  const gitDir = address.kind === "folder" ? findGitDir(address.path) : undefined;
  const env = gitEnvironment({ env: options.env ?? process.env, credentials: credentialsFor(address, credentials) });
  const cache = new CacheRepo({
    // Clones of two branches share nothing: each has its own depth and its own lock.
    folder: join(cacheDir, "native-git", nameOf(`${url}\n${branch}`)),
    config: cacheConfig({ url, branch }),
    pushConfig: pushConfig(url),
    alternates: gitDir === undefined ? [] : [join(gitDir, "objects")],
  });
  if (gitDir !== undefined) {
    const folder = new FolderBranchRemote({ gitDir, branch, cache, env });
    const walked = openHistoryIndex({ file: join(cache.folder, "gimlet-history"), store: cache });
    return new ObjectGitopsRepo({ store: cache, remote: folder, history: walked, signer, hash: nodeSha1 });
  }
  const location = locationOf(url);
  const remote = new GitBranchRemote({ location, branch, cache, env });
  const store = new SelfHealingStore({ store: cache, heal: async (id) => await remote.heal(id) });
  const history = openHistoryIndex({ file: join(cache.folder, "gimlet-history"), store });
  return new ObjectGitopsRepo({ store, remote, history, signer, hash: nodeSha1 });
}

function credentialsFor(
  address: RemoteAddress,
  given: GitCredentials | undefined,
): GitEnvironmentOptions["credentials"] {
  if (address.kind === "folder" || address.origin === undefined) return undefined;
  return given === undefined ? address.credentials : { ...given, origin: address.origin };
}

function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}

/** Git's own rules for a branch, less what only confuses. @see git-check-ref-format(1) */
function checkBranch(branch: string): void {
  const parts = branch.split("/");
  const bad =
    /[\p{Cc} ~^:?*[\\"]|\.\.|@\{|^-|^@$|\.$/u.test(branch) ||
    parts.some((part) => part === "" || part.startsWith(".") || part.endsWith(".lock"));
  if (bad) throw new UsageError(`${JSON.stringify(branch)} is no name of a branch`, "Name a branch as git does.");
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
