import { formatPrintf } from "../format/printf.ts";
import { FunctionError } from "../functions/function.ts";
import { deepEqual } from "../values/deep-equal.ts";
import { kindOf, typeOf } from "../values/go-type.ts";
import { compareText } from "../values/text.ts";
import { Dict, Int, List, Struct, type Value } from "../values/value.ts";

const BAD_TYPE = "invalid type for comparison";

/**
 * Go's `eq`: whether the first is equal to any of the others.
 * @throws {FunctionError} for kinds that can't be compared
 */
export function isEqualToAny(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new FunctionError("missing argument for comparison");
  return others.some((other) => isEqual(first, other));
}

/**
 * Go's `lt`.
 * @throws {FunctionError} for kinds that have no order
 */
export function isLess(left: Value, right: Value): boolean {
  const kind = basicKind(left);
  const otherKind = basicKind(right);
  if (kind === "none" || otherKind === "none") throw new FunctionError(BAD_TYPE);
  if (left instanceof Int && right instanceof Int) return left.value < right.value;
  if (kind !== otherKind) throw incompatible(left, right);
  if (typeof left === "number" && typeof right === "number") return left < right;
  if (typeof left === "string" && typeof right === "string") return compareText(left, right) < 0;
  throw new FunctionError(BAD_TYPE);
}

/** Go's `le`, with the same errors. */
export function isLessOrEqual(left: Value, right: Value): boolean {
  return isLess(left, right) || isEqual(left, right);
}

type BasicKind = "boolean" | "int" | "float" | "text" | "complex" | "none";

function basicKind(value: Value): BasicKind {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "float";
  if (typeof value === "string") return "text";
  if (value instanceof Int) return "int";
  return value instanceof Struct && value.type === "complex128" ? "complex" : "none";
}

function isEqual(left: Value, right: Value): boolean {
  if (left instanceof Int && right instanceof Int) return left.value === right.value;
  const kind = basicKind(left);
  if (kind !== basicKind(right)) {
    if (isNothing(left) || isNothing(right)) return false;
    throw incompatible(left, right);
  }
  if (kind === "complex" && left instanceof Struct && right instanceof Struct)
    return left.toText?.() === right.toText?.();
  return kind === "none" ? isSame(left, right) : left === right;
}

/** Whether two values of no basic kind are the same. */
function isSame(left: Value, right: Value): boolean {
  const kinds = [kindOf(left), kindOf(right)];
  if (kinds[0] !== kinds[1] && !kinds.includes("invalid"))
    throw new FunctionError(
      `non-comparable types ${formatPrintf("%s", [left])}: ${typeOf(left)}, ${typeOf(right)}: ${formatPrintf("%v", [right])}`,
    );
  if (isNil(left) || isNil(right)) return isNil(left) === isNil(right);
  if (!isComparable(right))
    throw new FunctionError(`non-comparable type ${formatPrintf("%s", [right])}: ${typeOf(right)}`);
  if (kinds[0] === "ptr" || typeOf(left) !== typeOf(right)) return left === right;
  return deepEqual(left, right);
}

function isComparable(value: Value): boolean {
  if (!(value instanceof Struct)) return basicKind(value) !== "none";
  if (value.type.startsWith("*")) return true;
  return value.fields.every(({ value: field }) => isNothing(field) || isComparable(field));
}

function isNothing(value: Value): boolean {
  return value === undefined || value === null;
}

function isNil(value: Value): boolean {
  return isNothing(value) || ((value instanceof Dict || value instanceof List) && value.isNil);
}

function incompatible(left: Value, right: Value): FunctionError {
  return new FunctionError(`incompatible types for comparison: ${typeOf(left)} and ${typeOf(right)}`);
}
