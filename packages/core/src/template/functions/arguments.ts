import { ANY, ANY_DICT, Dict, Int, type Value } from "../values/value.ts";
import type { TemplateFunction } from "./function.ts";

// What a function's signature promises is checked by whoever calls it; these say it to the compiler, and fail loudly
// where a signature and its code don't agree.

/** An argument of type `string`. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  throw new TypeError("the signature does not say string");
}

/** An argument of type `int` or `int64`. */
export function bigintOf(value: Value): bigint {
  if (value instanceof Int) return value.value;
  throw new TypeError("the signature does not say int");
}

/** An argument of type `int`, to compare with lengths: beyond 2^53 only its size is kept. */
export function countOf(value: Value): number {
  return Number(bigintOf(value));
}

/**
 * An argument of type `map[string]interface {}`, which a map of a named type becomes on the way; where it is nil, an
 * empty map that is nil.
 */
export function dictOf(value: Value): Dict {
  if (value instanceof Dict) return value.type === ANY_DICT ? value : value.as({});
  if (value === null || value === undefined) return new Dict(null, { isNil: true });
  throw new TypeError("the signature does not say map");
}

/** A function that takes so many values of any type, and more where it is variadic. */
export function ofAny(
  count: number,
  call: TemplateFunction["call"],
  options: Pick<TemplateFunction, "variadic"> = {},
): TemplateFunction {
  return { params: Array.from({ length: count }, () => ANY), call, ...options };
}

/** A function of one text. */
export function ofText(call: (text: string) => Value): TemplateFunction {
  return { params: ["string"], call: ([text]) => call(textOf(text)) };
}

/** A function of two texts, in the order of its parameters. */
export function ofTexts(call: (first: string, second: string) => Value): TemplateFunction {
  return { params: ["string", "string"], call: ([first, second]) => call(textOf(first), textOf(second)) };
}

/** A function whose first parameter is a map. */
export function ofDict(others: readonly string[], call: TemplateFunction["call"]): TemplateFunction {
  return { params: [ANY_DICT, ...others], call };
}

/** Whether the value is nil, or none. */
export function isNil(value: Value): value is null | undefined {
  return value === null || value === undefined;
}
