import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "@oclif/core/command";
import type { Config } from "@oclif/core/config";

/** A command as its class describes it, without its code. */
export type IndexedCommand = Pick<
  Command.Cached,
  "id" | "summary" | "description" | "examples" | "args" | "flags" | "aliases" | "hidden"
> & { readonly failure?: string };

/** Which commands there are: all that help, completion and suggestions need. */
export interface CommandIndex {
  /** Each once, sorted by id. */
  readonly commands: readonly IndexedCommand[];
  /** Topic → what it is about. */
  readonly topics: ReadonlyMap<string, string>;
}

/** Reads the index that the build wrote, which is much quicker than loading oclif. */
export async function readCommandIndex(root: string): Promise<CommandIndex> {
  const [manifest, pjson] = (await Promise.all(
    ["oclif.manifest.json", "package.json"].map(
      async (file) => JSON.parse(await readFile(join(root, file), "utf8")) as unknown,
    ),
  )) as [
    { readonly commands: Readonly<Record<string, IndexedCommand>> },
    { readonly oclif: Pick<Config["pjson"]["oclif"], "topics"> },
  ];
  return index(Object.values(manifest.commands), pjson.oclif.topics);
}

/** The index of commands that oclif has loaded from their sources. */
export function indexOf(config: Config): CommandIndex {
  const aliases = new Set(config.commands.flatMap((command) => command.aliases));
  const own = config.commands.filter(({ id }) => !aliases.has(id)) as unknown as readonly IndexedCommand[];
  return index(own, config.pjson.oclif.topics);
}

function index(commands: readonly IndexedCommand[], topics: Config["pjson"]["oclif"]["topics"] = {}): CommandIndex {
  return {
    commands: commands.filter(({ hidden }) => hidden !== true).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    topics: new Map(Object.entries(topics).map(([name, { description = "" }]) => [name, description])),
  };
}

/** A command by its id or an alias. */
export function commandById({ commands }: CommandIndex, id: string): IndexedCommand | undefined {
  return commands.find((command) => command.id === id || command.aliases.includes(id));
}
