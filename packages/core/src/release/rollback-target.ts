import { shortVersion, type Version } from "../artifact/version.ts";
import { isCommitSha, type CommitSha, type RequestId, type TreeId } from "../conventions/ids.ts";
import { ReleaseNotFoundError } from "../errors.ts";

/** A line of an instance's release log, as far as choosing a target needs it. */
export interface PastAct {
  readonly kind: "release" | "rollback" | "removal" | "restore" | "hold" | "resume" | "edit";
  readonly commit: CommitSha;
  /** The app's folder as the commit left it; absent when it left none, or did not touch it. */
  readonly tree: TreeId | undefined;
  readonly version: Version | undefined;
  readonly request: RequestId | undefined;
  /** A later rollback took it back. */
  readonly rolledBack: boolean;
}

/** What a rollback goes back to, and what it undoes. */
export interface RollbackTarget {
  readonly act: PastAct & { readonly tree: TreeId };
  /** Commits of releases after the target that nothing undid yet, newest first. */
  readonly undone: readonly CommitSha[];
}

export interface ChooseTargetOptions {
  readonly app: string;
  readonly env: string;
  /** As a person wrote it; `undefined` lets the rule choose. */
  readonly to: string | undefined;
}

/** Shortest start of a commit id that counts as naming it. */
const MIN_ABBREVIATION = 7;

/**
 * Chooses what to roll back to.
 *
 * A target that is named may be any release, also one that was itself rolled back. Without one it is the newest earlier
 * release that was not, and that is not what the newest act left.
 * @param log the instance's release log, newest first
 * @throws {ReleaseNotFoundError} when nothing matches, or what matches is no release of the instance
 */
export async function chooseRollbackTarget(
  log: AsyncIterable<PastAct>,
  options: ChooseTargetOptions,
): Promise<RollbackTarget> {
  const { app, env, to } = options;
  const undone: CommitSha[] = [];
  let newest: PastAct | undefined;
  let fallback: RollbackTarget | undefined;

  for await (const act of log) {
    if (isReleased(act)) {
      const target = { act, undone: [...undone] };
      if (to === undefined) {
        if (newest !== undefined && act.kind === "release" && !act.rolledBack && act.tree !== newest.tree)
          return target;
      } else if (isNamedExactly(act, to)) return target;
      else if (fallback === undefined && startsLike(act, to)) fallback = target;
      newest ??= act;
      if (act.kind === "release" && !act.rolledBack) undone.push(act.commit);
    } else if (act.commit === to) {
      throw new ReleaseNotFoundError(
        app,
        env,
        to,
        act.kind === "edit" ? "it is an edit from outside" : `it is a ${act.kind}`,
      );
    }
  }
  if (fallback !== undefined) return fallback;
  throw new ReleaseNotFoundError(app, env, to ?? "the release before", whyNot(to, newest));
}

function isReleased(act: PastAct): act is PastAct & { readonly tree: TreeId } {
  return act.tree !== undefined && (act.kind === "release" || act.kind === "rollback" || act.kind === "restore");
}

function isNamedExactly(act: PastAct, to: string): boolean {
  return act.commit === to || act.request === to || act.version?.tag === to || act.version?.sha === to;
}

function startsLike(act: PastAct, to: string): boolean {
  if (to.length < MIN_ABBREVIATION || isCommitSha(to)) return false;
  return act.commit.startsWith(to) || act.version?.sha.startsWith(to) === true;
}

function whyNot(to: string | undefined, newest: PastAct | undefined): string {
  if (newest === undefined) return "the app has no recorded release there";
  if (to !== undefined) return "its release log has no such commit, request or version";
  const what = newest.version === undefined ? newest.commit : shortVersion(newest.version);
  return `no release before ${what} is left to go back to`;
}
