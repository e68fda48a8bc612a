import type { CommandIndex } from "../command-index.ts";
import { candidates } from "./candidates.ts";
import { findNames } from "./find-names.ts";

/** Prints what the last word may become, one a line. Never an error on the prompt, and never slow. */
export async function complete({ commands }: CommandIndex, words: readonly string[]): Promise<number> {
  try {
    const found = candidates(commands, words);
    const current = words.at(-1) ?? "";
    const names = found.kind === "words" ? found.words : await findNames({ kinds: found.names, words });
    const list = names.filter((name) => name.startsWith(current));
    if (list.length > 0) process.stdout.write(`${list.join("\n")}\n`);
  } catch {
    // A prompt is no place for an error: there is nothing to complete.
  }
  return 0;
}
