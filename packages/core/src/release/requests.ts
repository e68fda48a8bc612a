import type { Artifact } from "../artifact/artifact.ts";
import type { CallOptions } from "../conventions/call-options.ts";

/** Who acts. */
export interface Actor {
  /** Short name, as the git host or the machine knows the person or token. Never empty. */
  readonly login: string;
  /** For the commit's author. @defaultValue the login */
  readonly name?: string | undefined;
  /** For the commit's author. @defaultValue Gimlet's own address */
  readonly email?: string | undefined;
}

/** What every act's request says. */
export interface ActRequest extends CallOptions {
  readonly env: string;
  readonly actor: Actor;
  /** Free text for the record; line breaks become spaces. */
  readonly reason?: string | undefined;
  /** Through what the actor acts, such as `cli`, `ci`, `api`. @defaultValue "library" */
  readonly via?: string | undefined;
  /**
   * A ULID. Give the same one again to retry: what an earlier try landed is found, not landed twice.
   * @defaultValue a new one
   */
  readonly requestId?: string | undefined;
}

/** Makes an instance run an artifact. */
export interface ReleaseRequest extends ActRequest {
  readonly artifact: Artifact;
  /** @defaultValue every app that the artifact has a manifest of for the env */
  readonly app?: string | undefined;
  /**
   * Whether a policy or a CI job asks rather than a person: it loses against a landed release of a newer artifact and
   * waits while the instance is held. @defaultValue false
   */
  readonly automatic?: boolean | undefined;
  /** Of several apps: one commit or none. @defaultValue one commit each, and each may fail alone */
  readonly atomic?: boolean | undefined;
}

/** Makes an instance what it was at an earlier release. */
export interface RollbackRequest extends ActRequest {
  readonly app: string;
  /**
   * A release by its commit, its request id, or the version it released (tag or start of the commit id, 7 or more).
   * @defaultValue the newest earlier release that was not itself rolled back
   */
  readonly to?: string | undefined;
  /** Whether automatic releases wait from now on until somebody resumes them. @defaultValue true */
  readonly hold?: boolean | undefined;
}

/** Takes an app out of an env. */
export interface RemovalRequest extends ActRequest {
  readonly app: string;
}

/** Undoes the newest removal of an app. */
export interface RestoreRequest extends ActRequest {
  readonly app: string;
}

/** Stops automatic releases of an instance. */
export interface HoldRequest extends ActRequest {
  readonly app: string;
}

/** Allows automatic releases of an instance again. */
export interface ResumeRequest extends ActRequest {
  readonly app: string;
}

/** Any act, told apart by `act`. */
export type AnyRequest =
  | ({ readonly act: "release" } & ReleaseRequest)
  | ({ readonly act: "rollback" } & RollbackRequest)
  | ({ readonly act: "removal" } & RemovalRequest)
  | ({ readonly act: "restore" } & RestoreRequest)
  | ({ readonly act: "hold" } & HoldRequest)
  | ({ readonly act: "resume" } & ResumeRequest);
