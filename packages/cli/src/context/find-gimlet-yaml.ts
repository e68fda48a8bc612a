import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A `gimlet.yaml`, with its text. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** The nearest `gimlet.yaml` in a folder or above. Never one inside `.gimlet/`, which holds manifests only. */
export async function findGimletYaml(from: string): Promise<FoundFile | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, "gimlet.yaml");
    if (basename(folder) !== ".gimlet") {
      const text = await readFile(path, "utf8").catch((error: unknown) => {
        if (error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "EISDIR"].includes(String(error.code)))
          return undefined;
        throw error;
      });
      if (text !== undefined) return { path, text };
    }
    if (dirname(folder) === folder) return undefined;
  }
}
