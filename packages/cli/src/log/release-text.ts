import type { LogLine } from "@gimlet/core";
import { versionName } from "../act/words.ts";
import type { CellContext } from "../output/listing.ts";
import { cleanLine } from "../terminal/clean-text.ts";
import { isoTime } from "../terminal/relative-time.ts";
import { when } from "./log-listing.ts";
import { releaseId } from "./release-json.ts";

/** One line of the log for people: a fact a line. Facts that are not known are left out. */
export function releaseText(line: LogLine, context: CellContext): string {
  const { version } = line;
  const time = isoTime(line.atSeconds);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      "What",
      `${line.kind === "edit" ? "edited outside" : line.kind} of ${line.app} in ${line.env}${line.rolledBack ? ", rolled back later" : ""}`,
    ],
    [
      "Version",
      version === undefined
        ? undefined
        : `${versionName(version)} (${version.repositoryName}@${version.sha.slice(0, 8)})`,
    ],
    ["Message", version?.message?.split("\n", 1)[0]],
    ["Artifact", line.artifactId],
    ["Who", line.via === undefined ? line.actor : `${line.actor} (${line.via})`],
    ["When", time === undefined ? undefined : `${time} (${when(line.atSeconds, context)})`],
    ["Reason", line.reason],
    ["Target", line.kind === "rollback" || line.kind === "restore" ? line.target : undefined],
    ["Undoes", line.kind === "rollback" || line.kind === "restore" ? line.reverts.join(" ") || undefined : undefined],
    ["Replaces", line.kind === "release" ? line.replaces : undefined],
    ["Files", line.kind === "edit" ? String(line.files) : undefined],
    ["Commit", line.commit],
    ["Id", releaseId(line)],
  ];
  const known = facts.filter((fact): fact is readonly [string, string] => fact[1] !== undefined);
  return known.map(([name, text]) => `${name.padEnd(9)} ${cleanLine(text)}`).join("\n");
}
