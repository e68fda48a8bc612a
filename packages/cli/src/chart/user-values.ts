import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { UserValues } from "@gimlet/core/chart";
import { textOfBytes } from "@gimlet/core/template";
import { readInput } from "../session/read-input.ts";

/** The flags that give values. */
export interface ValuesFlags {
  readonly values?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  readonly "set-string"?: readonly string[] | undefined;
  readonly "set-json"?: readonly string[] | undefined;
  readonly "set-file"?: readonly string[] | undefined;
  readonly "set-literal"?: readonly string[] | undefined;
}

/** Reads the files of values that flags name. */
export async function userValues(flags: ValuesFlags, folder: string): Promise<UserValues> {
  const files = [];
  for (const name of flags.values ?? []) files.push({ name, text: textOfBytes(await readInput(name, folder)) });
  return {
    files,
    set: flags.set ?? [],
    setString: flags["set-string"] ?? [],
    setJson: flags["set-json"] ?? [],
    setFile: flags["set-file"] ?? [],
    setLiteral: flags["set-literal"] ?? [],
  };
}

/** Reads a file that `--set-file` names, whatever its bytes are. */
export function fileReader(folder: string): (path: string) => string {
  return (path) => {
    try {
      return textOfBytes(readFileSync(resolve(folder, path)));
    } catch (error) {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (isMissing) throw new Error(`open ${path}: no such file or directory`, { cause: error });
      throw error;
    }
  };
}

/** The flags as they would be given to helm. */
export function setFlags(values: UserValues): readonly (readonly [flag: string, text: string])[] {
  const groups = [
    ["--set-json", values.setJson],
    ["--set", values.set],
    ["--set-string", values.setString],
    ["--set-file", values.setFile],
    ["--set-literal", values.setLiteral],
  ] as const;
  return groups.flatMap(([flag, texts = []]) => texts.map((text) => [flag, text] as const));
}
