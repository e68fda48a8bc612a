import type { FunctionTable } from "./functions/function.ts";
import { eagerFunctions } from "./functions/function-table.ts";
import { LAZY_NAMES } from "./functions/lazy-groups.ts";
import { HELM_FUNCTIONS } from "./language/helm-functions.ts";
import type { Profile } from "./profile.ts";

/** All that templates may call besides Go's own functions, as it is given to `compileFile`. */
export interface FunctionLibrary {
  /** Those that are always there. */
  readonly functions: FunctionTable;
  /** Names of those that are loaded when a template calls them. */
  readonly knownFunctions: ReadonlySet<string>;
}

/** The functions of a Helm: sprig's and its own. */
export function functionLibrary(profile: Profile): FunctionLibrary {
  return {
    functions: new Map([...eagerFunctions(profile), ...HELM_FUNCTIONS]),
    knownFunctions: profile.hasMustEncoders ? LAZY_NAMES : LAZY_NAMES.difference(new Set(["mustToToml"])),
  };
}
