import { BranchProtectedError, GitopsConflictError, PushRefusedError } from "../errors.ts";

/** What a host means by refusing a push: somebody was quicker, the branch is protected, or something else. */
export type PushRefusal = "conflict" | "protected" | "refused";

// Wordings by host. GitHub speaks in codes (GH…), Azure DevOps too (TF…); Gitea and Forgejo share theirs.
const PROTECTED: readonly RegExp[] = [
  /\bGH006\b|\bGH013\b/,
  /\bprotected branch(es)?\b/i,
  /\bbranch \S+ is protected\b/i,
  /\bTF402455\b|\bpushes to this branch are not permitted\b/i,
  /\bpermission denied to update branch\b/i,
  /\bcan only be modified through pull requests\b/i,
  /\bchanges must be made through a pull request\b/i,
  /\bprohibited by Gerrit\b/i,
];

const CONFLICT: readonly RegExp[] = [
  /\bfailed to update ref\b/i,
  /\bfailed to lock\b|\bcannot lock ref\b|\block failure\b|\.lock': File exists/i,
  /\bfetch first\b|\bnon-fast-forward\b|\bstale info\b/i,
  /\bincorrect old value provided\b|\breference already exists\b|\bbut expected [0-9a-f]{40}\b/i,
  /\bremote ref updated since checkout\b/i,
  /\bTF401028\b|\bhas already been updated by another client\b/i,
];

// Wordings that contain one of the above and mean something else.
const REFUSED: readonly RegExp[] = [
  // A branch "a" stands in the way of a branch "a/b": trying again does not help.
  /\bexists; cannot create\b/i,
  // GitHub found a secret; the branch may be as open as it likes.
  /\bpush cannot contain secrets\b/i,
];

const CONTROL = /\p{Cc}+/gu;
// A colour or cursor command would otherwise leave its letters behind.
const TERMINAL_COMMAND = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");
const MAX_ANSWER = 400;

/** Sorts a host's refusal by its words: the status of the ref and whatever was printed, together. */
export function classifyPushAnswer(text: string): PushRefusal {
  const says = (wordings: readonly RegExp[]): boolean => wordings.some((wording) => wording.test(text));
  if (says(REFUSED)) return "refused";
  if (says(PROTECTED)) return "protected";
  return says(CONFLICT) ? "conflict" : "refused";
}

/** The error that tells a refusal to people. */
export function pushRefusal(
  branch: string,
  text: string,
): GitopsConflictError | BranchProtectedError | PushRefusedError {
  switch (classifyPushAnswer(text)) {
    case "conflict":
      return new GitopsConflictError(branch, { cause: new Error(scrub(text)) });
    case "protected":
      return new BranchProtectedError(branch, scrub(text));
    case "refused":
      return new PushRefusedError(branch, scrub(text));
  }
}

/** What git or a host said, on one line of bounded length, without credentials, control characters and URL queries. */
export function scrub(text: string): string {
  const line = text
    .replaceAll(TERMINAL_COMMAND, "")
    .replaceAll(CONTROL, " ")
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@'"]*@/gi, "$1")
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/[^\s?'"]*)\?[^\s'"]*/gi, "$1")
    .replaceAll(/\b(authorization\s*[:=]\s*)(?:(?:basic|bearer|token)\s+)?\S+/gi, "$1[redacted]")
    .replaceAll(/\b(?:gh[a-z]_|github_pat_|glpat-|ATATT)[\w-]{10,}/g, "[redacted]")
    .replaceAll(/ {2,}/g, " ")
    .trim();
  return line.length > MAX_ANSWER ? `${line.slice(0, MAX_ANSWER - 1)}…` : line;
}

/**
 * A URL without user info, query and fragment, for people and as the place of a cache; other text as it is.
 * `git@host:path`, which names no secret, stays.
 */
export function locationOf(url: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  const parsed = URL.parse(url);
  if (parsed === null) return scrub(url);
  if (parsed.protocol !== "ssh:") parsed.username = "";
  parsed.password = "";
  parsed.search = "";
  parsed.hash = "";
  return parsed.href;
}
