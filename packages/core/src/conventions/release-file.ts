import { isRequestId, type RequestId } from "./ids.ts";
import { parseVersion, type Version } from "./version.ts";

/** Facts of a release that the original does not know; the object `gimlet` of a `release.json`. */
export interface ReleaseDetails {
  readonly request?: RequestId | undefined;
  /** Who: a login, or `policy`. */
  readonly actor?: string | undefined;
  /** Through what, such as `cli`. */
  readonly via?: string | undefined;
  readonly reason?: string | undefined;
  /** Where what was released came from: a repository, or one with `@` and a commit. */
  readonly source?: string | undefined;
  /** The artifact that was released before. */
  readonly replaces?: string | undefined;
  /** What rendering depended on besides the artifact, such as a chart's digest. */
  readonly lock?: Readonly<Record<string, unknown>> | undefined;
  /** Fields that this version does not know, kept as they are. */
  readonly others?: Readonly<Record<string, unknown>> | undefined;
}

/** What an app's `release.json` says: which artifact its folder was rendered from. */
export interface ReleaseRecord {
  readonly app: string;
  readonly env: string;
  readonly artifactId: string;
  /** A login, or `policy`. */
  readonly triggeredBy: string;
  /** Absent in a file that names none, or none that can be understood. */
  readonly version: Version | undefined;
  readonly gimlet?: ReleaseDetails | undefined;
  /** Fields that this version does not know, kept as they are. */
  readonly others?: Readonly<Record<string, unknown>> | undefined;
}

const OWN_FIELDS = ["app", "env", "artifactId", "triggeredBy", "version", "gimlet"] as const;
// Old readers fill these in when they read; in the file the first four are empty and the others left out.
const FILLED_WHEN_READ = ["gitopsRef", "gitopsRepo", "gitopsCommitStatus", "gitopsCommitStatusDesc"] as const;
const LEFT_OUT = ["gitopsCommitCreated", "created", "rolledBack"] as const;
const DETAIL_FIELDS = ["request", "actor", "via", "reason", "source", "replaces", "lock"] as const;

/**
 * Writes a `release.json`: one line of JSON and a newline, fields in the order of the original, ours last.
 * @see packages/core/schemas/release.schema.json
 */
export function formatReleaseFile(record: ReleaseRecord): string {
  const { app, env, artifactId, triggeredBy, version, gimlet, others } = record;
  const file = {
    app,
    env,
    artifactId,
    triggeredBy,
    version,
    ...Object.fromEntries(FILLED_WHEN_READ.map((name) => [name, ""])),
    ...without(others, [...OWN_FIELDS, ...FILLED_WHEN_READ, ...LEFT_OUT]),
    gimlet: gimlet === undefined ? others?.["gimlet"] : formatDetails(gimlet),
  };
  return `${JSON.stringify(file)}\n`;
}

/**
 * Reads a `release.json` of ours or of the original.
 * @returns `undefined` when it is not a JSON object, or names neither an artifact nor a version
 */
export function parseReleaseFile(content: Uint8Array | string): ReleaseRecord | undefined {
  const fields = parseObject(content);
  if (fields === undefined) return undefined;
  const artifactId = text(fields["artifactId"]);
  const version = parseVersion(fields["version"]);
  if (artifactId === undefined && version === undefined) return undefined;
  const details = asObject(fields["gimlet"]);
  const gimlet = details?.["v"] === 1 ? parseDetails(details) : undefined;
  // Details of a later format are not understood, but not lost either.
  const known = details !== undefined && gimlet === undefined ? OWN_FIELDS.slice(0, -1) : OWN_FIELDS;
  const others = without(fields, [...known, ...FILLED_WHEN_READ, ...LEFT_OUT]);
  return {
    app: text(fields["app"]) ?? "",
    env: text(fields["env"]) ?? "",
    artifactId: artifactId ?? "",
    triggeredBy: text(fields["triggeredBy"]) ?? "",
    version,
    ...(gimlet === undefined ? {} : { gimlet }),
    ...(Object.keys(others).length === 0 ? {} : { others }),
  };
}

function formatDetails(details: ReleaseDetails): object {
  const { request, actor, via, reason, source, replaces, lock, others } = details;
  const own = { v: 1, request, actor, via, reason, source, replaces, lock };
  return { ...own, ...without(others, ["v", ...DETAIL_FIELDS]) };
}

function parseDetails(fields: Readonly<Record<string, unknown>>): ReleaseDetails {
  const request = text(fields["request"]);
  const lock = asObject(fields["lock"]);
  const others = without(fields, ["v", ...DETAIL_FIELDS]);
  const found: Record<string, unknown> = {};
  if (request !== undefined && isRequestId(request)) found["request"] = request;
  for (const name of ["actor", "via", "reason", "source", "replaces"]) {
    const value = text(fields[name]);
    if (value !== undefined) found[name] = value;
  }
  if (lock !== undefined) found["lock"] = lock;
  if (Object.keys(others).length > 0) found["others"] = others;
  return found as ReleaseDetails;
}

function parseObject(content: Uint8Array | string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json = typeof content === "string" ? content : new TextDecoder("utf-8", { fatal: true }).decode(content);
    return asObject(JSON.parse(json.replace(/^\uFEFF/, "")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function without(
  fields: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => !names.includes(name)));
}
