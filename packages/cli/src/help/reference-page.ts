import { EXIT_CODES } from "../failure/exit-codes.ts";
import type { IndexedCommand } from "../command-index.ts";
import { flagLabel, flagText, usage, words } from "./help-text.ts";

/** The reference page of the CLI, Markdown, made of the command classes alone. */
export function referencePage(commands: readonly IndexedCommand[]): string {
  const common = commands.reduce<ReadonlySet<string>>(
    (names, { flags }) => new Set([...names].filter((name) => Object.hasOwn(flags, name))),
    new Set(Object.keys(commands[0]?.flags ?? {})),
  );
  const parts = [
    "# CLI reference",
    "Generated from the command classes by `node packages/cli/scripts/write-reference.ts`; not to be edited.",
    "## Flags of every command",
    flagTable(Object.values(commands[0]?.flags ?? {}).filter(({ name }) => common.has(name))),
    ...commands.map((command) => commandPart(command, common)),
    "## Exit codes",
    [
      "| Code | Name | When |",
      "|---|---|---|",
      ...EXIT_CODES.map(({ code, name, when }) => `| ${code} | ${name} | ${when} |`),
    ].join("\n"),
    "Of several instances the first that occurs in the order 70, 1, 5, 4, 3, 2, 6, 8, 7, 0 decides.",
  ];
  return `${parts.join("\n\n")}\n`;
}

function commandPart(command: IndexedCommand, common: ReadonlySet<string>): string {
  const flags = Object.values(command.flags).filter(({ name, hidden }) => hidden !== true && !common.has(name));
  const args = Object.values(command.args);
  const examples = (command.examples ?? []).flatMap((example) =>
    typeof example === "string" ? [] : [`# ${example.description}`, example.command],
  );
  return [
    `## gimlet ${words(command.id)}`,
    `${command.summary}.${command.description === undefined ? "" : ` ${command.description}`}`,
    `\`${usage(command)}\``,
    `\`\`\`sh\n${examples.join("\n")}\n\`\`\``,
    ...(args.length === 0
      ? []
      : [
          [
            "| Word | |",
            "|---|---|",
            ...args.map((arg) => `| \`${arg.name}\` | ${cell(arg.description ?? "")} |`),
          ].join("\n"),
        ]),
    ...(flags.length === 0 ? [] : [flagTable(flags)]),
    ...(command.aliases.length === 0
      ? []
      : [`Also: ${command.aliases.map((alias) => `\`gimlet ${words(alias)}\``).join(", ")}`]),
  ].join("\n\n");
}

function flagTable(flags: readonly IndexedCommand["flags"][string][]): string {
  return [
    "| Flag | |",
    "|---|---|",
    ...flags.map((flag) => `| \`${cell(flagLabel(flag))}\` | ${cell(flagText(flag))} |`),
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
