import { UsageError } from "@gimlet/core";
import type { Environment } from "../run-settings.ts";
import { runProgram } from "./run-program.ts";

/** A user and a password or token for one git host. */
export interface GitCredentials {
  readonly username: string;
  readonly password: string;
}

/** What credentials are found with. */
export interface CredentialOptions {
  readonly environment: Environment;
  /** Whether git may ask the person in the terminal. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

/** Hosts take any user name with a token, but not an empty one. */
const ANY_USER = "git";

/**
 * Finds credentials for a URL: git's credential helpers, then the program of `GIT_ASKPASS`.
 *
 * They travel in environment variables, stdin and stdout only: argument vectors can be read by everyone on a machine.
 * @returns `undefined` when there are none
 */
export async function findGitCredentials(url: string, options: CredentialOptions): Promise<GitCredentials | undefined> {
  return (await fromHelpers(url, options)) ?? (await fromAskpass(url, options));
}

async function fromHelpers(url: string, options: CredentialOptions): Promise<GitCredentials | undefined> {
  const { signal } = options;
  const input = `${describeUrl(url)}\n`;
  const answer = await runProgram({
    program: "git",
    args: ["credential", "fill"],
    input,
    env: quietGit(options),
    signal,
  });
  if (answer === undefined) return undefined;
  const fields = new Map(
    answer
      .split("\n")
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  const password = fields.get("password");
  return password ? { username: fields.get("username") || ANY_USER, password } : undefined;
}

async function fromAskpass(
  url: string,
  { environment, signal }: CredentialOptions,
): Promise<GitCredentials | undefined> {
  const program = environment["GIT_ASKPASS"] || environment["SSH_ASKPASS"];
  if (!program) return undefined;
  const { protocol, host } = new URL(url);
  const at = `${protocol}//${host}`;
  const username = (await runProgram({ program, args: [`Username for '${at}': `], signal }))?.trim() || ANY_USER;
  const password = (
    await runProgram({ program, args: [`Password for '${protocol}//${username}@${host}': `], signal })
  )?.replace(/\r?\n$/, "");
  return password ? { username, password } : undefined;
}

/** git's own description of a URL. A newline in it would add a field: such a URL is refused. */
function describeUrl(url: string): string {
  const { protocol, host, pathname, username } = new URL(url);
  const path = decodeURIComponent(pathname).replace(/^\//, "");
  const lines = [`protocol=${protocol.replace(/:$/, "")}`, `host=${host}`, `path=${path}`];
  if (username !== "") lines.push(`username=${decodeURIComponent(username)}`);
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (lines.some((line) => /[\u0000-\u001F]/.test(line)))
    throw new UsageError("the repository's URL holds control characters", "Correct the URL.");
  return `${lines.join("\n")}\n`;
}

function quietGit({ environment, interactive }: CredentialOptions): Environment {
  return interactive ? environment : { ...environment, GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never" };
}
