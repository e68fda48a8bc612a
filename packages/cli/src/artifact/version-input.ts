import { parseTime, UsageError, type Version, type VersionEvent } from "@gimlet/core";
import type { Environment } from "../run-settings.ts";
import { runProgram } from "../session/run-program.ts";

/** The flags that make a version. */
export interface VersionFlags {
  readonly repository?: string | undefined;
  readonly sha?: string | undefined;
  readonly created?: string | undefined;
  readonly branch?: string | undefined;
  readonly event?: string | undefined;
  readonly sourceBranch?: string | undefined;
  readonly targetBranch?: string | undefined;
  readonly tag?: string | undefined;
  readonly authorName?: string | undefined;
  readonly authorEmail?: string | undefined;
  readonly committerName?: string | undefined;
  readonly committerEmail?: string | undefined;
  readonly message?: string | undefined;
  readonly url?: string | undefined;
}

/** Those without which the original does not make an artifact. An empty text counts as given. */
const REQUIRED = [
  "repository",
  "sha",
  "created",
  "branch",
  "authorName",
  "authorEmail",
  "committerName",
  "committerEmail",
  "message",
  "url",
] as const;

/**
 * The version that flags describe; what a flag does not say comes from `found`.
 * @throws {UsageError} naming every flag that is missing
 */
export function versionFromFlags(flags: VersionFlags, found: VersionFlags): Version {
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const all: VersionFlags = { ...found, ...given };
  const missing = REQUIRED.filter((name) => all[name] === undefined);
  if (missing.length > 0 && Object.keys(found).length === 0)
    throw new UsageError(
      `${missing.map((name) => `--${name}`).join(", ")} ${missing.length === 1 ? "is" : "are"} missing`,
      "Give them, or let git and CI say it: --from-git",
    );
  if (all.repository === undefined)
    throw new UsageError(
      "git has no remote origin, which would say --repository",
      "Give it: --repository <owner/name>",
    );
  const created = parseTime(all.created ?? "");
  if (created === undefined)
    throw new UsageError(`--created can't be ${JSON.stringify(all.created ?? "")}`, "Use: git log -1 --format=%cI");
  const { repository = "", sha = "", event, created: _created, ...texts } = all;
  const kept = Object.fromEntries(
    Object.entries(texts).filter(([name, value]) => VERSION_TEXTS.has(name) && value !== ""),
  );
  return {
    repositoryName: repository,
    sha,
    created,
    ...kept,
    ...(event === undefined ? {} : { event: event as VersionEvent }),
  };
}

const VERSION_TEXTS: ReadonlySet<string> = new Set([
  "branch",
  "sourceBranch",
  "targetBranch",
  "tag",
  "authorName",
  "authorEmail",
  "committerName",
  "committerEmail",
  "message",
  "url",
]);

/** The variables that manifests use everywhere, by the names that CI plug-ins of the original give them. */
export function usualVariables(version: Version): ReadonlyMap<string, string> {
  const { sha, branch, tag, repositoryName } = version;
  const [owner] = repositoryName.split("/");
  const all = { SHA: sha, BRANCH: branch, TAG: tag, REPO: repositoryName, OWNER: owner };
  return new Map(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Where git and CI are asked. */
export interface GitFacts {
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * What the working copy and the CI system say about the commit that is checked out.
 * @throws {UsageError} when this is no working copy
 */
export async function versionFromGit({ folder, environment }: GitFacts): Promise<VersionFlags> {
  const FORMAT = "%H%x00%cI%x00%an%x00%ae%x00%cn%x00%ce%x00%B";
  const log = await runProgram({ program: "git", args: ["log", "-1", `--format=${FORMAT}`], folder });
  if (log === undefined)
    throw new UsageError(
      "git does not say which commit is checked out",
      "Run it in a working copy, or give the flags.",
    );
  const [sha, created, authorName, authorEmail, committerName, committerEmail, message = ""] = log.split("\0");
  const git = async (...args: readonly string[]): Promise<string | undefined> =>
    (await runProgram({ program: "git", args, folder }))?.trim() || undefined;
  const remote = await git("remote", "get-url", "origin");
  const repository = environment["GITHUB_REPOSITORY"] || environment["CI_PROJECT_PATH"] || repositoryOf(remote);
  const tag = environment["GITHUB_REF_TYPE"] === "tag" ? environment["GITHUB_REF_NAME"] : environment["CI_COMMIT_TAG"];
  const pull = pullRequest(environment);
  const branch =
    pull?.sourceBranch ??
    (environment["GITHUB_REF_NAME"] ||
      environment["CI_COMMIT_BRANCH"] ||
      (await git("symbolic-ref", "--quiet", "--short", "HEAD")) ||
      "");
  return {
    repository,
    sha,
    created,
    branch,
    authorName,
    authorEmail,
    committerName,
    committerEmail,
    message: message.trim(),
    url: commitUrl(environment, { repository, sha }),
    ...(tag ? { tag, event: "tag" } : {}),
    ...(pull === undefined ? {} : { ...pull, event: "pr" }),
  };
}

interface PullRequest {
  readonly sourceBranch: string;
  readonly targetBranch: string;
}

function pullRequest(environment: Environment): PullRequest | undefined {
  const sourceBranch = environment["GITHUB_HEAD_REF"] || environment["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"];
  const targetBranch = environment["GITHUB_BASE_REF"] || environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
  return sourceBranch ? { sourceBranch, targetBranch: targetBranch || "" } : undefined;
}

/** `owner/name` at the end of a remote's URL or `git@host:owner/name`. */
function repositoryOf(remote: string | undefined): string | undefined {
  return /([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(remote ?? "")?.[1];
}

function commitUrl(
  environment: Environment,
  { repository, sha }: { readonly repository: string | undefined; readonly sha: string | undefined },
): string {
  const host = environment["GITHUB_SERVER_URL"] || environment["CI_SERVER_URL"];
  if (!host || repository === undefined) return "";
  return `${host}/${repository}/${environment["CI_SERVER_URL"] ? "-/" : ""}commit/${sha}`;
}
