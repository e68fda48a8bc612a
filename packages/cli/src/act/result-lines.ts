import type { ActResult, AnyGimletError, RequestId } from "@gimlet/core";
import { paint, symbol, type Look } from "../terminal/look.ts";
import { why } from "./act-listing.ts";
import { ACT_DONE, versionName } from "./words.ts";

/** A line about one instance. */
export interface ResultLine {
  readonly text: string;
  /** Whether it should not be missed. */
  readonly warning: boolean;
}

/** What the lines are made with. */
export interface ResultLinesOptions {
  readonly look: Look;
  /** Apps of which the plan had nothing to change: a commit of theirs was made by an earlier run of the request. */
  readonly earlier: ReadonlySet<string>;
}

/** How an act ended, for people; nothing of what was so already. */
export function resultLines(
  { act, requestId, instances }: ActResult,
  { look, earlier }: ResultLinesOptions,
): readonly ResultLine[] {
  return instances.flatMap((instance): readonly ResultLine[] => {
    const { app, env, outcome } = instance;
    if (outcome === "no-change") return [];
    if (outcome === "landed") {
      const version = versionName(instance.to);
      const what = `${app}${version === undefined ? "" : ` ${version}`} ${ACT_DONE[act]}`;
      const isEarlier = earlier.has(app) && instance.from === undefined && version === undefined;
      const by = isEarlier ? ", by an earlier run of this request" : "";
      const text = `${paint(symbol("done", look), "green", look)} ${what}, ${env}, commit ${instance.commit.slice(0, 8)}${by}`;
      return [{ text, warning: false }];
    }
    const text = `${paint(symbol("failed", look), "red", look)} ${app} in ${env}: ${outcome}: ${why(instance)}`;
    const hint = outcome === "failed" ? [{ text: `  ${hintOf(instance.error, requestId)}`, warning: true }] : [];
    return [{ text, warning: true }, ...hint];
  });
}

/** Who could not be reached may have heard it all the same. */
function hintOf({ code, hint }: AnyGimletError, requestId: RequestId): string {
  return code === "git-unavailable"
    ? `Run it again with --request-id ${requestId}: with it nothing lands twice.`
    : hint;
}

/** The commits of what landed. */
export function landedCommits({ instances }: ActResult): readonly string[] {
  return [...new Set(instances.flatMap((instance) => (instance.outcome === "landed" ? [instance.commit] : [])))];
}
