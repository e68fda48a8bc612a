import type { Budget } from "../../budget.ts";
import { Bytes, Dict, List, Struct, type Value } from "../../values/value.ts";

/**
 * `deepCopy`: the value with all that can be changed within it copied.
 * @throws {LimitPassed} where a value contains itself
 */
export function deepCopied(value: Value, budget: Budget, depth = 0): Value {
  if (typeof value !== "object" || value === null) return value;
  budget.enter(depth);
  budget.step();
  const copied = (item: Value): Value => deepCopied(item, budget, depth + 1);
  if (value instanceof Dict) {
    const { type, isNil, methods } = value;
    const copy = new Dict(null, { type, isNil, ...(methods === undefined ? {} : { methods }) });
    for (const [key, item] of value.entries()) copy.set(key, copied(item));
    return copy;
  }
  if (value instanceof List) {
    const { type, isNil, methods } = value;
    return new List(value.items.map(copied), { type, isNil, ...(methods === undefined ? {} : { methods }) });
  }
  if (value instanceof Bytes) return new Bytes(value.bytes.slice());
  return value instanceof Struct ? copiedStruct(value, copied) : value;
}

/** A struct itself is never changed; only what its fields hold may be. */
function copiedStruct(struct: Struct, copied: (value: Value) => Value): Struct {
  const fields = struct.fields.map((field) => ({ ...field, value: copied(field.value) }));
  if (fields.every(({ value }, index) => value === struct.fields[index]?.value)) return struct;
  const { type, methods, toText, toJson, inner } = struct;
  return new Struct(type, fields, {
    ...(methods === undefined ? {} : { methods }),
    ...(toText === undefined ? {} : { toText }),
    ...(toJson === undefined ? {} : { toJson }),
    inner,
  });
}
