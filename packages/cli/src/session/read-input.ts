import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "@gimlet/core";

/**
 * Reads a file that a person named; `-` is stdin.
 * @throws {UsageError} when it can't be read
 */
export async function readInput(path: string, folder: string): Promise<Uint8Array> {
  if (path === "-") return await readStdin();
  try {
    return await readFile(resolve(folder, path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const why = code === "ENOENT" ? "does not exist" : code === "EISDIR" ? "is a folder" : "can't be read";
    throw new UsageError(`${JSON.stringify(path)} ${why}`, "Check the path; - reads stdin.", { cause: error });
  }
}

async function readStdin(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new UsageError("stdin is a terminal", "Pipe the file in, or name it.");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
