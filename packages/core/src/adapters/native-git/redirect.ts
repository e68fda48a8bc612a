import { UsageError } from "../../errors.ts";
import { locationOf, scrub } from "../../git/push-answer.ts";
import { runGit } from "./run-git.ts";

export interface RedirectOptions {
  readonly location: string;
  /** A repository whose `origin` is the remote. */
  readonly gitDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

const REDIRECT = /returned error: 30[12378]\b/i;
const TARGET = /<= recv header: location: *(\S+)/i;

/** Whether git was sent to another address, which it does not go to with credentials. */
export function isRedirect(stderr: string): boolean {
  return REDIRECT.test(stderr.replaceAll(/^remote:.*$/gim, ""));
}

/** The error that names the address a host redirects to. Git says so in its trace only, so the host is asked once more. */
export async function redirectError({ location, gitDir, env, signal }: RedirectOptions): Promise<UsageError> {
  const trace = { GIT_TRACE_CURL: "1", GIT_TRACE_CURL_NO_DATA: "1", GIT_TRACE_REDACT: "1" };
  const args = [`--git-dir=${gitDir}`, "ls-remote", "--quiet", "origin"];
  const { stderr } = await runGit(args, { env: { ...env, ...trace }, signal });
  const header = TARGET.exec(stderr)?.[1] ?? "";
  const target = URL.parse(header, location)?.href.replace(/\/info\/refs(\?.*)?$/, "");
  const address = target === undefined || header === "" ? "another address" : scrub(locationOf(target));
  return new UsageError(
    `${location} redirects to ${address}, and credentials go to the host they are for alone`,
    `Use the address the host redirects to: ${address}`,
  );
}
