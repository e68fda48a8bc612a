import type { AppStatus } from "@gimlet/core";
import { versionName } from "../act/words.ts";
import type { Cell, CellContext, Listing } from "../output/listing.ts";
import { symbol } from "../terminal/look.ts";
import { isoTime } from "../terminal/relative-time.ts";
import { when } from "./log-listing.ts";
import { compatRelease, marksOf, statusJson } from "./release-json.ts";

/** What a status is about. */
export interface StatusListingOptions {
  /** The envs asked for, in the context's order. */
  readonly envs: readonly string[];
  readonly app: string | undefined;
  readonly repoOf: (env: string) => string;
}

/** What is released, one line per instance. */
export function statusListing({ envs, app, repoOf }: StatusListingOptions): Listing<AppStatus> {
  const where = envs.length === 1 ? ` in ${envs[0]}` : "";
  return {
    schema: "gimlet.status/1",
    json: statusJson,
    name: (row) => `${row.app}/${row.env}`,
    compat: (rows) =>
      Object.fromEntries(
        rows.map((row) => [row.app, row.version === undefined ? null : compatOf(row, repoOf(row.env))]),
      ),
    empty: app === undefined ? `Nothing is released${where}.` : `${app} is not released${where}.`,
    columns: [
      { name: "app", head: "App", value: (row) => row.app },
      { name: "env", head: "Env", value: ({ env }) => env },
      { name: "version", head: "Version", value: ({ version }) => versionName(version) ?? "", cell: versionCell },
      { name: "state", head: "State", wide: true, value: () => "unknown" },
      {
        name: "at",
        head: "When",
        value: ({ past }) => (past?.lastAct === undefined ? "" : (isoTime(past.lastAct.atSeconds) ?? "")),
        cell: ({ past }, context) => (past?.lastAct === undefined ? "" : when(past.lastAct.atSeconds, context)),
      },
      {
        name: "marks",
        head: "",
        value: (row) => marksOf(row).join(","),
        cell: (row) => ({ text: marksText(row), colour: "yellow" }),
      },
      { name: "actor", head: "Who", cut: true, value: ({ past }) => past?.lastAct?.actor ?? "" },
      {
        name: "commit",
        head: "Commit",
        value: ({ past }) => past?.lastAct?.commit ?? "",
        cell: ({ past }) => ({ text: past?.lastAct?.commit.slice(0, 8) ?? "", colour: "dim" }),
      },
      { name: "artifact", head: "Artifact", wide: true, value: ({ artifactId = "" }) => artifactId },
    ],
  };
}

/** The same as a matrix: a line per app, a column per env. */
export function statusMatrix(options: StatusListingOptions): Listing<AppStatus> {
  return { ...statusListing(options), layout: (rows, context) => matrix(rows, options.envs, context) };
}

function matrix(
  rows: readonly AppStatus[],
  envs: readonly string[],
  context: CellContext,
): readonly (readonly Cell[])[] {
  const apps = [...new Set(rows.map(({ app }) => app))].toSorted();
  const shown = envs.filter((env) => rows.some((row) => row.env === env));
  return [
    ["App", ...shown].map((text) => ({ text })),
    ...apps.map((app) => [
      { text: app },
      ...shown.map((env): Cell => {
        const row = rows.find((candidate) => candidate.app === app && candidate.env === env);
        if (row === undefined) return { text: symbol("absent", context), colour: "dim" };
        const act = row.past?.lastAct;
        const parts = [
          versionCell(row, context).text,
          act === undefined ? "" : when(act.atSeconds, context),
          marksText(row),
        ];
        return {
          text: parts.filter((part) => part !== "").join("  "),
          colour: marksOf(row).length > 0 ? "yellow" : undefined,
        };
      }),
    ]),
  ];
}

function versionCell({ version, recordUnreadable }: AppStatus, { ascii }: CellContext): Cell {
  const name = versionName(version);
  if (name !== undefined) return { text: name };
  return { text: recordUnreadable ? "unreadable" : symbol("unknown", { ascii }), colour: "dim" };
}

function marksText(row: AppStatus): string {
  return marksOf(row)
    .map((mark) => (mark === "outside-edit" ? "edited outside" : mark === "rolled-back" ? "rolled back" : mark))
    .join(", ");
}

function compatOf(row: AppStatus, repo: string): object {
  const { app, env, artifactId, version, past } = row;
  const act = past?.lastAct;
  return compatRelease({
    app,
    env,
    artifactId,
    version,
    repo,
    actor: act?.actor,
    commit: act?.commit,
    atSeconds: act?.atSeconds,
  });
}
