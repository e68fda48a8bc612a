import * as Args from "@oclif/core/args";
import { UsageError } from "@gimlet/core";
import { GimletCommand } from "../command/gimlet-command.ts";
import { suggestion } from "../failure/usage.ts";
import { ERROR_HELP } from "../help/error-help.ts";
import { PAGES } from "../help/pages.ts";
import { helpOf } from "../help/help-of.ts";

/** Shows help. */
export default class Help extends GimletCommand {
  static override summary = "Help of a command, or about exit-codes, environment, output, errors";
  static override examples = [
    { description: "Help of a command", command: "gimlet help release make" },
    { description: "What an error code means", command: "gimlet help errors plan-stale" },
    { description: "What exit codes mean", command: "gimlet help exit-codes" },
  ];
  static override failure = "There is no such help.";
  static override args = {
    topic: Args.string({
      description: "a command's words, or exit-codes, environment, output, errors",
      ignoreStdin: true,
    }),
    word: Args.string({ description: "the rest of them, or an error code", ignoreStdin: true }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Help);
    const { topic, word } = args;
    this.write(`${this.#text(topic, word)}\n`);
  }

  #text(topic: string | undefined, word: string | undefined): string {
    const { out } = this.gimletRun.settings;
    if (topic === "errors" && word !== undefined) {
      const text = Object.hasOwn(ERROR_HELP, word) ? ERROR_HELP[word as keyof typeof ERROR_HELP] : undefined;
      if (text !== undefined) return `${word}\n\n${text}`;
      throw new UsageError(
        `there is no error code ${JSON.stringify(word)}${suggestion(word, Object.keys(ERROR_HELP))}`,
        "See all: gimlet help errors",
      );
    }
    if (topic !== undefined && Object.hasOwn(PAGES, topic)) return PAGES[topic as keyof typeof PAGES]();
    const words = [topic, word].filter((part) => part !== undefined);
    const text = helpOf(this.gimletRun.index, words, out);
    if (text !== undefined) return text;
    const known = this.gimletRun.index.commands.map(({ id }) => id.replaceAll(":", " "));
    const typed = words.join(" ");
    throw new UsageError(
      `there is no help on ${JSON.stringify(typed)}${suggestion(typed, [...known, ...Object.keys(PAGES)])}`,
      "See what there is: gimlet help",
    );
  }
}
