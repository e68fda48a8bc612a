import { Budget } from "../src/template/budget.ts";
import { profileOf } from "../src/template/profile.ts";
import type { Value } from "../src/template/values/value.ts";
import { FORBIDDEN_CHANCE } from "../src/template/chance/forbidden-chance.ts";
import type { FunctionTable, RenderContext } from "../src/template/functions/function.ts";

/** Calls functions of a table, for their tests; without chance and time where none are given. */
export function callIn(
  table: FunctionTable,
  given: Partial<RenderContext> = {},
): (name: string, ...args: Value[]) => Value {
  const context: RenderContext = {
    profile: profileOf("helm-4.2"),
    budget: new Budget(),
    ...FORBIDDEN_CHANCE,
    ...given,
  };
  return (name, ...args) => {
    const found = table.get(name);
    if (found === undefined) throw new Error(`no function ${name}`);
    return found.call(args, context);
  };
}
