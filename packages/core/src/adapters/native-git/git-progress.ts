import type { Progress } from "../../conventions/call-options.ts";

const LINE =
  /(?:remote: )?(Counting|Compressing|Receiving|Resolving|Writing) (?:objects|deltas): +\d+% \((\d+)\/(\d+)\)/g;
const PHASES: Readonly<Record<string, string>> = {
  Counting: "counting objects",
  Compressing: "packing on the server",
  Receiving: "fetching history",
  Resolving: "unpacking",
  Writing: "sending",
};

/** Turns what git prints with `--progress` into steps. */
export function gitProgress(onProgress: (progress: Progress) => void): (text: string) => void {
  return (text) => {
    for (const [, word = "", done, total] of text.matchAll(LINE))
      onProgress({ phase: PHASES[word] ?? word, done: Number(done), total: Number(total) });
  };
}
