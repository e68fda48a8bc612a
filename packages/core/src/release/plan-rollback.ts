import type { Version } from "../artifact/version.ts";
import type { CommitSha, TreeId } from "../conventions/ids.ts";
import { ReleaseNotFoundError } from "../errors.ts";
import type { Edit } from "../gitops/change-set.ts";
import type { ActContext } from "./act-commit.ts";
import type { Instance } from "./instance.ts";
import { holdEdit } from "./plan-hold.ts";
import type { PlannedAct } from "./plan-release.ts";

/** A folder of the past that an act brings back. */
export interface PastFolder {
  readonly commit: CommitSha;
  readonly tree: TreeId;
  readonly version: Version | undefined;
  /** The app's own Flux object beside it, where there was one. */
  readonly kustomization: string | undefined;
}

export interface PlanRollbackOptions {
  readonly current: Instance;
  readonly target: PastFolder;
  /** Commits of the releases that came after the target and are not undone yet, newest first. */
  readonly undone: readonly CommitSha[];
  /** Whether automatic releases wait from now on. */
  readonly hold: boolean;
  /** The target was chosen by rule: nobody named it. */
  readonly chosen: boolean;
}

/** Decides what rolling an instance back would change: its folder becomes the target's, to the byte. */
export function planRollback(context: ActContext, options: PlanRollbackOptions): PlannedAct {
  const { current, target, undone, hold, chosen } = options;
  const { app, env, paths, record } = current;
  if (current.folder === target.tree) return { instance: { app, env, outcome: "no-change" } };

  const edits = folderBack(current, target);
  if (hold && current.hold === undefined) edits.set(paths.hold, holdEdit(context));

  return {
    instance: {
      app,
      env,
      outcome: "change",
      target: target.commit,
      ...(record?.version === undefined ? {} : { from: record.version }),
      ...(target.version === undefined ? {} : { to: target.version }),
      notes: [
        ...(chosen ? ["The newest earlier release that was not itself rolled back; health not known."] : []),
        ...(hold && current.hold === undefined ? ["Automatic releases will be held."] : []),
      ],
    },
    change: {
      record: {
        act: "rollback",
        instances: [{ env, app }],
        replaces: record?.artifactId || undefined,
        target: target.commit,
      },
      reverts: undone,
      edits,
    },
  };
}

export interface PlanRestoreOptions {
  readonly current: Instance;
  /** The app as it was just before the removal. */
  readonly target: PastFolder;
}

/**
 * Decides what undoing a removal would change: the folder comes back as it was, to the byte.
 * @throws {ReleaseNotFoundError} when the app is there: nothing was removed
 */
export function planRestore(options: PlanRestoreOptions): PlannedAct {
  const { current, target } = options;
  const { app, env } = current;
  if (current.folder !== undefined)
    throw new ReleaseNotFoundError(app, env, "the newest removal", "the app is in the env");
  return {
    instance: {
      app,
      env,
      outcome: "change",
      target: target.commit,
      notes: [],
      ...(target.version === undefined ? {} : { to: target.version }),
    },
    change: {
      record: { act: "restore", instances: [{ env, app }], target: target.commit },
      edits: folderBack(current, target),
    },
  };
}

function folderBack(current: Instance, target: PastFolder): Map<string, Edit> {
  const { paths, kustomization } = current;
  const edits = new Map<string, Edit>([[paths.folder, { kind: "tree", id: target.tree }]]);
  if (kustomization === undefined && target.kustomization !== undefined)
    edits.set(paths.kustomization, { kind: "file", content: target.kustomization });
  return edits;
}
