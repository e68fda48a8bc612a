import { GimletError, type FailureKind } from "@gimlet/core";

/** What each exit code means. The meanings never change. */
export const EXIT_CODES = [
  { code: 0, name: "ok", when: 'done; also "nothing to change" and empty lists' },
  { code: 1, name: "failed", when: "what you asked for ended badly: failed, superseded, or problems were found" },
  { code: 2, name: "usage", when: "unknown flag, missing or invalid value, not possible in this mode" },
  { code: 3, name: "not found", when: "no such app, env, release or branch, or not visible to you" },
  { code: 4, name: "denied", when: "not signed in, or not allowed" },
  { code: 5, name: "conflict", when: "the plan is out of date, or the branch changed meanwhile" },
  { code: 6, name: "unavailable", when: "the git host can't be reached, or the cache can't be used" },
  { code: 7, name: "waiting", when: "nothing wrong, but something holds it, such as a hold" },
  { code: 8, name: "timed out", when: "--timeout passed; the release goes on" },
  { code: 10, name: "changes", when: "only with --exit-code: there are changes" },
  { code: 70, name: "bug", when: "a defect of Gimlet; a report file is written" },
  { code: 130, name: "interrupted", when: "Ctrl+C" },
  { code: 143, name: "terminated", when: "SIGTERM" },
] as const;

/** One of the documented exit codes. */
export type ExitCode = (typeof EXIT_CODES)[number]["code"];

const OF_KIND: Readonly<Record<FailureKind, ExitCode>> = {
  invalid: 2,
  "not-found": 3,
  denied: 4,
  conflict: 5,
  unavailable: 6,
};

/** The exit code of an error; whatever is not an error of ours is a bug. */
export function exitCodeOf(error: unknown): ExitCode {
  return GimletError.is(error) ? OF_KIND[error.kind] : 70;
}

/** Of several instances the first that occurs in this order decides. */
const ORDER: readonly ExitCode[] = [70, 1, 5, 4, 3, 2, 6, 8, 7, 0];

/** The exit code of an act on several instances; 0 for none. */
export function decidingExitCode(codes: readonly ExitCode[]): ExitCode {
  return ORDER.find((code) => codes.includes(code)) ?? 0;
}
