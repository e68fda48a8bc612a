import { UsageError, type GitopsRepo } from "@gimlet/core";
import type { EnvPlace } from "../context/context.ts";
import type { Run } from "../run.ts";
import { cacheFolder } from "./cache-folder.ts";
import { findGitCredentials, type GitCredentials } from "./git-credentials.ts";

/**
 * Opens the apps repository of an env; nothing is asked of it yet.
 *
 * The git binary does the work where it is new enough; `GIMLET_GIT=native|isomorphic` decides otherwise.
 * @throws {UsageError} when the git binary is asked for and can't be used
 */
export async function openRepo(
  { appsRepo, branch }: EnvPlace,
  run: Run,
): Promise<GitopsRepo & Partial<AsyncDisposable>> {
  const { environment, settings, signal } = run;
  const { findGit, openNativeGitopsRepo } = await import("@gimlet/core/native-git");
  const wanted = environment["GIMLET_GIT"] || undefined;
  if (wanted !== undefined && wanted !== "native" && wanted !== "isomorphic")
    throw new UsageError(`GIMLET_GIT can't be ${JSON.stringify(wanted)}`, "Use native or isomorphic, or leave it out.");
  const git = wanted === "isomorphic" ? undefined : await findGit(environment);
  const token = environment["GIMLET_GIT_TOKEN"];
  const username = environment["GIMLET_GIT_USERNAME"] || undefined;
  const credentials = token ? { username, password: token } : undefined;
  if (git !== undefined)
    return openNativeGitopsRepo({
      url: appsRepo,
      branch,
      cacheDir: cacheFolder(environment),
      env: environment,
      credentials,
    });
  if (wanted === "native")
    throw new UsageError("git 2.39 or newer is not on the PATH", "Install it, or leave GIMLET_GIT out.");
  const { openGitopsRepo } = await import("@gimlet/core/git");
  const auth = (): Promise<GitCredentials | undefined> =>
    findGitCredentials(appsRepo, { environment, interactive: settings.interactive, signal });
  return await openGitopsRepo({ url: appsRepo, branch, cacheDir: cacheFolder(environment), auth });
}
