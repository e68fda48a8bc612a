import { typeOf } from "./go-type.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "./value.ts";

/** Go's `reflect.DeepEqual`: types must agree, at every depth; nil and empty lists differ. */
export function deepEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === undefined || left === null || right === undefined || right === null) return left == right;
  if (typeOf(left) !== typeOf(right)) return false;
  if (left instanceof Int) return right instanceof Int && left.value === right.value;
  if (left instanceof List) return right instanceof List && left.isNil === right.isNil && sameItems(left, right);
  if (left instanceof Bytes) {
    return (
      right instanceof Bytes &&
      left.bytes.length === right.bytes.length &&
      left.bytes.every((byte, at) => byte === right.bytes[at])
    );
  }
  if (left instanceof Dict) return right instanceof Dict && left.isNil === right.isNil && sameEntries(left, right);
  if (left instanceof Struct) return right instanceof Struct && sameFields(left, right);
  return false;
}

function sameItems(left: List, right: List): boolean {
  return (
    left.items.length === right.items.length && left.items.every((item, index) => deepEqual(item, right.items[index]))
  );
}

function sameEntries(left: Dict, right: Dict): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left.entries()) if (!right.has(key) || !deepEqual(value, right.get(key))) return false;
  return true;
}

function sameFields(left: Struct, right: Struct): boolean {
  if (left.toText !== undefined && right.toText !== undefined && left.fields.length === 0)
    return left.toText() === right.toText();
  return left.fields.every((field, index) => deepEqual(field.value, right.fields[index]?.value));
}
