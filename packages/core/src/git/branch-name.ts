import { UsageError } from "../errors.ts";

/**
 * Checks the name of a branch by git's own rules, less what only confuses.
 * @throws {UsageError} when it is none
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function checkBranch(branch: string): void {
  const parts = branch.split("/");
  const bad =
    /[\p{Cc} ~^:?*[\\"]|\.\.|@\{|^-|^@$|\.$/u.test(branch) ||
    parts.some((part) => part === "" || part.startsWith(".") || part.endsWith(".lock"));
  if (bad) throw new UsageError(`${JSON.stringify(branch)} is no name of a branch`, "Name a branch as git does.");
}
