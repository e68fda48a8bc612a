import type { FileIssue } from "@gimlet/core";
import type { Listing } from "../output/listing.ts";

/** An issue, with its file and the line it stands on. */
export interface FoundIssue extends FileIssue {
  readonly file: string;
  readonly source: string;
}

/** What is wrong with manifests, one line per issue. */
export const ISSUE_LISTING: Listing<FoundIssue> = {
  schema: "gimlet.issues/1",
  json: ({ file, line, column, path, severity, message, hint }) => ({
    file,
    line,
    column,
    path,
    severity,
    message,
    hint: hint ?? null,
  }),
  name: ({ file, line, column }) => `${file}:${line}:${column}`,
  empty: "",
  columns: [
    { name: "place", head: "Place", value: ({ file, line, column }) => `${file}:${line}:${column}` },
    {
      name: "severity",
      head: "",
      value: ({ severity }) => severity,
      cell: ({ severity }) => ({ text: severity, colour: severity === "error" ? "red" : "yellow" }),
    },
    { name: "key", head: "Key", value: ({ path }) => path },
    {
      name: "message",
      head: "Problem",
      cut: true,
      value: ({ message, hint }) =>
        hint === undefined ? message : `${message}; ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`,
    },
    {
      name: "line",
      head: "Line",
      cut: true,
      value: ({ source }) => source.trim(),
      cell: ({ source }) => ({ text: source.trim(), colour: "dim" }),
    },
  ],
};

/** The lines of a file; of one that is not text, none. */
export function sourceLines(bytes: Uint8Array): readonly string[] {
  return new TextDecoder("utf-8").decode(bytes).split(/\r?\n/);
}
