import type { FunctionTable } from "../template/functions/function.ts";
import { eagerFunctions } from "../template/functions/function-table.ts";
import { LAZY_NAMES } from "../template/functions/lazy-groups.ts";
import { networkFunctions } from "../template/functions/network.ts";
import { pathFunctions } from "../template/functions/paths.ts";
import { randomFunctions } from "../template/functions/random.ts";
import { regexFunctions } from "../template/functions/regex/functions.ts";
import { semverFunctions } from "../template/functions/semver/functions.ts";
import { urlFunctions } from "../template/functions/url/functions.ts";
import { HELM_FUNCTIONS } from "../template/language/helm-functions.ts";
import type { Profile } from "../template/profile.ts";

/** The functions of Helm that are always there; Go's own come with the language. */
export function chartFunctions(profile: Profile): FunctionTable {
  return new Map([
    ...eagerFunctions(profile),
    ...networkFunctions,
    ...pathFunctions,
    ...randomFunctions,
    ...regexFunctions,
    ...semverFunctions,
    ...urlFunctions,
    ...HELM_FUNCTIONS,
  ]);
}

/** Names of the functions of Helm that are loaded when a chart calls them. */
export function lateFunctionNames(profile: Profile): ReadonlySet<string> {
  return profile.hasMustEncoders ? LAZY_NAMES : LAZY_NAMES.difference(new Set(["mustToToml"]));
}
