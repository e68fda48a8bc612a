import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HelmBinaryError } from "../../errors.ts";

/** How a helm process ended. */
export interface HelmResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the process of the caller has; of it helm gets the `PATH` alone. */
export interface HelmOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where relative paths among the arguments start. @defaultValue a folder of its own, which is empty */
  readonly folder?: string;
  readonly signal?: AbortSignal | undefined;
}

const MAX_OUTPUT = 256 * 2 ** 20;

/**
 * Runs helm on a folder of its own: no plug-ins, no repositories, no cluster, no home, no shell.
 * @param args made for that folder
 * @throws {HelmBinaryError} when there is no helm
 */
export async function runHelm(
  args: (folder: string) => Promise<readonly string[]>,
  { env, folder: workingFolder, signal }: HelmOptions,
): Promise<HelmResult> {
  const folder = await mkdtemp(join(tmpdir(), "gimlet-helm-"));
  try {
    const own = {
      PATH: env["PATH"] ?? "",
      HOME: folder,
      HELM_CACHE_HOME: join(folder, "cache"),
      HELM_CONFIG_HOME: join(folder, "config"),
      HELM_DATA_HOME: join(folder, "data"),
      KUBECONFIG: join(folder, "none"),
      TZ: "UTC",
      LC_ALL: "C.UTF-8",
    };
    return await execute(await args(folder), { env: own, cwd: workingFolder ?? folder, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function execute(
  args: readonly string[],
  options: { env: Record<string, string>; cwd: string; signal: AbortSignal | undefined },
): Promise<HelmResult> {
  const { env, cwd, signal } = options;
  return await new Promise((resolve, reject) => {
    execFile("helm", args, { env, cwd, maxBuffer: MAX_OUTPUT, signal }, (error, stdout, stderr) => {
      if (signal?.aborted === true) reject(signal.reason);
      else if (error !== null && typeof error.code !== "number")
        reject(new HelmBinaryError("helm can't be started", "Install helm and put it on the PATH.", { cause: error }));
      else resolve({ ok: error === null, stdout, stderr });
    });
  });
}
