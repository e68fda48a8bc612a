import { UsageError, type GitopsRepo } from "@gimlet/core";
import type { EnvPlace, Origin } from "../context/context.ts";
import type { Run } from "../run.ts";
import { cacheFolder } from "./cache-folder.ts";
import { findSigner } from "./find-signer.ts";
import { findGitCredentials, type GitCredentials } from "./git-credentials.ts";
import { tokenFor } from "./git-token.ts";
import { stderrLog } from "./stderr-log.ts";

/** A CI job's cache is often gone by the next job: an index of more commits than this would not pay for itself. */
const WALK_BEYOND_IN_CI = 1000;

/** What a repository is opened with. */
export interface OpenRepoOptions {
  readonly run: Run;
  /** Who named the place. */
  readonly origin: Origin;
}

/**
 * Opens the apps repository of an env; nothing is asked of it yet.
 *
 * The git binary does the work where it is new enough; `GIMLET_GIT=native|isomorphic` decides otherwise.
 * @throws {UsageError} when the git binary is asked for and can't be used, the token is for another host, or
 * `GIMLET_SIGNING_KEY` names no file that can be read
 * @throws {SigningError} when that file holds no key that can sign
 */
export async function openRepo(
  { appsRepo, branch }: EnvPlace,
  { run, origin }: OpenRepoOptions,
): Promise<GitopsRepo & Partial<AsyncDisposable>> {
  const { environment, settings, signal } = run;
  const { findGit, openNativeGitopsRepo } = await import("@gimlet/core/native-git");
  const wanted = environment["GIMLET_GIT"] || undefined;
  if (wanted !== undefined && wanted !== "native" && wanted !== "isomorphic")
    throw new UsageError(`GIMLET_GIT can't be ${JSON.stringify(wanted)}`, "Use native or isomorphic, or leave it out.");
  const credentials = tokenFor(appsRepo, { environment, origin });
  const common = {
    url: appsRepo,
    branch,
    cacheDir: cacheFolder(environment),
    signer: await findSigner(run),
    log: stderrLog(run),
    walkBeyond: settings.ci === undefined ? undefined : WALK_BEYOND_IN_CI,
  };
  const git = wanted === "isomorphic" ? undefined : await findGit(environment);
  if (git !== undefined) return await openNativeGitopsRepo({ ...common, env: environment, credentials });
  if (wanted === "native")
    throw new UsageError("git 2.39 or newer is not on the PATH", "Install it, or leave GIMLET_GIT out.");
  const { openGitopsRepo } = await import("@gimlet/core/git");
  const { interactive } = settings;
  const ask = async (): Promise<GitCredentials | undefined> =>
    findGitCredentials(appsRepo, { environment, interactive, signal });
  return await openGitopsRepo({ ...common, credentials: credentials ?? ask });
}
