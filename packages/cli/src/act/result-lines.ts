import type { ActResult } from "@gimlet/core";
import { paint, symbol, type Look } from "../terminal/look.ts";
import { why } from "./act-listing.ts";
import { ACT_DONE, versionName } from "./words.ts";

/** A line about one instance. */
export interface ResultLine {
  readonly text: string;
  /** Whether it should not be missed. */
  readonly warning: boolean;
}

/** How an act ended, for people; nothing of what was so already. */
export function resultLines({ act, instances }: ActResult, look: Look): readonly ResultLine[] {
  return instances.flatMap((instance): readonly ResultLine[] => {
    const { app, env, outcome } = instance;
    if (outcome === "no-change") return [];
    if (outcome === "landed") {
      const version = versionName(instance.to);
      const what = `${app}${version === undefined ? "" : ` ${version}`} ${ACT_DONE[act]}`;
      const text = `${paint(symbol("done", look), "green", look)} ${what}, ${env}, commit ${instance.commit.slice(0, 8)}`;
      return [{ text, warning: false }];
    }
    const text = `${paint(symbol("failed", look), "red", look)} ${app} in ${env}: ${outcome}: ${why(instance)}`;
    const hint = outcome === "failed" ? [{ text: `  ${instance.error.hint}`, warning: true }] : [];
    return [{ text, warning: true }, ...hint];
  });
}

/** The commits of what landed. */
export function landedCommits({ instances }: ActResult): readonly string[] {
  return [...new Set(instances.flatMap((instance) => (instance.outcome === "landed" ? [instance.commit] : [])))];
}
