import type { Version } from "../artifact/version.ts";
import { formatReleaseFile, type ReleaseRecord } from "../conventions/release-file.ts";
import { ARTIFACT_FILE, RELEASE_FILE } from "../conventions/repo-layout.ts";
import { CLOCK_SKEW_SECONDS } from "../conventions/time.ts";
import { blobIdOf } from "../git/object-id.ts";
import type { Edit } from "../gitops/change-set.ts";
import type { ActChange, ActContext } from "./act-commit.ts";
import type { Instance } from "./instance.ts";
import type { PlannedInstance } from "./plan.ts";

/** An app as its artifact and manifest make it. */
export interface RenderedApp {
  /** Path relative to the app's folder → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly artifactId: string;
  readonly version: Version;
  /** What `artifact.json` says. */
  readonly artifactFile: string;
  /** What rendering depended on besides the artifact; absent when on nothing. */
  readonly lock: Readonly<Record<string, unknown>> | undefined;
  /** What people should know of it, a sentence each. */
  readonly notes: readonly string[];
}

export interface PlanReleaseOptions {
  readonly rendered: RenderedApp;
  readonly current: Instance;
  /** A policy or CI asks, not a person. */
  readonly automatic: boolean;
  /** Text of the app's own Flux object, for an env that has one per app and an app that has none yet. */
  readonly kustomization: string | undefined;
  /** Path of the record that the original shared among the env's apps, where it is still there. */
  readonly sharedRecord: string | undefined;
}

/** What an act makes of one instance, and the change that does it. */
export interface PlannedAct {
  readonly instance: PlannedInstance;
  /** Present when the instance's outcome is `change`. */
  readonly change?: ActChange;
}

/**
 * Decides what a release would make of an instance: its folder becomes exactly what was rendered, with its record
 * and its artifact.
 *
 * The same files of the same artifact, version and lock are no change: who asks, why and under which id don't count.
 */
export function planRelease(context: ActContext, options: PlanReleaseOptions): PlannedAct {
  const { rendered, current, automatic, kustomization, sharedRecord } = options;
  const { app, env, record, hold, paths } = current;

  if (isSame(rendered, current)) return { instance: { app, env, outcome: "no-change" } };
  if (automatic && record?.version !== undefined && isNewer(record.version, { than: rendered.version, context }))
    return { instance: { app, env, outcome: "superseded", by: winner(record, record.version) } };
  if (automatic && hold !== undefined) return { instance: { app, env, outcome: "held", hold } };

  const edits = new Map<string, Edit>([
    [paths.folder, { kind: "folder", files: filesOf(context, { rendered, current, automatic }) }],
  ]);
  if (kustomization !== undefined && current.kustomization === undefined)
    edits.set(paths.kustomization, { kind: "file", content: kustomization });
  if (sharedRecord !== undefined) edits.set(sharedRecord, { kind: "delete" });

  return {
    instance: {
      app,
      env,
      outcome: "change",
      ...(record?.version === undefined ? {} : { from: record.version }),
      to: rendered.version,
      notes: rendered.notes,
    },
    change: {
      record: {
        act: "release",
        instances: [{ env, app }],
        artifact: rendered.artifactId,
        source: sourceOf(rendered.version),
        replaces: record?.artifactId === "" ? undefined : record?.artifactId,
      },
      edits,
    },
  };
}

/** Where a version came from: `owner/name@<commit>`. */
function sourceOf(version: Version): string {
  return `${version.repositoryName}@${version.sha}`;
}

function filesOf(
  context: ActContext,
  options: Pick<PlanReleaseOptions, "rendered" | "current" | "automatic">,
): ReadonlyMap<string, string> {
  const { rendered, current } = options;
  const { requestId, actor, reason, via } = context;
  const record = formatReleaseFile({
    app: current.app,
    env: current.env,
    artifactId: rendered.artifactId,
    triggeredBy: actor.login,
    version: rendered.version,
    gimlet: {
      request: requestId,
      actor: actor.login,
      via,
      reason,
      source: sourceOf(rendered.version),
      replaces: current.record?.artifactId === "" ? undefined : current.record?.artifactId,
      lock: rendered.lock,
    },
  });
  return new Map([...rendered.files, [ARTIFACT_FILE, rendered.artifactFile], [RELEASE_FILE, record]]);
}

/** Compares ids, not contents: the repository's files need not be fetched. */
function isSame(rendered: RenderedApp, current: Instance): boolean {
  if (current.record === undefined) return false;
  const wanted = new Map([...rendered.files, [ARTIFACT_FILE, rendered.artifactFile]]);
  const there = [...current.files].filter(([path]) => path !== RELEASE_FILE);
  return (
    there.length === wanted.size &&
    there.every(([path, entry]) => {
      const content = wanted.get(path);
      return content !== undefined && entry.kind === "file" && entry.id === blobIdOf(content);
    }) &&
    JSON.stringify(current.record.gimlet?.lock) === JSON.stringify(rendered.lock)
  );
}

/**
 * An unknown time can't lose. A time that lies ahead is no time that anything could be newer than: whoever wrote it had milliseconds in mind.
 */
function isNewer(
  version: Version,
  { than, context }: { readonly than: Version; readonly context: ActContext },
): boolean {
  return (
    than.created !== 0 && version.created > than.created && version.created <= context.atSeconds + CLOCK_SKEW_SECONDS
  );
}

function winner(record: ReleaseRecord, version: Version): Extract<PlannedInstance, { outcome: "superseded" }>["by"] {
  const requestId = record.gimlet?.request;
  return { artifactId: record.artifactId, version, ...(requestId === undefined ? {} : { requestId }) };
}
