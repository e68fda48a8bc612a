import { userInfo } from "node:os";
import type { Actor } from "@gimlet/core";
import type { Ci } from "../ci/detect-ci.ts";
import { runProgram } from "./run-program.ts";

/** Who acts, and whether a person asks for it. */
export interface FoundActor {
  readonly actor: Actor;
  /**
   * A job that no person started by hand is a policy's request: it loses against a newer artifact, and waits while
   * the instance is held.
   */
  readonly automatic: boolean;
  /** Through what, for the record. */
  readonly via: "cli" | "ci";
}

/** What the actor is found with. */
export interface ActorOptions {
  /** `--actor`. */
  readonly named: string | undefined;
  readonly ci: Ci | undefined;
  readonly folder: string;
}

/** Who acts: `--actor`, else whom the CI system runs for, else git's user, else the machine's. */
export async function findActor({ named, ci, folder }: ActorOptions): Promise<FoundActor> {
  const via = ci === undefined ? "cli" : "ci";
  const automatic = ci !== undefined && named === undefined && !ci.startedByPerson;
  if (named !== undefined) return { actor: { login: named }, automatic, via };
  if (ci?.login !== undefined) return { actor: { login: ci.login, name: ci.name, email: ci.email }, automatic, via };
  if (ci !== undefined) return { actor: { login: "ci" }, automatic, via };
  const [name, email] = await Promise.all([gitConfig("user.name", folder), gitConfig("user.email", folder)]);
  return { actor: { login: loginOf(email) ?? machineUser() ?? name ?? "unknown", name, email }, automatic, via };
}

/** What stands before the `@`; of a git host's private address only the login: `123+ada@users.noreply.…`. */
function loginOf(email: string | undefined): string | undefined {
  const local = email?.split("@")[0]?.replace(/^\d+\+/, "");
  return local === undefined || local === "" ? undefined : local;
}

async function gitConfig(key: string, folder: string): Promise<string | undefined> {
  const value = (await runProgram({ program: "git", args: ["config", "--get", key], folder }))?.trim();
  return value === "" ? undefined : value;
}

function machineUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user that its system does not know.
    return undefined;
  }
}
