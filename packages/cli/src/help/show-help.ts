import type { Config } from "@oclif/core/config";
import type { Look } from "../terminal/look.ts";
import { commandHelp, rootHelp, topicHelp, type HelpCommand } from "./help-text.ts";

/** The help of a command, a topic, or of everything, as text. */
export function helpOf(config: Config, words: readonly string[], look: Look): string {
  const id = words.join(":");
  const command = config.findCommand(id);
  if (command !== undefined) return commandHelp(command, look);
  const commands = visibleCommands(config);
  const topic = config.findTopic(id);
  return id === "" || topic === undefined
    ? rootHelp(commands, look)
    : topicHelp(id, commands, {
        ...look,
        ...(topic.description === undefined ? {} : { description: topic.description }),
      });
}

/** Every command once, without aliases and hidden ones, sorted. */
export function visibleCommands(config: Config): readonly HelpCommand[] {
  const aliases = new Set(config.commands.flatMap((command) => command.aliases));
  return config.commands
    .filter(({ id, hidden }) => hidden !== true && !aliases.has(id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
