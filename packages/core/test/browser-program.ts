// What the browser test runs where there is no Node: it uses the root entry for something real.
import { GimletError } from "@gimlet/core";

/** Gives what it saw, as plain data. */
export async function run(): Promise<{ isGimletError: boolean; nodeGlobals: string[] }> {
  return {
    isGimletError: GimletError.is(new Error("not ours")),
    nodeGlobals: ["process", "Buffer", "global", "setImmediate", "require"].filter((name) => name in globalThis),
  };
}
