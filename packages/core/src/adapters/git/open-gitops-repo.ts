import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import { locationOf, scrub } from "../../git/push-answer.ts";
import { ObjectGitopsRepo } from "../../gitops/object-gitops-repo.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import type { Signer } from "../../gitops/signer.ts";
import { openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { openHistoryIndex } from "../git-objects/history-index.ts";
import { CachedClone, sweepLeftovers } from "./cached-clone.ts";
import { blameFolder } from "./file-errors.ts";
import { findLocalRepo } from "./find-local-repo.ts";
import { GitHost } from "./git-host.ts";
import { HttpRemote } from "./http-remote.ts";
import { LocalRemote } from "./local-remote.ts";
import { nodeSha1 } from "./node-sha1.ts";
import { OverlayStore } from "./overlay-store.ts";
import { type GitCredentials, SmartHttp } from "./smart-http.ts";

export interface OpenGitopsRepoOptions {
  /** `https://…`, `http://…`, or the path of a bare repository on this machine. */
  readonly url: string;
  /** `main` by default. */
  readonly branch?: string | undefined;
  /** For clones and indexes; may be shared by processes and deleted at any time. */
  readonly cacheDir: string;
  /** Credentials for the URL's own origin. Asked when needed, at most twice. */
  readonly auth?: (() => Promise<GitCredentials | undefined>) | undefined;
  /** For proxies and certificates; Node's by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** A larger pack of the host is not read to its end; 1 GiB by default. */
  readonly maxPackBytes?: number | undefined;
  /** Signs every commit; none by default. */
  readonly signer?: Signer | undefined;
}

/**
 * Opens a branch of a gitops repository without git on the machine. Nothing is fetched before it is needed.
 * @throws {UsageError} when the URL is of another kind, or a repository on this machine can't be written in place
 * @throws {RepoNotFoundError} when a path holds no repository
 * @throws {CacheUnusableError} when the cache folder can't be made
 */
export async function openGitopsRepo(options: OpenGitopsRepoOptions): Promise<GitopsRepo & AsyncDisposable> {
  const { url, branch = "main", cacheDir } = options;
  try {
    await mkdir(cacheDir, { recursive: true });
    await sweepLeftovers(cacheDir);
  } catch (error) {
    throw blameFolder(error, cacheDir);
  }
  if (/^https?:\/\//i.test(url)) return openHttp({ ...options, branch });
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(url) && !url.startsWith("file://"))
    throw new UsageError(`${scrub(url)} is no URL this adapter can use`, "Use https://, or install git for ssh.");
  return await openLocal({ ...options, branch });
}

function openHttp(options: OpenGitopsRepoOptions & { readonly branch: string }): GitopsRepo & AsyncDisposable {
  const { branch, signer } = options;
  const http = new SmartHttp(options);
  const folder = folderOf(options.cacheDir, http.location, branch);
  const host = new GitHost({ http, branch, maxPackBytes: options.maxPackBytes });
  const clone = new CachedClone(host, `${folder}.git`);
  const store = new OverlayStore(clone);
  const history = openHistoryIndex({ file: `${folder}.history`, store });
  const remote = new HttpRemote({ host, clone, store });
  return new ObjectGitopsRepo({ store, remote, signer, history, hash: nodeSha1, dispose: () => clone.close() });
}

async function openLocal(
  options: OpenGitopsRepoOptions & { readonly branch: string },
): Promise<GitopsRepo & AsyncDisposable> {
  const { url, branch, signer } = options;
  const path = url.startsWith("file://") ? decodeURIComponent(new URL(url).pathname) : url;
  const gitDir = await findLocalRepo(path, branch);
  const disk = openDiskObjectStore(gitDir, { fsync: true });
  const store = new OverlayStore(disk);
  const history = openHistoryIndex({ file: `${folderOf(options.cacheDir, gitDir, branch)}.history`, store });
  const remote = new LocalRemote({ gitDir, branch, store });
  const dispose = (): void => disk[Symbol.dispose]();
  return new ObjectGitopsRepo({ store, remote, signer, history, hash: nodeSha1, dispose });
}

/** A name that people recognise, and that no other repository or branch has. */
function folderOf(cacheDir: string, location: string, branch: string): string {
  const digest = createHash("sha256")
    .update(`${locationOf(location)}\n${branch}`)
    .digest("hex")
    .slice(0, 16);
  const name = location.split("/").findLast((part) => part !== "" && part !== ".git") ?? "";
  return join(
    resolve(cacheDir),
    `${name
      .replace(/\.git$/, "")
      .replaceAll(/[^\w-]/g, "_")
      .slice(0, 40)}-${digest}`,
  );
}
