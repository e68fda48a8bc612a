import type { Plan } from "@gimlet/core";
import { withoutCredentials } from "../terminal/clean-text.ts";

/** What of a plan its retry depends on. */
export type RetriedPlan = Pick<Plan, "act" | "instances" | "requestId">;

/** The command line that tries an act again, for a shell: the same request, so that nothing lands twice. */
export function retryLine(argv: readonly string[], { act, instances, requestId }: RetriedPlan): string {
  const words = argv.map(withoutCredentials);
  if (!isGiven(argv, "request-id")) words.push("--request-id", requestId);
  // Without its target, "the release before" could be another one by then.
  const [only] = instances;
  const target = act === "rollback" && only?.outcome === "change" ? only.target : undefined;
  if (target !== undefined && !isGiven(argv, "to")) words.push("--to", target);
  return ["gimlet", ...words.map(quoted)].join(" ");
}

function isGiven(argv: readonly string[], flag: string): boolean {
  return argv.some((word) => word === `--${flag}` || word.startsWith(`--${flag}=`));
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
