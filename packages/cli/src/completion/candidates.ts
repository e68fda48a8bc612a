import type { IndexedCommand } from "../command-index.ts";

/** Names that are completed. */
export interface Names {
  readonly apps: readonly string[];
  readonly envs: readonly string[];
  readonly contexts: readonly string[];
}

/** What kind of name a word is; `undefined` leaves it to the shell, which completes files. */
type Kind = keyof Names;

const FLAG_KINDS: Readonly<Record<string, Kind>> = { app: "apps", env: "envs", from: "envs", context: "contexts" };

/** What is completed: words that are there already, or names to look up. */
export type Candidates =
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "names"; readonly names: readonly Kind[] };

/** What the last, unfinished word may become. */
export function candidates(commands: readonly IndexedCommand[], words: readonly string[]): Candidates {
  const current = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const typed = before.filter((word) => !word.startsWith("-"));
  const command = findCommand(commands, typed);
  if (command === undefined) return matching(nextWords(commands, typed), current);

  const last = before.at(-1);
  const flag = Object.values(command.flags).find(
    ({ name, char }) => last === `--${name}` || (char !== undefined && last === `-${char}`),
  );
  if (flag?.type === "option") return valuesOf(FLAG_KINDS[flag.name], flag.options, current);
  if (current.startsWith("-")) {
    const flags = Object.values(command.flags).filter(
      ({ hidden, name }) => hidden !== true && !before.includes(`--${name}`),
    );
    return matching(
      flags.map(({ name }) => `--${name}`),
      current,
    );
  }
  const position = wordsAfter(command, before);
  const arg = Object.values(command.args)[position];
  if (arg === undefined) return { kind: "words", words: [] };
  const kinds: Readonly<Record<string, Kind>> = { app: "apps", env: "envs", name: "contexts" };
  return valuesOf(kinds[arg.name], arg.options, current);
}

function findCommand(commands: readonly IndexedCommand[], typed: readonly string[]): IndexedCommand | undefined {
  const byId = (id: string): IndexedCommand | undefined => commands.find((command) => command.id === id);
  return byId(typed.slice(0, 2).join(":")) ?? (typed[0] === undefined ? undefined : byId(typed[0]));
}

function nextWords(commands: readonly IndexedCommand[], typed: readonly string[]): readonly string[] {
  const ids = commands.filter(({ hidden }) => hidden !== true).map(({ id }) => id.split(":"));
  const next = ids.filter((words) => typed.every((word, i) => words[i] === word)).map((words) => words[typed.length]);
  return [...new Set(next.filter((word) => word !== undefined))].toSorted();
}

/** How many words of its own a command has already; a flag's value is none. */
function wordsAfter(command: IndexedCommand, before: readonly string[]): number {
  const own = command.id.split(":").length;
  let words = 0;
  for (let i = 0; i < before.length; i++) {
    const word = before[i]!;
    const flag = Object.values(command.flags).find(
      ({ name, char }) => word === `--${name}` || word === `-${char ?? " "}`,
    );
    if (flag?.type === "option") i++;
    else if (!word.startsWith("-")) words++;
  }
  return words - own;
}

function valuesOf(kind: Kind | undefined, options: readonly string[] | undefined, current: string): Candidates {
  if (options !== undefined) return matching(options, current);
  return kind === undefined ? { kind: "words", words: [] } : { kind: "names", names: [kind] };
}

function matching(words: readonly string[], current: string): Candidates {
  return { kind: "words", words: words.filter((word) => word.startsWith(current)) };
}
