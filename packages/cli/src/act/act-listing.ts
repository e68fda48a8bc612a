import type { InstanceResult } from "@gimlet/core";
import type { Listing } from "../output/listing.ts";
import { symbol, type Colour } from "../terminal/look.ts";
import { versionName } from "./words.ts";

const COLOURS: Readonly<Record<InstanceResult["outcome"], Colour | undefined>> = {
  landed: "green",
  "no-change": "dim",
  superseded: "yellow",
  held: "yellow",
  cancelled: "dim",
  failed: "red",
};

/** How an act ended, one line per instance. */
export const ACT_LISTING: Listing<InstanceResult> = {
  schema: "gimlet.act/1",
  json: (row) => row,
  name: ({ app, env }) => `${app}/${env}`,
  empty: "Nothing was asked for.",
  columns: [
    { name: "app", head: "App", value: ({ app }) => app },
    { name: "env", head: "Env", value: ({ env }) => env },
    { name: "version", head: "Version", value: (row) => (row.outcome === "landed" ? (versionName(row.to) ?? "") : "") },
    {
      name: "outcome",
      head: "Outcome",
      value: ({ outcome }) => outcome,
      cell: ({ outcome }, { ascii }) => ({
        text: outcome === "landed" ? `${symbol("done", { ascii })} landed` : outcome,
        colour: COLOURS[outcome],
      }),
    },
    {
      name: "commit",
      head: "Commit",
      value: (row) => (row.outcome === "landed" ? row.commit : ""),
      cell: (row) => (row.outcome === "landed" ? row.commit.slice(0, 8) : ""),
    },
    { name: "why", head: "", cut: true, value: why },
  ],
};

/** Why it did not land, in a few words. */
export function why(result: InstanceResult): string {
  switch (result.outcome) {
    case "failed":
      return result.error.message;
    case "superseded":
      return `${versionName(result.by.version)} is newer and has landed`;
    case "held":
      return result.hold.by === undefined ? "held" : `held by ${result.hold.by}`;
    case "cancelled":
      return "another app stands in the way";
    case "no-change":
    case "landed":
      return "";
  }
}
