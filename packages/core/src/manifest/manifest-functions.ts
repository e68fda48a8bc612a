import { functionLibrary } from "../template/function-library.ts";
import type { FunctionTable } from "../template/functions/function.ts";
import { profileOf } from "../template/profile.ts";

// A manifest knows no chart and no cluster, and must not look at the machine or the network.
const LEFT_OUT: readonly string[] = ["include", "tpl", "lookup", "hello", "getHostByName"];

/** What templates of manifests may call: sprig's functions, without those that give nothing to a manifest. */
export const MANIFEST_FUNCTIONS: FunctionTable = new Map(
  [...functionLibrary(profileOf("helm-4.2")).functions].filter(([name]) => !LEFT_OUT.includes(name)),
);
