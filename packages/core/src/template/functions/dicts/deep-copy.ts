import type { Budget } from "../../budget.ts";
import { Bytes, Dict, List, Struct, type Value } from "../../values/value.ts";

/** What a copied value counts, so that nested values shared many times can't take the memory. */
const STEPS_OF_COPY = 32;

/**
 * `deepCopy`: the value with all that can be changed within it copied.
 * @throws {LimitPassed} where a value contains itself, or becomes too much
 */
export function deepCopied(value: Value, budget: Budget, depth = 0): Value {
  if (typeof value !== "object" || value === null) return value;
  budget.enter(depth);
  budget.step(STEPS_OF_COPY);
  const copied = (item: Value): Value => deepCopied(item, budget, depth + 1);
  if (value instanceof Dict) {
    budget.step(value.size);
    const copy = new Dict(null, value);
    for (const [key, item] of value.entries()) copy.set(key, copied(item));
    return copy;
  }
  if (value instanceof List) {
    budget.step(value.items.length);
    return new List(value.items.map(copied), value);
  }
  if (value instanceof Bytes) return new Bytes(value.bytes.slice(), value);
  return value instanceof Struct ? copiedStruct(value, copied) : value;
}

/** A struct itself is never changed; only what its fields hold may be. */
function copiedStruct(struct: Struct, copied: (value: Value) => Value): Struct {
  if (struct.toCopy !== undefined) return struct.toCopy();
  const fields = struct.fields.map((field) => ({ ...field, value: copied(field.value) }));
  if (fields.every(({ value }, index) => value === struct.fields[index]?.value)) return struct;
  const { methods, toText, toOutput, toJson, inner } = struct;
  return new Struct(struct.type, fields, {
    ...(methods === undefined ? {} : { methods }),
    ...(toText === undefined ? {} : { toText }),
    ...(toOutput === undefined ? {} : { toOutput }),
    ...(toJson === undefined ? {} : { toJson }),
    inner,
  });
}
