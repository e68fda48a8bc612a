import { FunctionError } from "../src/template/functions/function.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "../src/template/values/value.ts";

/**
 * A template value with all that can be known of it in plain objects: a map keeps its entries private, where `toEqual`
 * does not look.
 */
export function plainValue(value: Value | FunctionError): unknown {
  if (value instanceof FunctionError) return { error: value.message };
  if (value instanceof Int) return { type: value.type, kind: value.kind, value: value.value };
  if (value instanceof Bytes) return { type: value.type, bytes: [...value.bytes] };
  if (value instanceof List) return { type: value.type, isNil: value.isNil, items: value.items.map(plainValue) };
  if (value instanceof Dict) {
    const entries = value.sortedKeys().map((key) => [key, plainValue(value.get(key))]);
    return { type: value.type, isNil: value.isNil, entries };
  }
  if (value instanceof Struct) {
    return { type: value.type, fields: value.fields.map(({ name, value: field }) => [name, plainValue(field)]) };
  }
  return value;
}
