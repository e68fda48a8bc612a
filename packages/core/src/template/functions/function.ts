import type { Budget } from "../budget.ts";
import type { Profile } from "../profile.ts";
import type { GoType, Value } from "../values/value.ts";
import type { Chance } from "../chance/chance.ts";
import type { PatternCache } from "./regex/pattern-cache.ts";

/** A function that templates may call. */
export interface TemplateFunction {
  /**
   * Go types of the parameters, such as `string`, `int`, `interface {}` (takes anything), `[]interface {}`,
   * `reflect.Value` (takes anything, also no value at all). The caller checks arguments against them, with Go's words,
   * and turns literals into their kinds; so `call` gets a JavaScript string for `string` and an `Int` for `int`.
   */
  readonly params: readonly GoType[];
  /** The type of further arguments, where any number of them may follow. */
  readonly variadic?: GoType;
  /** @throws {FunctionError} with the text of the error that Go's function would return */
  readonly call: (args: readonly Value[], context: RenderContext) => Value;
}

/** Functions by name. */
export type FunctionTable = ReadonlyMap<string, TemplateFunction>;

/** What a render gives to the functions it calls. */
export interface RenderContext extends Chance {
  readonly profile: Profile;
  readonly budget: Budget;
  /** Keeps compiled regular expressions, for as long as its owner likes. @defaultValue none are kept */
  readonly patterns?: PatternCache;
  /** Told of each `lookup`, which always finds nothing. */
  readonly onLookup?: (query: { apiVersion: string; kind: string; namespace: string; name: string }) => void;
}

/** The error a function of a template returns, panics of Go among them; whoever called it adds the place. */
export class FunctionError extends Error {
  override readonly name = "FunctionError";
}
