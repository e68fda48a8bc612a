import { eagerFunctions } from "../template/functions/function-table.ts";
import type { FunctionTable } from "../template/functions/function.ts";
import { pathFunctions } from "../template/functions/paths.ts";
import { randomFunctions } from "../template/functions/random.ts";
import { regexFunctions } from "../template/functions/regex/functions.ts";
import { semverFunctions } from "../template/functions/semver/functions.ts";
import { urlFunctions } from "../template/functions/url/functions.ts";
import { HELM_FUNCTIONS } from "../template/language/helm-functions.ts";
import { profileOf } from "../template/profile.ts";

// A manifest knows no chart and no cluster.
const LEFT_OUT: readonly string[] = ["include", "tpl", "lookup", "hello"];

/** What templates of manifests may call: sprig's functions, without those that look at the machine or the network. */
export const MANIFEST_FUNCTIONS: FunctionTable = new Map(
  [
    ...eagerFunctions(profileOf("helm-4.2")),
    ...pathFunctions,
    ...randomFunctions,
    ...regexFunctions,
    ...semverFunctions,
    ...urlFunctions,
    ...HELM_FUNCTIONS,
  ].filter(([name]) => !LEFT_OUT.includes(name)),
);
