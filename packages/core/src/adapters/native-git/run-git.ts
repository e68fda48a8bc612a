import { spawn } from "node:child_process";
import { GitUnavailableError } from "../../errors.ts";

export interface RunGitOptions {
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string | undefined;
  /** Goes to standard input, which is empty by default. */
  readonly input?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets standard error piece by piece, for progress. */
  readonly onStderr?: ((text: string) => void) | undefined;
}

export interface GitResult {
  /** `undefined` when a signal ended the process. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const MAX_STDOUT = 256 * 2 ** 20;
const MAX_STDERR = 2 ** 20;
const KILL_AFTER_MS = 2000;

/**
 * Runs the git binary with these arguments, without a shell and without a terminal that it or ssh could ask on.
 * @throws {GitUnavailableError} when git can't be started
 * @throws the signal's reason when it is aborted; git and its children are ended then
 */
export async function runGit(args: readonly string[], options: RunGitOptions): Promise<GitResult> {
  const { env, cwd, input, signal, onStderr } = options;
  signal?.throwIfAborted();
  // A session of its own has no terminal, and can be ended with its children.
  const child = spawn("git", args, { cwd, env, stdio: "pipe", detached: process.platform !== "win32" });
  const end = (kill: NodeJS.Signals): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    try {
      if (process.platform === "win32") child.kill(kill);
      else process.kill(-child.pid, kill);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  };
  const abort = (): void => {
    end("SIGTERM");
    setTimeout(() => end("SIGKILL"), KILL_AFTER_MS).unref();
  };
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await new Promise<GitResult>((resolve, reject) => {
      const stdout: Buffer[] = [];
      let stdoutBytes = 0;
      let stderr = "";
      child.stdout.on("data", (data: Buffer) => {
        stdoutBytes += data.length;
        if (stdoutBytes > MAX_STDOUT) end("SIGKILL");
        else stdout.push(data);
      });
      child.stderr.setEncoding("utf8").on("data", (text: string) => {
        stderr = (stderr + text).slice(-MAX_STDERR);
        onStderr?.(text);
      });
      child.on("error", (error) => {
        reject(new GitUnavailableError("git", "the git binary can't be started", { cause: error }));
      });
      child.on("close", (code) => {
        resolve({ code: code ?? undefined, stdout: Buffer.concat(stdout), stderr });
      });
      // Whoever ends without reading all of its input says why on standard error.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input ?? "");
    });
  } finally {
    signal?.removeEventListener("abort", abort);
    signal?.throwIfAborted();
  }
}
