import type { Budget } from "../../budget.ts";
import { elementType, isTrue, kindOf } from "../../values/go-type.ts";
import { ANY, Bytes, Dict, List, Struct, type Value } from "../../values/value.ts";
import { isNil } from "../arguments.ts";
import { FunctionError } from "../function.ts";

/** What it takes to sort a key and to set it. */
const STEPS_OF_ENTRY = 4;

/** How maps are merged. */
export interface MergeOptions {
  /** Whether the source's values win; else they only fill what is empty in the target. */
  readonly overwrite: boolean;
  readonly budget: Budget;
  /** How deep the maps lie within others. */
  readonly depth?: number;
}

/**
 * Merges one map into another, which is changed, and with it all maps within that both have.
 *
 * Empty in the target are also `0`, `false` and `""`. Where it overwrites, everything of the source wins, empty or
 * not, nil as well. A map of the source that the target has not is shared, not copied.
 * @returns whether Go's library goes through with it
 * @throws {FunctionError} where it panics
 */
export function mergeInto(target: Dict, source: Dict, options: MergeOptions): boolean {
  const { overwrite, budget, depth = 0 } = options;
  budget.enter(depth);
  budget.step(source.size * STEPS_OF_ENTRY);
  for (const key of source.sortedKeys()) {
    budget.step();
    const value = source.get(key);
    if (isNil(value)) {
      if (overwrite) put(target, source, { key, value: null });
      continue;
    }
    const present = target.get(key);
    if (isSlice(value) && present !== undefined && elementType(target.type) !== ANY) {
      throw new FunctionError(`reflect: call of reflect.Value.IsNil on ${kindOf(present)} Value`);
    }
    if (present instanceof Dict && value instanceof Dict && !present.isNil) {
      if (!mergeInto(present, value, { ...options, depth: depth + 1 })) return false;
      if (present.size > 0) continue;
    } else if (present instanceof Struct && !fits(present, value, overwrite)) return false;
    if (overwrite || !isTrue(present)) put(target, source, { key, value });
  }
  return true;
}

/** Whether a struct can be merged with the value: a pointer only with its like, or where it is replaced. */
function fits(present: Struct, value: Value, overwrite: boolean): boolean {
  if (!(value instanceof Dict || value instanceof Struct)) return true;
  if (present.type.startsWith("*"))
    return overwrite || value.type === present.type || `*${value.type}` === present.type;
  if (value instanceof Dict && present.fields.length > 0) {
    throw new FunctionError("reflect: call of reflect.Value.Field on map Value");
  }
  return true;
}

function put(target: Dict, source: Dict, { key, value }: { key: string; value: Value }): void {
  const wanted = elementType(target.type);
  const given = elementType(source.type);
  if (wanted !== ANY && wanted !== given) {
    const type = isSlice(value) ? value.type : given;
    throw new FunctionError(`reflect.Value.SetMapIndex: value of type ${type} is not assignable to type ${wanted}`);
  }
  target.set(key, value);
}

function isSlice(value: Value): value is List | Bytes {
  return value instanceof List || value instanceof Bytes;
}
