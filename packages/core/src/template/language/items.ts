import { FunctionError } from "../functions/function.ts";
import { elementType, typeOf, zeroOf } from "../values/go-type.ts";
import { byteLength, bytesOfText, textOfBytes } from "../values/text.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "../values/value.ts";

/**
 * Go's `len`.
 * @throws {FunctionError} for what has no length
 */
export function lengthOf(value: Value): number {
  if (typeof value === "string") return byteLength(value);
  if (value instanceof List) return value.items.length;
  if (value instanceof Dict) return value.size;
  if (value instanceof Bytes) return value.bytes.length;
  if (value === null) throw new FunctionError("len of nil pointer");
  if (value === undefined) throw new FunctionError("reflect: call of reflect.Value.Type on zero Value");
  throw new FunctionError(`len of type ${targetType(value)}`);
}

/**
 * Go's `index`: an item of an item of …
 * @throws {FunctionError}
 */
export function itemAt(holder: Value, indexes: readonly Value[]): Value {
  if (isNothing(holder)) throw new FunctionError("index of untyped nil");
  let item: Value = holder;
  for (const index of indexes) {
    if (isNothing(item)) throw new FunctionError("index of nil pointer");
    item = item instanceof Dict ? entryAt(item, index) : elementAt(item, index);
  }
  return item;
}

/**
 * Go's `slice`.
 * @throws {FunctionError}
 */
export function sliceOf(value: Value, indexes: readonly Value[]): Value {
  if (isNothing(value)) throw new FunctionError("slice of untyped nil");
  if (indexes.length > 3) throw new FunctionError(`too many slice indexes: ${indexes.length}`);
  if (typeof value === "string" && indexes.length === 3) throw new FunctionError("cannot 3-index slice a string");
  if (!(typeof value === "string" || value instanceof List || value instanceof Bytes))
    throw new FunctionError(`can't slice item of type ${targetType(value)}`);
  const length = lengthOf(value);
  const [start = 0, end = length, capacity = length] = indexes.map((index) => positionOf(index, length));
  if (start > end) throw new FunctionError(`invalid slice index: ${start} > ${end}`);
  if (end > capacity) throw new FunctionError(`invalid slice index: ${end} > ${capacity}`);
  if (typeof value === "string") return textOfBytes(bytesOfText(value).subarray(start, end));
  if (value instanceof Bytes) return new Bytes(value.bytes.subarray(start, end));
  return new List(value.items.slice(start, end), { type: value.type, isNil: value.isNil });
}

function entryAt(dict: Dict, key: Value): Value {
  if (isNothing(key)) throw new FunctionError("value is nil; should be of type string");
  if (typeof key !== "string") throw new FunctionError(`value has type ${typeOf(key)}; should be string`);
  return dict.get(key) ?? (dict.has(key) ? null : zeroOf(elementType(dict.type)));
}

function elementAt(holder: Value, index: Value): Value {
  if (typeof holder === "string") {
    const bytes = bytesOfText(holder);
    const byte = bytes[positionOf(index, bytes.length)];
    if (byte === undefined) throw new FunctionError("reflect: string index out of range");
    return new Int(BigInt(byte), "uint8");
  }
  if (holder instanceof Bytes) {
    const byte = holder.bytes[positionOf(index, holder.bytes.length)];
    if (byte === undefined) throw new FunctionError("reflect: slice index out of range");
    return new Int(BigInt(byte), "uint8");
  }
  if (!(holder instanceof List)) throw new FunctionError(`can't index item of type ${targetType(holder)}`);
  const position = positionOf(index, holder.items.length);
  if (position >= holder.items.length) throw new FunctionError("reflect: slice index out of range");
  return holder.items[position];
}

/** Go lets the position right behind the end pass here. */
function positionOf(index: Value, length: number): number {
  if (isNothing(index)) throw new FunctionError("cannot index slice/array with nil");
  if (!(index instanceof Int)) throw new FunctionError(`cannot index slice/array with type ${typeOf(index)}`);
  const position = BigInt.asIntN(64, index.value);
  if (position < 0n || position > BigInt(length)) throw new FunctionError(`index out of range: ${position}`);
  return Number(position);
}

/** The type of a value, or of what it points to. */
function targetType(value: Value): string {
  const type = typeOf(value);
  return value instanceof Struct && type.startsWith("*") ? type.slice(1) : type;
}

function isNothing(value: Value): value is null | undefined {
  return value === undefined || value === null;
}
