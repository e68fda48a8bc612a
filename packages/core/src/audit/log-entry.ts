import type { Act } from "../conventions/commit-message.ts";
import type { CommitSha, RequestId, TreeId } from "../conventions/ids.ts";
import type { Version } from "../conventions/version.ts";

/** What a line of the release log can be: an act of Gimlet, or an edit made outside it. */
export type LogKind = Act | "edit";

/** What every line of the release log says. */
interface EntryFacts {
  readonly env: string;
  readonly app: string;
  readonly commit: CommitSha;
  /** When the commit was made, in seconds since 1970. The order of the log is that of landing, not of this. */
  readonly atSeconds: number;
  /** Who did it: a login, `policy`, or as far as nothing else is known the commit's author. */
  readonly actor: string;
  readonly request: RequestId | undefined;
  readonly via: string | undefined;
  readonly reason: string | undefined;
  /** The app's folder as the commit left it; absent when it left none, or did not touch it. */
  readonly tree: TreeId | undefined;
  /** Of what runs afterwards, as the folder's `release.json` says; absent for a removal, a hold and an edit. */
  readonly artifactId: string | undefined;
  readonly version: Version | undefined;
  /** The folder's `release.json` can't be understood, so that artifact and version are unknown. */
  readonly recordUnreadable: boolean;
  /**
   * A later rollback of the app undid this: it names the commit as one it reverts, was not undone itself, and no later
   * one made the commit its target again.
   */
  readonly rolledBack: boolean;
  /** The first line of the commit's message. */
  readonly subject: string;
}

/** An artifact was released. */
export interface ReleaseEntry extends EntryFacts {
  readonly kind: "release";
  /** Where what was released came from. */
  readonly source: string | undefined;
  /** The artifact that was released before. */
  readonly replaces: string | undefined;
  readonly plan: string | undefined;
}

/** The folder was made what it was at an earlier release; a restore brings it back after a removal. */
export interface RollbackEntry extends EntryFacts {
  readonly kind: "rollback" | "restore";
  /** The commit that has the folder so; absent in commits of the original. */
  readonly target: CommitSha | undefined;
  /** The commits that it says it undoes. */
  readonly reverts: readonly CommitSha[];
}

/** The app was removed, or automatic releases of it were stopped or allowed again. */
export interface PlainEntry extends EntryFacts {
  readonly kind: "removal" | "hold" | "resume";
}

/** Someone changed the app's folder without Gimlet. */
export interface EditEntry extends EntryFacts {
  readonly kind: "edit";
  readonly author: { readonly name: string; readonly email: string };
  /** How many files of the folder it added, changed or deleted. */
  readonly files: number;
}

/** One line of the release log. */
export type LogEntry = ReleaseEntry | RollbackEntry | PlainEntry | EditEntry;
