import { readUserConfig } from "../context/user-config.ts";
import type { Names } from "./candidates.ts";

export async function findNames({
  kinds,
}: {
  readonly kinds: readonly (keyof Names)[];
  readonly words: readonly string[];
}): Promise<readonly string[]> {
  const config = await readUserConfig(process.env);
  const names: Names = { apps: [], envs: [], contexts: [...config.contexts.keys()] };
  return kinds.flatMap((kind) => names[kind]);
}
