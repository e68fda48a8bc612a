import { gitEnvironment } from "./git-environment.ts";
import { runGit } from "./run-git.ts";

/** A git binary that can be used. */
export interface GitBinary {
  readonly version: string;
}

const OLDEST = [2, 39] as const;

/** Finds the git binary on the PATH of `env`; `undefined` when there is none, or it is older than 2.39. */
export async function findGit(env: Readonly<Record<string, string | undefined>>): Promise<GitBinary | undefined> {
  const answer = await runGit(["--version"], { env: gitEnvironment({ env }) }).catch(() => undefined);
  const version = /^git version (\d+)\.(\d+)[^\s]*/.exec(answer?.stdout.toString() ?? "");
  if (answer?.code !== 0 || version === null) return undefined;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const usable = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return usable ? { version: version[0].slice("git version ".length) } : undefined;
}
