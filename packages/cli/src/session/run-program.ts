import { spawn } from "node:child_process";

/** A program that is run with an argument vector; no shell is involved. */
export interface ProgramOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** What it reads. @defaultValue nothing */
  readonly input?: string | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly folder?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a program printed on stdout; `undefined` when it is not there, or ended badly. */
export async function runProgram(options: ProgramOptions): Promise<string | undefined> {
  const { program, args, input = "", env, folder, signal } = options;
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "ignore"],
    env: env ?? process.env,
    ...(folder === undefined ? {} : { cwd: folder }),
    ...(signal === undefined ? {} : { signal }),
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on("error", () => resolve(false));
  child.on("close", (code) => resolve(code === 0));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return (await promise) ? Buffer.concat(chunks).toString("utf8") : undefined;
}
