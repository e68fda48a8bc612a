import { timeOrUnknown } from "./time.ts";

/** What made CI build: a push, a tag or a pull request. */
export type VersionEvent = "push" | "tag" | "pr";

/** The commit an artifact was built from. Field names are those of the artifact's JSON. */
export interface Version {
  /** `owner/name`. */
  readonly repositoryName: string;
  /** Of a pull request the head commit. Usually 40 hexadecimal characters; old tools wrote shorter ones. */
  readonly sha: string;
  /** When the commit was made, in seconds since 1970; 0 when unknown. */
  readonly created: number;
  /** Of a pull request the source branch. */
  readonly branch?: string | undefined;
  /** Absent means `push`. */
  readonly event?: VersionEvent | undefined;
  readonly sourceBranch?: string | undefined;
  readonly targetBranch?: string | undefined;
  readonly tag?: string | undefined;
  readonly authorName?: string | undefined;
  readonly authorEmail?: string | undefined;
  readonly committerName?: string | undefined;
  readonly committerEmail?: string | undefined;
  readonly message?: string | undefined;
  readonly url?: string | undefined;
}

// In the order the original writes them.
const TEXT_BEFORE_EVENT = ["branch"] as const;
const TEXT_AFTER_EVENT = [
  "sourceBranch",
  "targetBranch",
  "tag",
  "authorName",
  "authorEmail",
  "committerName",
  "committerEmail",
  "message",
  "url",
] as const;

/**
 * Reads a version out of JSON, leaving out fields of a wrong type.
 * @returns `undefined` without a repository and a commit, or for an event with an unknown name
 */
export function parseVersion(value: unknown): Version | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const { repositoryName, sha, created, event } = fields;
  if (typeof repositoryName !== "string" || repositoryName === "") return undefined;
  if (typeof sha !== "string" || sha === "") return undefined;
  if (event !== undefined && !isEvent(event)) return undefined;
  return {
    repositoryName,
    sha,
    created: timeOrUnknown(created),
    ...texts(fields, TEXT_BEFORE_EVENT),
    ...(event === undefined ? {} : { event }),
    ...texts(fields, TEXT_AFTER_EVENT),
  };
}

/** What people call the version: its tag if it has one, else the first 8 characters of the commit. */
export function shortVersion(version: Version): string {
  return version.tag === undefined || version.tag === "" ? version.sha.slice(0, 8) : version.tag;
}

function isEvent(value: unknown): value is VersionEvent {
  return value === "push" || value === "tag" || value === "pr";
}

function texts(fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") found[name] = value;
  }
  return found;
}
