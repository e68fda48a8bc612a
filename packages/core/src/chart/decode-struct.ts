// What Go's JSON decoder does with a struct, for the few small files that Helm reads that way.
import { Bytes, Dict, Int, List, Struct, type Value } from "../template/values/value.ts";

/** The type of a field: `any` keeps the value; everything else is checked. */
export type Shape =
  | "string"
  | "bool"
  | "any"
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "texts" }
  | StructShape;

/** A struct by its Go name, and its fields by their JSON names. */
export interface StructShape {
  readonly kind: "struct";
  readonly name: string;
  readonly fields: ReadonlyMap<string, Shape>;
}

/** A decoded struct: its fields by their JSON names. */
export type Decoded = ReadonlyMap<string, DecodedField>;

/** What a field holds; `null` stands for a nil pointer in a list of structs. */
export type DecodedField = Value | readonly DecodedField[] | ReadonlyMap<string, DecodedField>;

/** How a struct is decoded. */
export interface DecodeOptions {
  /** What an earlier file left there. */
  readonly before?: Decoded;
  /** Where Go has the struct, for errors. */
  readonly goPackage: string;
}

/** The first field that has the wrong type, in Go's words. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

/**
 * Decodes a YAML value into a struct, over what an earlier file left there.
 *
 * As sigs.k8s.io/yaml does it: names match in any case, and a number or boolean becomes text where text is wanted.
 *
 * @throws {DecodeError}
 */
export function decodeStruct(
  value: Value,
  shape: StructShape,
  { before = new Map(), goPackage }: DecodeOptions,
): Decoded {
  if (value === null || value === undefined) return before;
  if (!(value instanceof Dict))
    throw new DecodeError(
      `json: cannot unmarshal ${jsonName(value)} into Go value of type ${goName(shape, goPackage)}`,
    );
  return decodeFields(value, shape, { before, path: [], goPackage });
}

interface Place {
  readonly before: DecodedField;
  readonly path: readonly string[];
  /** The innermost struct's name. */
  readonly struct: string;
  readonly goPackage: string;
}

function decodeFields(
  dict: Dict,
  shape: StructShape,
  place: { readonly before: Decoded; readonly path: readonly string[]; readonly goPackage: string },
): Decoded {
  const fields = new Map(place.before);
  for (const key of dict.sortedKeys()) {
    const name = shape.fields.has(key) ? key : [...shape.fields.keys()].find((field) => sameIgnoringCase(field, key));
    const type = name === undefined ? undefined : shape.fields.get(name);
    if (name === undefined || type === undefined) continue;
    fields.set(
      name,
      decode(dict.get(key), type, {
        before: fields.get(name),
        path: [...place.path, name],
        struct: shape.name,
        goPackage: place.goPackage,
      }),
    );
  }
  return fields;
}

function decode(value: Value, type: Shape, place: Place): DecodedField {
  if (type === "any") return value;
  if (type === "string") return decodeText(value, place);
  if (type === "bool") {
    if (value === null) return place.before;
    if (typeof value !== "boolean") throw mismatch(value, type, place);
    return value;
  }
  if (value === null) return type.kind === "struct" ? null : undefined;
  if (type.kind === "list") {
    if (!(value instanceof List)) throw mismatch(value, type, place);
    const before: readonly DecodedField[] = Array.isArray(place.before) ? place.before : [];
    return value.items.map((item, at) => decode(item, type.of, { ...place, before: before[at] }));
  }
  if (!(value instanceof Dict)) throw mismatch(value, type, place);
  if (type.kind === "struct")
    return decodeFields(value, type, {
      before: place.before instanceof Map ? place.before : new Map(),
      path: place.path,
      goPackage: place.goPackage,
    });
  const texts = new Map(place.before instanceof Map ? place.before : []);
  for (const key of value.sortedKeys()) texts.set(key, decodeText(value.get(key), { ...place, before: "" }));
  return texts;
}

function decodeText(value: Value, place: Place): DecodedField {
  if (value === null) return place.before ?? "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (value instanceof Int) return String(value.value);
  if (typeof value === "number") return numberText(value);
  throw mismatch(value, "string", place);
}

/** Whole numbers stand as they were written; others as Go's `%g` has them. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e19) return String(BigInt(value));
  const [digits = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 21) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function mismatch(value: Value, type: Shape, place: Place): DecodeError {
  return new DecodeError(
    `json: cannot unmarshal ${jsonName(value)} into Go struct field ${place.struct}.${place.path.join(".")} of type ${goName(type, place.goPackage)}`,
  );
}

function jsonName(value: Value): string {
  if (value instanceof Dict || value instanceof Struct) return "object";
  if (value instanceof List || value instanceof Bytes) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "string" : "number";
}

function goName(type: Shape, goPackage: string): string {
  if (typeof type === "string") return type === "any" ? "interface {}" : type;
  if (type.kind === "texts") return "map[string]string";
  if (type.kind === "struct") return `${goPackage}.${type.name}`;
  return `[]${typeof type.of === "object" && type.of.kind === "struct" ? "*" : ""}${goName(type.of, goPackage)}`;
}

function sameIgnoringCase(left: string, right: string): boolean {
  return left.length === right.length && left.toLowerCase() === right.toLowerCase();
}
