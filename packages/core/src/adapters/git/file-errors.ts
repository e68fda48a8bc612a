import { CacheUnusableError, GimletError } from "../../errors.ts";

/** Whether the error is one of the file system with that code. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && codes.includes(error.code);
}

/** Whether the error is one of the file system at all. */
export function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

/** What the folder is to blame for: no space, no permission, a broken disk. Other errors stay what they are. */
export function blameFolder(error: unknown, folder: string): unknown {
  if (GimletError.is(error) || !(error instanceof Error) || !isFileError(error)) return error;
  return new CacheUnusableError(folder, error.message, { cause: error });
}
