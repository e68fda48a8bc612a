import { pushRefusal } from "../../git/push-answer.ts";
import type { GitResult } from "./run-git.ts";

/** What became of a push. */
export type PushReport =
  | { readonly status: "landed" }
  | { readonly status: "refused"; readonly error: ReturnType<typeof pushRefusal> };

/**
 * Reads the answer of `git push --porcelain` about one ref; `undefined` when there is none: it never came to that, or
 * the connection broke and the ref may have moved or not.
 */
export function parsePushReport(
  { code, stdout, stderr }: GitResult,
  { ref, branch }: { readonly ref: string; readonly branch: string },
): PushReport | undefined {
  for (const line of stdout.toString("utf8").split("\n")) {
    const [flag, names, summary = ""] = line.split("\t");
    if (names === undefined || !names.endsWith(`:${ref}`)) continue;
    if (flag === "!") {
      // "remote failure" is git's word for: the server said nothing about the ref.
      if (/\(remote failed to report status\)|\[remote failure\]/.test(summary)) return undefined;
      return { status: "refused", error: pushRefusal(branch, `${summary}\n${stderr}`) };
    }
    if (code === 0) return { status: "landed" };
  }
  return undefined;
}
