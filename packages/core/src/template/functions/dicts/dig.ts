import { typeOf } from "../../values/go-type.ts";
import { ANY_DICT, Dict, type Value } from "../../values/value.ts";
import { isNil } from "../arguments.ts";
import { FunctionError } from "../function.ts";

/**
 * `dig`: what lies in the last argument under the first ones, or the one before the last where a key is missing.
 * @throws {FunctionError} in Go's words where a key is no text, or what should hold the next one is no map
 */
export function dig(args: readonly Value[]): Value {
  if (args.length < 3) throw new FunctionError("dig needs at least three arguments");
  let dict = asDict(args.at(-1));
  const keys = args.slice(0, -2).map(asKey);
  for (const [index, key] of keys.entries()) {
    if (!dict.has(key)) return args.at(-2) ?? null;
    const found = dict.get(key);
    if (index === keys.length - 1) return found;
    dict = asDict(found);
  }
  return null;
}

function asDict(value: Value): Dict {
  if (value instanceof Dict && value.type === ANY_DICT) return value;
  throw conversionOf(value, ANY_DICT);
}

function asKey(value: Value): string {
  if (typeof value === "string") return value;
  throw conversionOf(value, "string");
}

function conversionOf(value: Value, wanted: string): FunctionError {
  const type = isNil(value) ? "nil" : typeOf(value);
  return new FunctionError(`interface conversion: interface {} is ${type}, not ${wanted}`);
}
