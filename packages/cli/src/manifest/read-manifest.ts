import { ManifestInvalidError, parseManifest, type ParsedManifest } from "@gimlet/core";
import { readInput } from "../session/read-input.ts";

/**
 * Reads a manifest from a file; `-` is stdin.
 * @throws {ManifestInvalidError} naming every issue
 */
export async function readManifest(file: string, folder: string): Promise<ParsedManifest> {
  const result = parseManifest(await readInput(file, folder), { file });
  if (!result.ok) throw new ManifestInvalidError(file, result.issues);
  return result;
}
