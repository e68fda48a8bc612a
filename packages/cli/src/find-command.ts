import { UsageError } from "@gimlet/core";
import { commandById, type CommandIndex, type IndexedCommand } from "./command-index.ts";
import { nearest } from "./failure/nearest.ts";

/** What a command line asks for. */
export type FoundCommand =
  | { readonly kind: "help"; readonly words: readonly string[] }
  | { readonly kind: "command"; readonly command: IndexedCommand; readonly argv: readonly string[] };

/**
 * Finds the command whose words the line begins with; `-h` anywhere asks for its help.
 * @throws {UsageError} naming the nearest command when there is none
 */
export function findCommand(index: CommandIndex, argv: readonly string[]): FoundCommand {
  const end = argv.indexOf("--");
  const asksHelp = argv.slice(0, end === -1 ? undefined : end).some((word) => word === "-h" || word === "--help");
  const firstFlag = argv.findIndex((word) => word.startsWith("-"));
  const words = argv.slice(0, firstFlag === -1 ? undefined : firstFlag);
  for (let length = Math.min(words.length, 2); length > 0; length--) {
    const command = commandById(index, words.slice(0, length).join(":"));
    if (command === undefined) continue;
    return asksHelp
      ? { kind: "help", words: command.id.split(":") }
      : { kind: "command", command, argv: argv.slice(length) };
  }
  const [topic, verb] = words;
  if (topic === undefined && (asksHelp || argv.length === 0)) return { kind: "help", words: [] };
  if (topic !== undefined && verb === undefined && index.topics.has(topic)) return { kind: "help", words: [topic] };
  throw unknownCommand(index, { topic, verb, first: argv[0] ?? "" });
}

interface UnknownWords {
  readonly topic: string | undefined;
  readonly verb: string | undefined;
  readonly first: string;
}

function unknownCommand({ commands, topics }: CommandIndex, { topic, verb, first }: UnknownWords): UsageError {
  if (topic === undefined)
    return new UsageError(
      `the command comes first, not ${JSON.stringify(first)}`,
      "Flags follow it: gimlet <command> [--flags]; see: gimlet -h",
    );
  const typed = verb === undefined ? topic : `${topic} ${verb}`;
  const known = commands.map(({ id }) => id.replaceAll(":", " "));
  const near = nearest(typed, known) ?? nearest(topic, [...topics.keys(), ...known]);
  const hint = near === undefined ? "See what there is: gimlet -h" : `Did you mean: gimlet ${near}`;
  return new UsageError(`there is no command ${JSON.stringify(typed)}`, hint);
}
