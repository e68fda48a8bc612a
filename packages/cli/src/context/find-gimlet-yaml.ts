import { readFile, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { UsageError } from "@gimlet/core";
import type { Environment } from "../run-settings.ts";

/** A `gimlet.yaml`, with its text. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** Where to look. */
export interface FindGimletYamlOptions {
  /** The working directory, absolute. */
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * The nearest `gimlet.yaml` in a folder or above, up to the checkout's root, the home folder, or a folder of another
 * user. Never one inside `.gimlet/`, which holds manifests only.
 * @throws {UsageError} when it belongs to another user
 */
export async function findGimletYaml({ folder, environment }: FindGimletYamlOptions): Promise<FoundFile | undefined> {
  const start = await realpath(folder);
  const home = await realpath(environment["HOME"] || homedir()).catch(() => undefined);
  const owners = new Set([process.getuid?.(), (await stat(start)).uid]);
  for (let at = start; ; at = dirname(at)) {
    const found = basename(at) === ".gimlet" ? undefined : await readIfThere(join(at, "gimlet.yaml"));
    if (found !== undefined) {
      if (process.platform !== "win32" && !owners.has((await stat(found.path)).uid))
        throw new UsageError(`${found.path} belongs to another user`, "Say where with --apps-repo, or --context.");
      return found;
    }
    const above = dirname(at);
    if (above === at || at === home || (await isCheckoutRoot(at))) return undefined;
    if (process.platform !== "win32" && !owners.has((await stat(above)).uid)) return undefined;
  }
}

/** Whether a folder is one that git checked out: it has a `.git`, which no commit can hold. */
export async function isCheckoutRoot(folder: string): Promise<boolean> {
  return stat(join(folder, ".git")).then(
    () => true,
    () => false,
  );
}

async function readIfThere(path: string): Promise<FoundFile | undefined> {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (error) {
    if (error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "EISDIR"].includes(String(error.code)))
      return undefined;
    throw error;
  }
}
