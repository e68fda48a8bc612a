import { ManifestInvalidError, parseVarsFile } from "@gimlet/core";
import { readInput } from "./read-input.ts";

/**
 * Reads a file of variables; no file gives none.
 * @throws {ManifestInvalidError} naming every line that is no variable
 */
export async function readVars(file: string | undefined, folder: string): Promise<ReadonlyMap<string, string>> {
  if (file === undefined) return new Map();
  const { vars, issues } = parseVarsFile(new TextDecoder().decode(await readInput(file, folder)));
  if (issues.length > 0) throw new ManifestInvalidError(file, issues);
  return vars;
}
