import { constants } from "node:fs";
import { access, readFile, readdir, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { RepoNotFoundError, UsageError } from "../../errors.ts";
import { hasCode } from "./file-errors.ts";

// What git would run when someone pushes. Writing the branch ourselves would silently skip it.
const HOOKS = [
  "pre-receive",
  "update",
  "proc-receive",
  "post-receive",
  "post-update",
  "reference-transaction",
] as const;
const USE_GIT = "Use the native-git adapter for this repository, or push to it through a git host.";

/**
 * Finds the git folder of a repository on this machine and makes sure that it may be written in place.
 * @throws {RepoNotFoundError} when there is none
 * @throws {UsageError} when the branch is checked out there, hooks would be skipped, or its format is another one
 */
export async function findLocalRepo(path: string, branch: string): Promise<string> {
  const folder = resolve(path);
  const gitDir = (await isGitDir(folder)) ? folder : join(folder, ".git");
  if (!(await isGitDir(gitDir))) throw new RepoNotFoundError(folder);
  const config = await readConfig(gitDir);
  if (config.get("extensions.objectformat") === "sha256" || config.get("extensions.refstorage") === "reftable")
    throw new UsageError(`${folder} uses a repository format that can't be written here`, USE_GIT);
  const head = (await readFile(join(gitDir, "HEAD"), "utf8")).trim();
  if (config.get("core.bare") !== "true" && head === `ref: refs/heads/${branch}`)
    throw new UsageError(
      `branch ${JSON.stringify(branch)} is checked out in ${folder}`,
      "Use a bare repository: git clone --bare",
    );
  const hook = await firstHook(gitDir, config.get("core.hookspath"));
  if (hook !== undefined) throw new UsageError(`${folder} has a ${hook} hook, which would not run`, USE_GIT);
  return gitDir;
}

async function isGitDir(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, "objects"))).isDirectory() && (await stat(join(folder, "HEAD"))).isFile();
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

/** The settings of the repository itself, lower case, as far as one line tells them. Later lines win. */
async function readConfig(gitDir: string): Promise<ReadonlyMap<string, string>> {
  const settings = new Map<string, string>();
  let section = "";
  for (const line of (await readFile(join(gitDir, "config"), "utf8").catch(emptyWhenAbsent)).split("\n")) {
    const [, header, rest = line] = /^\s*\[\s*([\w.-]+)\s*\]\s*(.*)$/.exec(line) ?? [];
    if (header !== undefined) section = header.toLowerCase();
    else if (/^\s*\[/.test(line)) section = "";
    const [, name, value] = /^\s*([\w-]+)\s*(?:=\s*(.*?))?\s*$/.exec(rest) ?? [];
    if (name !== undefined && section !== "")
      settings.set(`${section}.${name.toLowerCase()}`, (value ?? "true").replace(/^"(.*)"$/, "$1"));
  }
  return settings;
}

async function firstHook(gitDir: string, hooksPath: string | undefined): Promise<string | undefined> {
  const folder =
    hooksPath === undefined ? join(gitDir, "hooks") : isAbsolute(hooksPath) ? hooksPath : join(gitDir, hooksPath);
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
  for (const hook of HOOKS) {
    if (!names.includes(hook)) continue;
    const isExecutable = await access(join(folder, hook), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return hook;
  }
  return undefined;
}

function emptyWhenAbsent(error: unknown): string {
  if (hasCode(error, "ENOENT")) return "";
  throw error;
}
