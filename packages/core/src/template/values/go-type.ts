import { ANY, Bytes, Dict, type GoType, Int, List, Struct, type Value } from "./value.ts";

/** Go's `reflect.Kind`, as `kindOf` prints it. */
export type Kind =
  | "invalid"
  | "bool"
  | "string"
  | "float64"
  | "complex128"
  | Int["kind"]
  | "slice"
  | "map"
  | "struct"
  | "ptr";

/** The type of a value as `%T` prints it; `<nil>` for none. */
export function typeOf(value: Value): GoType {
  if (value === undefined || value === null) return "<nil>";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (typeof value === "string") return "string";
  return value.type;
}

/** The kind of a value; `invalid` for nil and for no value. */
export function kindOf(value: Value): Kind {
  if (value === undefined || value === null) return "invalid";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (typeof value === "string") return "string";
  if (value instanceof Int) return value.kind;
  if (value instanceof List || value instanceof Bytes) return "slice";
  if (value instanceof Dict) return "map";
  if (value.type === "complex128") return value.type;
  return value.type.startsWith("*") ? "ptr" : "struct";
}

// Named types whose elements their names do not tell.
const ELEMENTS: Readonly<Record<GoType, GoType>> = {
  "common.Values": ANY,
  "chartutil.Values": ANY,
  "common.VersionSet": "string",
  "chartutil.VersionSet": "string",
  "engine.files": "[]uint8",
};

/** The type of what a slice or map holds. */
export function elementType(type: GoType): GoType {
  const named = ELEMENTS[type];
  if (named !== undefined) return named;
  return type.startsWith("[]") ? type.slice(2) : type.slice(type.indexOf("]") + 1);
}

/** Go's zero value of a type; `null` for what can be nil and has no class of its own here. */
export function zeroOf(type: GoType): Value {
  if (type === "string") return "";
  if (type === "bool") return false;
  if (type === "float64") return 0;
  if (/^u?int(8|16|32|64|ptr)?$/.test(type)) return new Int(0n, type as Int["kind"]);
  if (type === "[]uint8") return new Bytes(new Uint8Array(0), { isNil: true });
  if (type.startsWith("[]")) return new List([], { type, isNil: true });
  if (type.startsWith("map[")) return new Dict(null, { type, isNil: true });
  return null;
}

/** Whether `if` takes the value for true: not false, 0, nil, or empty. A struct is always true. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  if (value instanceof Int) return value.value !== 0n;
  if (value instanceof List) return value.items.length > 0;
  if (value instanceof Bytes) return value.bytes.length > 0;
  if (value instanceof Dict) return value.size > 0;
  return value instanceof Struct;
}
