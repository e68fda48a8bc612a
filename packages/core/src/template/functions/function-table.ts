import type { Profile } from "../profile.ts";
import { Dict, type Value } from "../values/value.ts";
import { textOf } from "./arguments.ts";
import { defaultFunctions } from "./defaults.ts";
import { dictFunctions } from "./dicts/functions.ts";
import { encodingFunctions } from "./encoding/functions.ts";
import type { FunctionTable, RenderContext } from "./function.ts";
import { listFunctions } from "./lists/functions.ts";
import { mathFunctions } from "./math/functions.ts";
import { networkFunctions } from "./network.ts";
import { pathFunctions } from "./paths.ts";
import { randomFunctions } from "./random.ts";
import { reflectionFunctions } from "./reflection.ts";
import { regexFunctions } from "./regex/functions.ts";
import { semverFunctions } from "./semver/functions.ts";
import { serialisationFunctions } from "./serialisation.ts";
import { stringFunctions } from "./strings/functions.ts";
import { urlFunctions } from "./url/functions.ts";

/**
 * The functions that are always there; others come in groups that are loaded when a template names one of them, and
 * `include`, `tpl`, `required` and `fail` with the language.
 */
export function eagerFunctions(profile: Profile): FunctionTable {
  return new Map([
    ...stringFunctions,
    ...listFunctions,
    ...dictFunctions,
    ...mathFunctions,
    ...defaultFunctions,
    ...reflectionFunctions,
    ...encodingFunctions,
    ...networkFunctions,
    ...pathFunctions,
    ...randomFunctions,
    ...regexFunctions,
    ...semverFunctions,
    ...urlFunctions,
    ...serialisationFunctions(profile),
    ["lookup", { params: ["string", "string", "string", "string"], call: lookup }],
  ]);
}

/** There is no cluster to look into. */
function lookup(args: readonly Value[], { onLookup }: RenderContext): Dict {
  const [apiVersion = "", kind = "", namespace = "", name = ""] = args.map(textOf);
  onLookup?.({ apiVersion, kind, namespace, name });
  return new Dict();
}
