import { UsageError, type ActResult, type AnyRequest } from "@gimlet/core";
import type { WhereFlags } from "../context/resolve-context.ts";
import { needsServer } from "../failure/usage.ts";

/** The flags of every command that changes something. */
export interface ActFlags extends WhereFlags {
  readonly "dry-run"?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly accept?: readonly string[] | undefined;
  readonly reason?: string | undefined;
  readonly actor?: string | undefined;
  readonly "request-id"?: string | undefined;
  readonly report?: string | undefined;
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly json?: boolean | undefined;
  readonly output?: string | undefined;
  readonly columns?: string | undefined;
}

/** What an act asks for, without who, why and how. */
export type ActWish = DistributiveOmit<AnyRequest, "actor" | "via" | "reason" | "requestId" | "signal" | "onProgress">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What an act is carried out with. */
export interface ActOptions {
  readonly flags: ActFlags;
  /** What the original CLI printed with `-o json`. */
  readonly compat?: ((result: ActResult) => unknown) | undefined;
  /** Whether the act must be confirmed by a flag where nobody can be asked. */
  readonly needsYes?: boolean;
}

/** Refuses what this mode can't do. @throws {UsageError} also when nobody can be asked for a yes that is needed */
export function checkActFlags({ flags, needsYes }: ActOptions, interactive: boolean): void {
  if (flags.wait === true) throw needsServer("--wait", "Leave it out: the command ends when the commit has landed.");
  if (flags.timeout !== undefined)
    throw needsServer("--timeout", "Leave it out: the command ends when the commit has landed.");
  if (needsYes === true && !interactive && flags.yes !== true && flags["dry-run"] !== true)
    throw new UsageError("nobody can be asked here, and this needs a yes", "Add --yes, or look first with --dry-run.");
}
