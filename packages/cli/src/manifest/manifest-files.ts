import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "@gimlet/core";

/**
 * The files that were named, else every manifest of `.gimlet/` here. Sub-folders and `.gimlet/vars` hold none.
 * @throws {UsageError} when no file was named and there is none
 */
export async function manifestFiles(named: readonly string[], folder: string): Promise<readonly string[]> {
  if (named.length > 0) return named;
  const entries = await readdir(join(folder, ".gimlet"), { withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map(({ name }) => join(".gimlet", name));
  if (files.length > 0) return files.toSorted();
  throw new UsageError(
    "there is no manifest in .gimlet/ here",
    "Name the file: -f <file>, or make one: gimlet manifest create -h",
  );
}
