import { type CommitSha, isCommitSha, isRequestId, type RequestId } from "./ids.ts";
import { formatTrailers, oneLine, parseTrailers } from "./trailers.ts";

/** What a commit of Gimlet did. */
export type Act = "release" | "rollback" | "removal" | "restore" | "hold" | "resume";

/** One app in one env, by name. */
export interface InstanceName {
  readonly env: string;
  readonly app: string;
}

/** The record of one act, as its commit's trailers keep it. */
export interface ActRecord {
  readonly act: Act;
  /** At least one; more only where one commit holds the act of several apps. */
  readonly instances: readonly InstanceName[];
  readonly request?: RequestId | undefined;
  /** Who: a login, or `policy`. */
  readonly actor?: string | undefined;
  /** Through what, such as `cli`. */
  readonly via?: string | undefined;
  /** May have several lines. */
  readonly reason?: string | undefined;
  readonly artifact?: string | undefined;
  /** Where what was released came from: a repository, or one with `@` and a commit. */
  readonly source?: string | undefined;
  /** The artifact that was released before. */
  readonly replaces?: string | undefined;
  /** Of a rollback: the release that is live again. Of a restore: the last commit with the app. */
  readonly target?: CommitSha | undefined;
  readonly plan?: string | undefined;
  /** Who approved the plan. */
  readonly approvals?: readonly string[] | undefined;
}

/** A commit message of anyone, as far as it can be understood. */
export interface CommitMessage {
  /** The first line. */
  readonly subject: string;
  /** Absent when the message does not say, or not clearly, that it is an act of Gimlet. */
  readonly record?: ActRecord;
  /** The commits it says it reverts, in its order. Never read from the trailers, where a reason may quote anything. */
  readonly reverts: readonly CommitSha[];
}

/** The actor of what a deploy or cleanup policy does. */
export const POLICY_ACTOR = "policy";

/**
 * Writes a commit's message: subject, the releases it undoes, trailers, final newline.
 *
 * No text of a record can add a trailer or a paragraph: control characters go, and line breaks stay only in the reason,
 * as continued lines of its trailer.
 * @param reverts of a rollback: the releases undone, newest first
 */
export function formatCommitMessage(record: ActRecord, reverts: readonly CommitSha[] = []): string {
  const paragraphs = [formatSubject(record)];
  if (reverts.length > 0) paragraphs.push(reverts.map((sha) => `This reverts commit ${sha}.`).join("\n"));
  paragraphs.push(
    formatTrailers([
      ["Gimlet-Act", record.act],
      ...record.instances.map(({ env, app }) => ["Gimlet-App", oneLine(`${env}/${app}`)] as const),
      ["Gimlet-Request", record.request],
      ["Gimlet-Actor", optional(record.actor)],
      ["Gimlet-Via", optional(record.via)],
      ["Gimlet-Reason", record.reason],
      ["Gimlet-Artifact", optional(record.artifact)],
      ["Gimlet-Source", optional(record.source)],
      ["Gimlet-Replaces", optional(record.replaces)],
      ["Gimlet-Target", record.target],
      ["Gimlet-Plan", optional(record.plan)],
      ...(record.approvals ?? []).map((approval) => ["Gimlet-Approval", oneLine(approval)] as const),
    ]),
  );
  return `${paragraphs.join("\n\n")}\n`;
}

/** Reads any commit's message; a hostile or broken one has no record. */
export function parseCommitMessage(message: string): CommitMessage {
  const { body, trailers } = parseTrailers(message);
  const record = trailers === undefined ? undefined : parseRecord(trailers);
  return {
    subject: message.replace(/^\s+/, "").split(/\r?\n/, 1)[0] ?? "",
    ...(record === undefined ? {} : { record }),
    reverts: record === undefined ? matches(message, /This reverts commit ([0-9a-f]{40})/g) : revertsOfRecord(body),
  };
}

// The subject holds the actor's text, so of our own messages only whole lines below it count.
function revertsOfRecord(body: string): readonly CommitSha[] {
  return matches(body, /(?<=\n)This reverts commit ([0-9a-f]{40})\.$/gm);
}

function matches(text: string, pattern: RegExp): readonly CommitSha[] {
  return Array.from(text.matchAll(pattern), ([, sha]) => sha as CommitSha);
}

function formatSubject(record: ActRecord): string {
  const [first, ...others] = record.instances;
  if (first === undefined) throw new RangeError("an act needs an instance");
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const what = `[Gimlet] ${first.env}/${first.app}${more}`;
  const actor = record.actor ?? "unknown";
  switch (record.act) {
    case "release":
      return oneLine(`${what} automated deploy`);
    case "removal":
      return oneLine(`${what} deleted by ${actor === POLICY_ACTOR ? "cleanup policy" : actor}`);
    case "rollback":
      return oneLine(`${what} rolled back${record.target === undefined ? "" : ` to ${record.target}`} by ${actor}`);
    case "restore":
      return oneLine(`${what} restored by ${actor}`);
    case "hold":
      return oneLine(`${what} held by ${actor}`);
    case "resume":
      return oneLine(`${what} resumed by ${actor}`);
  }
}

function parseRecord(trailers: ReadonlyMap<string, readonly string[]>): ActRecord | undefined {
  // A trailer that is there twice leaves open what holds: then the message says nothing.
  let ambiguous = false;
  const one = (key: string): string | undefined => {
    const values = trailers.get(key) ?? [];
    if (values.length > 1) ambiguous = true;
    return values[0] === "" ? undefined : values[0];
  };
  const act = one("Gimlet-Act");
  const request = one("Gimlet-Request");
  const target = one("Gimlet-Target");
  const instances = (trailers.get("Gimlet-App") ?? []).map(parseInstance);
  const record = withoutAbsent({
    request: request !== undefined && isRequestId(request) ? request : undefined,
    actor: one("Gimlet-Actor"),
    via: one("Gimlet-Via"),
    reason: one("Gimlet-Reason"),
    artifact: one("Gimlet-Artifact"),
    source: one("Gimlet-Source"),
    replaces: one("Gimlet-Replaces"),
    target: target !== undefined && isCommitSha(target) ? target : undefined,
    plan: one("Gimlet-Plan"),
    approvals: trailers.get("Gimlet-Approval"),
  });
  if (ambiguous || act === undefined || !isAct(act)) return undefined;
  const known = instances.filter((instance) => instance !== undefined);
  if (known.length === 0 || known.length !== instances.length) return undefined;
  return { act, instances: known, ...record };
}

function parseInstance(value: string): InstanceName | undefined {
  const slash = value.indexOf("/");
  if (slash <= 0 || slash === value.length - 1) return undefined;
  return { env: value.slice(0, slash), app: value.slice(slash + 1) };
}

const ACTS: readonly string[] = ["release", "rollback", "removal", "restore", "hold", "resume"] satisfies Act[];

function isAct(value: string): value is Act {
  return ACTS.includes(value);
}

function optional(value: string | undefined): string | undefined {
  return value === undefined ? undefined : oneLine(value);
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
