import type { Logger } from "../../gitops/logger.ts";
import type { Signer } from "../../gitops/signer.ts";

/** A user name and a token or password for git over HTTP. */
export interface GitCredentials {
  /** `x-access-token` by default, which the usual hosts take with any token. */
  readonly username?: string | undefined;
  readonly password: string;
}

/** What a gitops repository is opened with, with or without the git binary. */
export interface GitopsRepoOptions {
  /** An https or http URL, or a folder; with the git binary also ssh. User info in it is used, and never shown. */
  readonly url: string;
  /** `main` by default. */
  readonly branch?: string | undefined;
  /** For clones and indexes; may be shared by processes and deleted at any time. */
  readonly cacheDir: string;
  /**
   * For the URL's own origin, and sent nowhere else. A function is asked when the URL holds none and they are needed, and
   * once more when the host does not accept the answer.
   */
  readonly credentials?: GitCredentials | (() => Promise<GitCredentials | undefined>) | undefined;
  /** Signs every commit; none by default. */
  readonly signer?: Signer | undefined;
  /** Hears of caches that are made anew, and of what a host can't do. */
  readonly log?: Logger | undefined;
  /**
   * With more commits than this not indexed yet, the release log is read by walking them rather than indexing them first.
   * By default they always are indexed: the first reading of a long history takes long.
   */
  readonly walkBeyond?: number | undefined;
}
