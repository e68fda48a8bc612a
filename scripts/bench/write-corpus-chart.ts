// A program of its own, because unpacking takes memory: writes a chart of the packed corpus into a folder, without what
// its `.helmignore` names. Arguments: the chart's path in the corpus, and the folder.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Corpus, unpackData } from "../../packages/core/test/conformance/charts/corpus.ts";

const [chart, folder] = process.argv.slice(2) as [string, string];
// Outputs are not wanted: a place for them keeps them packed.
const places = { goldens: "" };
for (const [path, bytes] of await new Corpus(places, unpackData(places)).chartFiles(chart)) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
}
