import { GimletError, parseRequestId, type ActResult } from "@gimlet/core";
import type { ActFlags, ActWish } from "../command/act-flags.ts";
import { withAftermath } from "../failure/aftermath.ts";
import { landedCommits } from "./result-lines.ts";
import { retryLine } from "./retry-line.ts";

/** What is known when an act's command fails. */
export interface FailureFacts {
  readonly argv: readonly string[];
  readonly wish: ActWish;
  readonly flags: ActFlags;
  /** How the act ended, if it got so far. */
  readonly result: ActResult | undefined;
}

/** An error with what is known of the act, so that nothing that landed is said not to have been made. */
export function explainFailure(error: unknown, { argv, wish, flags, result }: FailureFacts): unknown {
  const { act } = wish;
  if (result !== undefined) {
    const { requestId } = result;
    const commits = landedCommits(result);
    if (commits.length === 0) return error;
    return withAftermath(error, { commits, requestId, retry: retryLine(argv, { act, instances: [], requestId }) });
  }
  // An earlier try with this id may have landed, and the remote can't be asked.
  if (flags["request-id"] === undefined || !GimletError.is(error) || error.code !== "git-unavailable") return error;
  const requestId = parseRequestId(flags["request-id"]);
  return withAftermath(error, { commits: [], requestId, retry: retryLine(argv, { act, instances: [], requestId }) });
}
