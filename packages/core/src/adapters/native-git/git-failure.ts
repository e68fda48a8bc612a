import {
  CacheUnusableError,
  GitAuthenticationError,
  GitUnavailableError,
  RepoNotFoundError,
  type AnyGimletError,
} from "../../errors.ts";
import { scrub } from "../../git/push-answer.ts";

const DISK = /no space left on device|disk quota exceeded|read-only file system|file too large/i;
const CACHE_PERMISSION =
  /(unable to create|insufficient permission|cannot (lock|open|create)|could not (open|create)).*(permission denied|read-only)/i;
const AUTHENTICATION: readonly RegExp[] = [
  /authentication failed|failed to authenticate/i,
  /could not read (username|password)|terminal prompts disabled/i,
  /permission denied \(publickey|permission denied, please try again|too many authentication failures/i,
  /returned error: (401|403)\b|http (basic: )?access denied|\binvalid credentials\b/i,
  /not authorized to|marked as read only|read-only deploy key|write access to (the )?repository (not granted|denied)/i,
  /you are not allowed to (push|upload) code|access denied or repository not exported/i,
];
const NOT_FOUND: readonly RegExp[] = [
  /repository .*not found|repository not found/i,
  /does not appear to be a git repository/i,
  /could(n't| not) be found|project you were looking for|cannot find repository|unknown repository/i,
  /returned error: (404|410)\b/i,
];
const DAMAGE =
  /fatal: not a git repository|is corrupt|bad object|object file .* is empty|bad tree object|unable to read (tree|sha1)|could not read [0-9a-f]{40}|inflate: data stream|invalid (sha1|object)|pack has bad|packfile .* (cannot|is )|index file .*(too small|corrupt|non-monotonic)|unresolved delta|did not send all necessary objects|bad config|bad shallow|not a valid (ref|object)|fatal: bad revision|cannot update ref|nonexistent object/i;

export interface GitFailure {
  readonly stderr: string;
  readonly location: string;
  readonly cacheFolder: string;
}

/** What a failed git command means, from its English words. */
export function gitFailure({ stderr, location, cacheFolder }: GitFailure): AnyGimletError {
  const said = says(stderr);
  const own = stderr.replaceAll(/^remote:.*$/gim, "");
  const cause = { cause: new Error(scrub(stderr)) };
  if (DISK.test(own) || CACHE_PERMISSION.test(own)) return new CacheUnusableError(cacheFolder, said, cause);
  if (isAuthenticationRefused(stderr)) return new GitAuthenticationError(location, cause);
  if (NOT_FOUND.some((wording) => wording.test(stderr))) return new RepoNotFoundError(location, cause);
  return new GitUnavailableError(location, said, cause);
}

/** Whether the remote did not accept the credentials, or wanted some. */
export function isAuthenticationRefused(stderr: string): boolean {
  return AUTHENTICATION.some((wording) => wording.test(stderr));
}

/** Whether git complains of the cache itself, which can be made anew. */
export function isCacheDamage(stderr: string): boolean {
  return DAMAGE.test(stderr.replaceAll(/^remote:.*$/gim, ""));
}

/** The line that says what is wrong, in a form that can be shown. */
function says(stderr: string): string {
  const lines = stderr.split(/[\r\n]+/).filter((line) => line.trim() !== "");
  const telling = lines.findLast((line) => /^(fatal|error|ssh|remote: (fatal|error)):/i.test(line)) ?? lines.at(-1);
  return telling === undefined ? "git failed without a word" : scrub(telling);
}
