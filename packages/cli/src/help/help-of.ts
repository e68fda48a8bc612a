import { commandById, type CommandIndex } from "../command-index.ts";
import type { Look } from "../terminal/look.ts";
import { commandHelp, rootHelp, topicHelp } from "./help-text.ts";

/** The help of a command, a topic, or of everything, as text; `undefined` when there is no such command or topic. */
export function helpOf(index: CommandIndex, words: readonly string[], look: Look): string | undefined {
  if (words.length === 0) return rootHelp(index.commands, look);
  const command = commandById(index, words.join(":"));
  if (command !== undefined) return commandHelp(command, look);
  const [topic = "", verb] = words;
  const description = verb === undefined ? index.topics.get(topic) : undefined;
  return description === undefined ? undefined : topicHelp({ topic, description, commands: index.commands }, look);
}
