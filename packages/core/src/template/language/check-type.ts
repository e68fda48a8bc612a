import { formatFloat } from "../format/number.ts";
import { FunctionError } from "../functions/function.ts";
import { elementType, typeOf, zeroOf } from "../values/go-type.ts";
import {
  ANY,
  ANY_DICT,
  ANY_LIST,
  type GoType,
  Int,
  type IntKind,
  Struct,
  TEXT_LIST,
  type Value,
} from "../values/value.ts";
import { failAt, type Site } from "./failure.ts";
import { formatNode } from "./tree-text.ts";
import type { BooleanNode, NumberNode, StringNode } from "./tree.ts";

/** The type of a parameter that takes everything, no value included. */
export const REFLECTED: GoType = "reflect.Value";

const INT_KINDS: ReadonlySet<GoType> = new Set<IntKind>(["int", "int8", "int16", "int32", "int64"]);
const UINT_KINDS: ReadonlySet<GoType> = new Set<IntKind>(["uint", "uint8", "uint16", "uint32", "uint64", "uintptr"]);
const UNDERLYING: ReadonlyMap<GoType, GoType> = new Map([
  ["common.Values", ANY_DICT],
  ["chartutil.Values", ANY_DICT],
  ["common.VersionSet", TEXT_LIST],
  ["chartutil.VersionSet", TEXT_LIST],
  ["engine.files", "map[string][]uint8"],
]);

/**
 * The value as an argument of that type.
 * @throws {ExecutionFailure} where it is of another one
 */
export function checkType(value: Value, type: GoType, site: Site): Value {
  if (type === ANY) return value === undefined ? null : withoutAddress(value);
  if (type === REFLECTED) return value;
  if (value === undefined) return canBeNil(type) ? zeroOf(type) : failAt(site, `invalid value; expected ${type}`);
  if (isAssignable(value, type)) return value;
  return failAt(site, `wrong type for value; expected ${type}; got ${value === null ? ANY : typeOf(value)}`);
}

/** A function gets a copy of a struct, which has not the methods of pointers to it. */
function withoutAddress(value: Value): Value {
  return value instanceof Struct && value.toOutput !== undefined ? new Struct(value.type, value.fields) : value;
}

/** What `nil` is as an argument of that type. */
export function nilOf(type: GoType, site: Site): Value {
  if (type === REFLECTED) return undefined;
  return canBeNil(type) ? zeroOf(type) : failAt(site, `cannot assign nil to ${type}`);
}

/** A literal as an argument of that type. */
export function literalOf(node: BooleanNode | NumberNode | StringNode, type: GoType, site: Site): Value {
  if (type === ANY || type === REFLECTED) return idealValue(node, site);
  const found = `found ${formatNode(node)}`;
  if (type === "string") return node.kind === "string" ? node.value : failAt(site, `expected string; ${found}`);
  if (type === "bool") return node.kind === "boolean" ? node.value : failAt(site, `expected bool; ${found}`);
  const literal = node.kind === "number" ? node.literal : undefined;
  if (type === "float64") return literal?.float ?? failAt(site, `expected float; ${found}`);
  if (INT_KINDS.has(type)) {
    const value = literal?.int ?? failAt(site, `expected integer; ${found}`);
    return new Int(BigInt.asIntN(bitsOf(type), value), type as IntKind);
  }
  if (UINT_KINDS.has(type)) {
    const value = literal?.uint ?? failAt(site, `expected unsigned integer; ${found}`);
    return new Int(BigInt.asUintN(bitsOf(type), value), type as IntKind);
  }
  return failAt(site, `can't handle ${formatNode(node)} for arg of type ${type}`);
}

/** A literal where nothing asks for a type. */
export function idealValue(node: BooleanNode | NumberNode | StringNode, site: Site): Value {
  if (node.kind !== "number") return node.value;
  const { complex, float, int, looksLikeFloat } = node.literal;
  if (complex !== undefined) return complexValue(complex);
  if (float !== undefined && looksLikeFloat) return float;
  return int === undefined ? failAt(site, `${node.written} overflows int`) : new Int(int);
}

/** The type that an item has by the declaration of what holds it. */
export function declaredType(holder: Value, name: string, value: Value): GoType {
  if (holder instanceof Struct) return holder.fields.find((field) => field.name === name)?.type ?? typeOf(value);
  const held = holder === undefined || holder === null ? "" : elementType(typeOf(holder));
  return held === ANY ? ANY : typeOf(value);
}

function isAssignable(value: Exclude<Value, undefined>, type: GoType): boolean {
  if (value === null) return false;
  const own = typeOf(value);
  if (own === type) return true;
  if (value instanceof Struct) return own === `*${type}`;
  return UNDERLYING.get(own) === type;
}

function canBeNil(type: GoType): boolean {
  return type === ANY || type === ANY_LIST || type.startsWith("[]") || type.startsWith("map[") || type.startsWith("*");
}

function bitsOf(type: GoType): number {
  return Number(/\d+$/.exec(type)?.[0] ?? 64);
}

function complexValue({ real, imaginary }: { readonly real: number; readonly imaginary: number }): Struct {
  const sign = imaginary < 0 || Object.is(imaginary, -0) ? "" : "+";
  return new Struct("complex128", [], {
    inner: { real, imaginary },
    toJson: () => {
      throw new FunctionError("json: unsupported type: complex128");
    },
    toText: () => `(${formatFloat(real, "g")}${sign}${formatFloat(imaginary, "g")}i)`,
  });
}
