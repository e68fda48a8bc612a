import type { LogLine } from "@gimlet/core";
import { versionName } from "../act/words.ts";
import type { CellContext, Listing } from "../output/listing.ts";
import { symbol } from "../terminal/look.ts";
import { isoTime, relativeTime } from "../terminal/relative-time.ts";
import { compatRelease, releaseId, releaseJson } from "./release-json.ts";

/** What the log was asked for: columns that would say the same on each line are left out of the table. */
export interface LogListingOptions {
  readonly app: string | undefined;
  readonly env: string | undefined;
  /** Of an env's apps repository, for the original's document. */
  readonly repoOf: (env: string) => string;
}

/** The release log, one line per act or edit. */
export function logListing({ app, env, repoOf }: LogListingOptions): Listing<LogLine> {
  return {
    schema: "gimlet.releases/1",
    json: releaseJson,
    name: releaseId,
    compat: (lines) =>
      lines.filter(({ kind }) => kind === "release").map((line) => compatRelease({ ...line, repo: repoOf(line.env) })),
    empty: `No releases${app === undefined ? "" : ` of ${app}`}${env === undefined ? "" : ` in ${env}`}.`,
    columns: [
      {
        name: "at",
        head: "When",
        value: ({ atSeconds }) => isoTime(atSeconds) ?? "",
        cell: ({ atSeconds }, context) => when(atSeconds, context),
      },
      { name: "app", head: "App", wide: app !== undefined, value: (line) => line.app },
      { name: "env", head: "Env", wide: env !== undefined, value: (line) => line.env },
      {
        name: "version",
        head: "Version",
        value: ({ version }) => versionName(version) ?? "",
        cell: ({ version }, { ascii }) => versionName(version) ?? symbol("none", { ascii }),
      },
      {
        name: "kind",
        head: "What",
        cut: true,
        value: ({ kind }) => (kind === "edit" ? "outside-edit" : kind),
        cell: what,
      },
      { name: "actor", head: "Who", cut: true, value: ({ actor }) => actor },
      {
        name: "marks",
        head: "",
        value: ({ rolledBack }) => (rolledBack ? "rolled-back" : ""),
        cell: ({ rolledBack }) => ({ text: rolledBack ? "rolled back" : "", colour: "yellow" }),
      },
      { name: "reason", head: "Reason", wide: true, cut: true, value: ({ reason = "" }) => reason },
      {
        name: "commit",
        head: "Commit",
        value: ({ commit }) => commit,
        cell: ({ commit }) => ({ text: commit.slice(0, 8), colour: "dim" }),
      },
      { name: "id", head: "Id", wide: true, value: releaseId },
      { name: "artifact", head: "Artifact", wide: true, value: ({ artifactId = "" }) => artifactId },
    ],
  };
}

/** A moment as a table says it. */
export function when(atSeconds: number, { nowSeconds, ascii }: CellContext): string {
  return relativeTime(atSeconds, nowSeconds) ?? symbol("none", { ascii });
}

function what(line: LogLine): string {
  if (line.kind === "edit") return `edited outside, ${line.files} ${line.files === 1 ? "file" : "files"}`;
  const reason = line.reason === undefined ? "" : ` “${line.reason}”`;
  return `${line.kind}${reason}`;
}
