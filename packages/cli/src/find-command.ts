import type { Config } from "@oclif/core/config";
import { UsageError } from "@gimlet/core";
import { nearest } from "./failure/nearest.ts";

/** What a command line asks for. */
export type FoundCommand =
  | { readonly kind: "help"; readonly topic: readonly string[] }
  | {
      readonly kind: "command";
      readonly id: string;
      readonly argv: readonly string[];
      /** Its flags, as they are typed. */
      readonly flags: readonly string[];
      readonly failure: string | undefined;
    };

/**
 * Finds the command whose words the line begins with; `-h` anywhere asks for its help.
 * @throws {UsageError} naming the nearest command when there is none
 */
export function findCommand(config: Config, argv: readonly string[]): FoundCommand {
  const end = argv.indexOf("--");
  const asksHelp = argv.slice(0, end === -1 ? undefined : end).some((word) => word === "-h" || word === "--help");
  const firstFlag = argv.findIndex((word) => word.startsWith("-"));
  const words = argv.slice(0, firstFlag === -1 ? undefined : firstFlag);
  for (let length = Math.min(words.length, 2); length > 0; length--) {
    const command = config.findCommand(words.slice(0, length).join(":"));
    if (command === undefined) continue;
    if (asksHelp) return { kind: "help", topic: command.id.split(":") };
    const flags = Object.entries(command.flags).flatMap(([name, { char, hidden }]) =>
      hidden === true ? [] : [`--${name}`, ...(char === undefined ? [] : [`-${char}`])],
    );
    const failure = typeof command["failure"] === "string" ? command["failure"] : undefined;
    return { kind: "command", id: command.id, argv: argv.slice(length), flags, failure };
  }
  const [topic, verb] = words;
  if (topic === undefined && (asksHelp || argv.length === 0)) return { kind: "help", topic: [] };
  if (topic !== undefined && config.findTopic(topic) !== undefined && verb === undefined)
    return { kind: "help", topic: [topic] };
  throw unknownCommand(config, { topic, verb, first: argv[0] ?? "" });
}

interface UnknownWords {
  readonly topic: string | undefined;
  readonly verb: string | undefined;
  readonly first: string;
}

function unknownCommand(config: Config, { topic, verb, first }: UnknownWords): UsageError {
  if (topic === undefined)
    return new UsageError(
      `the command comes first, not ${JSON.stringify(first)}`,
      "Flags follow it: gimlet <command> [--flags]; see: gimlet -h",
    );
  const typed = verb === undefined ? topic : `${topic} ${verb}`;
  const known = config.commands.filter(({ hidden }) => hidden !== true).map(({ id }) => id.replaceAll(":", " "));
  const near =
    nearest(typed, known) ??
    nearest(
      topic,
      config.topics.map(({ name }) => name),
    );
  const hint = near === undefined ? "See what there is: gimlet -h" : `Did you mean: gimlet ${near}`;
  return new UsageError(`there is no command ${JSON.stringify(typed)}`, hint);
}
