import { kindOf } from "../../values/go-type.ts";
import { Bytes, Int, List, type Value } from "../../values/value.ts";
import { isNil } from "../arguments.ts";
import { FunctionError } from "../function.ts";

/** What Go says where a type is asked of nil. */
export const NIL_POINTER = "runtime error: invalid memory address or nil pointer dereference";

/**
 * The items of a slice of any type.
 * @param refusal what is said of any other value, before its kind
 * @throws {FunctionError}
 */
export function itemsOf(value: Value, refusal: string): readonly Value[] {
  if (value instanceof List) return value.items;
  if (value instanceof Bytes) return Array.from(value.bytes, (byte) => new Int(BigInt(byte), "uint8"));
  throw new FunctionError(isNil(value) ? NIL_POINTER : `${refusal} ${kindOf(value)}`);
}
