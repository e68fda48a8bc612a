import { spawn } from "node:child_process";

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

/** What git printed. It runs without the configuration of the machine and the person. */
export async function git(args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await gitBytes(args, options)).toString();
}

export async function gitBytes(args: readonly string[], { input = "", env }: GitOptions = {}): Promise<Buffer> {
  const child = spawn("git", args, { stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ...PLAIN_GIT, ...env } });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  child.stdin.on("error", () => undefined); // a git that ends early says why itself
  child.on("error", reject);
  child.on("close", (code) => {
    if (code === 0) resolve(Buffer.concat(out));
    else reject(new Error(`git ${args.join(" ")} ended with ${code}: ${Buffer.concat(err).toString()}`));
  });
  child.stdin.end(input);
  return promise;
}

export const PLAIN_GIT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.org",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.org",
};
