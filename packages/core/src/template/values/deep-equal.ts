import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { typeOf } from "./go-type.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "./value.ts";

/**
 * Go's `reflect.DeepEqual`: types must agree, at every depth; nil and empty lists differ.
 * @throws {LimitPassed} for data that is too deep
 */
export function deepEqual(left: Value, right: Value): boolean {
  return new Comparison().equal(left, right);
}

/** Compares each pair of lists, maps and structs once, so that shared data costs no more and cycles come to an end. */
class Comparison {
  #seen: Map<object, Set<object>> | undefined;
  #depth = 0;

  equal(left: Value, right: Value): boolean {
    if (left === right) return true;
    if (left === undefined || left === null || right === undefined || right === null) return left == right;
    if (typeOf(left) !== typeOf(right)) return false;
    if (left instanceof Int) return right instanceof Int && left.value === right.value;
    if (left instanceof Bytes) return right instanceof Bytes && sameBytes(left.bytes, right.bytes);
    if (typeof left !== "object" || typeof right !== "object") return false;
    if (this.#wasSeen(left, right)) return true;
    if (++this.#depth > DEFAULT_LIMITS.depth) throw new LimitPassed("depth", DEFAULT_LIMITS.depth);
    const equal = this.#sameContent(left, right);
    this.#depth--;
    return equal;
  }

  /** A pair that is being compared, or was and is equal: else the comparison would be over. */
  #wasSeen(left: object, right: object): boolean {
    this.#seen ??= new Map();
    const partners = this.#seen.get(left);
    if (partners?.has(right)) return true;
    if (partners === undefined) this.#seen.set(left, new Set([right]));
    else partners.add(right);
    return false;
  }

  #sameContent(left: Value, right: Value): boolean {
    if (left instanceof List)
      return right instanceof List && left.isNil === right.isNil && this.#sameItems(left, right);
    if (left instanceof Dict)
      return right instanceof Dict && left.isNil === right.isNil && this.#sameEntries(left, right);
    return left instanceof Struct && right instanceof Struct && this.#sameFields(left, right);
  }

  #sameItems(left: List, right: List): boolean {
    return (
      left.items.length === right.items.length &&
      left.items.every((item, index) => this.equal(item, right.items[index]))
    );
  }

  #sameEntries(left: Dict, right: Dict): boolean {
    if (left.size !== right.size) return false;
    for (const [key, value] of left.entries()) if (!right.has(key) || !this.equal(value, right.get(key))) return false;
    return true;
  }

  #sameFields(left: Struct, right: Struct): boolean {
    if (left.toText !== undefined && right.toText !== undefined && left.fields.length === 0)
      return left.toText() === right.toText();
    return left.fields.every((field, index) => this.equal(field.value, right.fields[index]?.value));
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
