import type { Artifact } from "@gimlet/core";
import { versionJson } from "../act/act-document.ts";
import { versionName } from "../act/words.ts";
import { when } from "../log/log-listing.ts";
import type { Listing } from "../output/listing.ts";
import { isoTime } from "../terminal/relative-time.ts";

/** An artifact in JSON: its own document with our schema. Values of variables are not secret by themselves. */
export function artifactJson(artifact: Artifact): object {
  const { id = null, version, environments = [], vars = {} } = artifact;
  return { id, version: versionJson(version), manifests: environments, vars };
}

/** Artifacts that were released, one line each. */
export const ARTIFACT_LISTING: Listing<Artifact> = {
  schema: "gimlet.artifacts/1",
  json: artifactJson,
  name: ({ id = "" }) => id,
  compat: (artifacts) => artifacts,
  empty: "No artifacts.",
  columns: [
    {
      name: "created",
      head: "When",
      value: ({ version }) => isoTime(version.created) ?? "",
      cell: ({ version }, context) => when(version.created, context),
    },
    { name: "id", head: "Id", cut: true, value: ({ id = "" }) => id },
    { name: "version", head: "Version", value: ({ version }) => versionName(version) ?? "" },
    { name: "repository", head: "Repository", cut: true, value: ({ version }) => version.repositoryName },
    { name: "branch", head: "Branch", cut: true, value: ({ version }) => version.branch ?? "" },
    { name: "event", head: "Event", value: ({ version }) => version.event ?? "push" },
    { name: "author", head: "Author", cut: true, value: ({ version }) => version.authorName ?? "" },
    { name: "message", head: "Message", cut: true, value: ({ version }) => version.message?.split("\n", 1)[0] ?? "" },
    { name: "sha", head: "Commit", wide: true, value: ({ version }) => version.sha },
  ],
};
