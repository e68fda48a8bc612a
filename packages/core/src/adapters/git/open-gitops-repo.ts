import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../../errors.ts";
import { checkBranch } from "../../git/branch-name.ts";
import { locationOf } from "../../git/push-answer.ts";
import { ObjectGitopsRepo } from "../../gitops/object-gitops-repo.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import { CredentialSource } from "../git-objects/credential-source.ts";
import { openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import type { GitopsRepoOptions } from "../git-objects/gitops-repo-options.ts";
import { openHistoryIndex } from "../git-objects/history-index.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";
import { parseRemoteAddress, type RemoteAddress } from "../git-objects/remote-address.ts";
import { CachedClone, sweepLeftovers } from "./cached-clone.ts";
import { blameFolder } from "./file-errors.ts";
import { findLocalRepo } from "./find-local-repo.ts";
import { GitHost } from "./git-host.ts";
import { HttpRemote } from "./http-remote.ts";
import { LocalRemote } from "./local-remote.ts";
import { OverlayStore } from "./overlay-store.ts";
import { SmartHttp } from "./smart-http.ts";

export interface OpenGitopsRepoOptions extends GitopsRepoOptions {
  /** For proxies and certificates; Node's by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** A larger pack of the host is not read to its end; 1 GiB by default. */
  readonly maxPackBytes?: number | undefined;
}

/** Other revisions of what is in a cache have other numbers; caches of theirs are left alone. */
const FOLDER = "git-2";

/**
 * Opens a branch of a gitops repository without git on the machine. Nothing is fetched before it is needed.
 * @throws {UsageError} when the address is of another kind, or a repository on this machine can't be written in place
 * @throws {RepoNotFoundError} when a path holds no repository
 * @throws {CacheUnusableError} when the cache folder can't be made
 */
export async function openGitopsRepo(options: OpenGitopsRepoOptions): Promise<GitopsRepo & AsyncDisposable> {
  const { url, branch = "main" } = options;
  const address = parseRemoteAddress(url);
  checkBranch(branch);
  if (address.kind === "ssh")
    throw new UsageError(
      `${JSON.stringify(locationOf(address.url))} needs ssh, which this adapter does not speak`,
      "Use https://, or the git binary: openNativeGitopsRepo.",
    );
  const cacheDir = join(resolve(options.cacheDir), FOLDER);
  try {
    await mkdir(cacheDir, { recursive: true });
    await sweepLeftovers(cacheDir);
  } catch (error) {
    throw blameFolder(error, cacheDir);
  }
  const place: Place = { ...options, cacheDir, branch };
  return address.kind === "http" ? openHttp(address, place) : await openLocal(address.path, place);
}

/** Where a branch is, and its cache. */
interface Place extends OpenGitopsRepoOptions {
  readonly branch: string;
}

function openHttp(address: RemoteAddress & { readonly kind: "http" }, place: Place): GitopsRepo & AsyncDisposable {
  const { branch, signer, log, walkBeyond, fetch, maxPackBytes } = place;
  const credentials = new CredentialSource(address, place.credentials);
  const http = new SmartHttp({ url: address.url, credentials, fetch });
  const folder = folderOf(place, http.location);
  const host = new GitHost({ http, branch, maxPackBytes, log });
  const clone = new CachedClone(host, { gitDir: `${folder}.git`, log });
  const store = new OverlayStore(clone);
  const history = openHistoryIndex({ file: `${folder}.history`, store, walkBeyond, log });
  const remote = new HttpRemote({ host, clone, store });
  return new ObjectGitopsRepo({ store, remote, signer, history, hash: nodeSha1, dispose: () => clone.close() });
}

async function openLocal(path: string, place: Place): Promise<GitopsRepo & AsyncDisposable> {
  const { branch, signer, log, walkBeyond } = place;
  const gitDir = await findLocalRepo(path, branch);
  const disk = openDiskObjectStore(gitDir, { fsync: true });
  const store = new OverlayStore(disk);
  const history = openHistoryIndex({ file: `${folderOf(place, gitDir)}.history`, store, walkBeyond, log });
  const remote = new LocalRemote({ gitDir, branch, store });
  const dispose = (): void => disk[Symbol.dispose]();
  return new ObjectGitopsRepo({ store, remote, signer, history, hash: nodeSha1, dispose });
}

/** A name that people recognise, and that no other repository or branch has. */
function folderOf({ cacheDir, branch }: Place, location: string): string {
  const digest = createHash("sha256").update(`${location}\n${branch}`).digest("hex").slice(0, 16);
  const last = location.split("/").findLast((part) => part !== "" && part !== ".git") ?? "";
  const name = last.replace(/\.git$/, "").replaceAll(/[^\w-]/g, "_");
  return join(cacheDir, `${name.slice(0, 40)}-${digest}`);
}
