import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Config } from "@oclif/core/config";
import { settings as oclifSettings } from "@oclif/core/settings";
import type { GimletCommand } from "./command/gimlet-command.ts";
import { asUsageError } from "./failure/usage.ts";
import type { FoundCommand } from "./find-command.ts";
import type { Run } from "./run.ts";

/** Where the package is, and what its commands are loaded from. */
export interface LoadOptions {
  readonly root: string;
  readonly fromSource: boolean;
}

type CommandClass = new (argv: string[], config: Config, run: Run) => GimletCommand;

/** Loads the one command that runs, and runs it. @returns its exit code */
export async function runCommand(
  { command, argv }: Extract<FoundCommand, { readonly kind: "command" }>,
  { run, ...options }: LoadOptions & { readonly run: Run },
): Promise<number> {
  const config = await loadConfig(options);
  const loaded: unknown = await config.findCommand(command.id, { must: true }).load();
  // oclif gives the class that the command's file exports, and all of ours are of this kind.
  const Class = loaded as CommandClass;
  try {
    return await new Class([...argv], config, run).start();
  } catch (error) {
    throw asUsageError(error, command);
  }
}

/** Reads oclif's config of this package. */
export async function loadConfig({ root, fromSource }: LoadOptions): Promise<Config> {
  // oclif would look for a TypeScript loader on a developer's machine.
  oclifSettings.enableAutoTranspile = false;
  if (!fromSource) return await Config.load({ root });
  const pjson = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Config["pjson"];
  pjson.oclif.commands = { strategy: "pattern", target: "./src/commands", globPatterns: ["**/*.ts", "!**/*.test.ts"] };
  return await Config.load({ root, pjson, ignoreManifest: true });
}
