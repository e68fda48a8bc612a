import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { candidates, type CompletionCommand } from "./candidates.ts";
import { findNames } from "./find-names.ts";

/** Prints what the last word may become, one a line. Never an error on the prompt, and never slow. */
export async function complete(words: readonly string[], root: string): Promise<number> {
  try {
    const manifest = JSON.parse(await readFile(join(root, "oclif.manifest.json"), "utf8")) as {
      readonly commands: Readonly<Record<string, CompletionCommand>>;
    };
    const found = candidates(Object.values(manifest.commands), words);
    const current = words.at(-1) ?? "";
    const list =
      found.kind === "words"
        ? found.words
        : (await findNames({ kinds: found.names, words })).filter((name) => name.startsWith(current));
    if (list.length > 0) process.stdout.write(`${list.join("\n")}\n`);
  } catch {
    // A prompt is no place for an error: there is nothing to complete.
  }
  return 0;
}
