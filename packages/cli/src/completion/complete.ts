import type { Run } from "../run.ts";
import { candidates } from "./candidates.ts";

/** Prints what the last word may become, one a line. Never an error on the prompt, and never slow. */
export async function complete(words: readonly string[], run: Run): Promise<number> {
  try {
    const found = candidates(run.index.commands, words);
    const current = words.at(-1) ?? "";
    const names = found.kind === "words" ? found.words : await lookUp(found.names, run);
    const list = names.filter((name) => name.startsWith(current));
    if (list.length > 0) process.stdout.write(`${list.join("\n")}\n`);
  } catch {
    // A prompt is no place for an error: there is nothing to complete.
  }
  return 0;
}

async function lookUp(kinds: readonly ("apps" | "envs" | "contexts")[], run: Run): Promise<readonly string[]> {
  const { findNames } = await import("./find-names.ts");
  return findNames(kinds, run);
}
