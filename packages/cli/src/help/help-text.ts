import type { IndexedCommand } from "../command-index.ts";
import { paint, type Look } from "../terminal/look.ts";

/** Help is never wider than this. */
const WIDTH = 80;

/** Commands by what people want to do. What is not built is not here. */
const GROUPS = [
  ["Everyday", ["status", "release"]],
  ["Configure", ["manifest", "chart", "artifact"]],
  ["Where and how", ["context", "completion", "help"]],
] as const;

/** What most people look for comes first; the rest by name. */
const FIRST: readonly string[] = ["status", "release:make", "release:list", "release:rollback"];

function rank(id: string): number {
  return FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length;
}

const EXAMPLES = [
  "gimlet status",
  "gimlet release make web staging --artifact artifact.json",
  "gimlet release list --env production --app web",
  "gimlet release rollback web production",
  "gimlet manifest lint",
] as const;

/** `gimlet` alone: one screen. */
export function rootHelp(commands: readonly IndexedCommand[], look: Look): string {
  const lines = ["Gimlet releases apps to Kubernetes through gitops repositories.", "", heading("Examples", look)];
  lines.push(...EXAMPLES.map((example) => `  ${example}`));
  for (const [group, topics] of GROUPS) {
    const members = commands.filter(({ id }) => topics.some((topic) => id === topic || id.startsWith(`${topic}:`)));
    if (members.length === 0) continue;
    members.sort((a, b) => rank(a.id) - rank(b.id));
    lines.push(
      "",
      heading(group, look),
      ...table(members.map((command) => [words(command.id), command.summary ?? ""])),
    );
  }
  lines.push("", "More: gimlet <command> -h · gimlet help exit-codes | environment | output | errors");
  return fit(lines, look);
}

/** A topic, and all commands. */
export interface TopicHelp {
  readonly topic: string;
  readonly description: string;
  readonly commands: readonly IndexedCommand[];
}

/** A topic without a verb: its verbs. */
export function topicHelp({ topic, description, commands }: TopicHelp, look: Look): string {
  const members = commands.filter(({ id }) => id.startsWith(`${topic}:`));
  const verbs = table(members.map((command) => [words(command.id), command.summary ?? ""]));
  return fit([`${description}.`, "", ...verbs, "", `More: gimlet ${topic} <verb> -h`], look);
}

/** One command: what it does, examples first, usage, arguments and flags by group. */
export function commandHelp(command: IndexedCommand, look: Look): string {
  const lines = [`${command.summary}.`, ...wrap(command.description ?? "", WIDTH)];
  lines.push("", heading("Examples", look));
  for (const example of command.examples ?? []) {
    if (typeof example === "string") continue;
    lines.push(`  ${example.description}:`, ...wrapCommand(example.command));
  }
  lines.push("", heading("Usage", look), `  ${usage(command)}`);
  const args = Object.values(command.args);
  if (args.length > 0)
    lines.push("", heading("Words", look), ...table(args.map((arg) => [arg.name, arg.description ?? ""])));
  const flags = Object.values(command.flags).filter(({ hidden }) => hidden !== true);
  for (const group of ["What", "Values", "Chart", "Rendering", "Plan", "Output", "Where", "Talk"]) {
    const members = flags.filter(({ helpGroup }) => helpGroup === group);
    if (members.length > 0)
      lines.push("", heading(group, look), ...table(members.map((flag) => [flagLabel(flag), flagText(flag)])));
  }
  if (command.aliases.length > 0)
    lines.push("", `Also: ${command.aliases.map((alias) => `gimlet ${words(alias)}`).join(", ")}`);
  return fit(lines, look);
}

/** `gimlet release make [app] [env] [flags]`. */
export function usage({ id, args }: IndexedCommand): string {
  const names = Object.values(args).map((arg) => {
    const name = arg.multiple === true ? `${arg.name}…` : arg.name;
    return arg.required === true ? `<${name}>` : `[${name}]`;
  });
  return ["gimlet", words(id), ...names, "[flags]"].join(" ");
}

type FlagFacts = IndexedCommand["flags"][string];

/** `-m, --reason <text>`. */
export function flagLabel(flag: FlagFacts): string {
  const short = flag.char === undefined ? "" : `-${flag.char}, `;
  return `${short}--${flag.name}${flag.type === "option" ? ` ${flagValue(flag)}` : ""}`;
}

function flagValue(flag: Extract<FlagFacts, { readonly type: "option" }>): string {
  if (typeof flag.helpValue === "string") return flag.helpValue;
  return flag.options === undefined ? (flag.name === "limit" ? "<n>" : "<value>") : flag.options.join("|");
}

/** What a flag does, and that it must be given. */
export function flagText(flag: FlagFacts): string {
  return `${flag.description ?? ""}${flag.required === true ? " (required)" : ""}`;
}

/** A command's words as they are typed. */
export function words(id: string): string {
  return id.replaceAll(":", " ");
}

function heading(text: string, look: Look): string {
  return paint(text, "bold", look);
}

/** Names on the left, texts on the right; long names get a line of their own. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const left = Math.min(28, Math.max(...rows.map(([name]) => name.length)));
  return rows.flatMap(([name, text]) => {
    const [first = "", ...others] = wrap(text, WIDTH - left - 4);
    const rest = others.map((line) => `${" ".repeat(left + 4)}${line}`);
    return name.length > left
      ? [`  ${name}`, `${" ".repeat(left + 4)}${first}`.trimEnd(), ...rest]
      : [`  ${name.padEnd(left)}  ${first}`.trimEnd(), ...rest];
  });
}

function wrap(text: string, width: number): string[] {
  if (text === "") return [];
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last !== "" && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}

/** A long command line is broken as a shell takes it. */
function wrapCommand(command: string): string[] {
  const lines = wrap(command, WIDTH - 10);
  return lines.map((line, i) => `    ${i > 0 ? "  " : ""}${line}${i < lines.length - 1 ? " \\" : ""}`);
}

function fit(lines: readonly string[], look: Look): string {
  const text = lines.join("\n");
  return look.ascii ? text.replaceAll("·", "-").replaceAll("…", "...") : text;
}
