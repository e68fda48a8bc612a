import { Bytes, Dict, Int, List, Struct, type Value } from "../../template/values/value.ts";
import { Decimal, parseDecimal } from "./decimal.ts";

/** A JSON value with exact numbers: what schemas are made of, and what they check. */
export type Json = null | boolean | string | Decimal | readonly Json[] | JsonObject;

/** A JSON object. */
export type JsonObject = ReadonlyMap<string, Json>;

/** The kinds of JSON values, as schemas name them. */
export type JsonKind = "null" | "boolean" | "string" | "number" | "array" | "object";

/** @throws {SyntaxError} for what is no JSON */
export function parseJsonExactly(text: string): Json {
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }): Json => {
    if (typeof value === "number") return decimalOf(context?.source ?? String(value));
    if (value === null || typeof value !== "object" || value instanceof Decimal) return value as Json;
    // The inner values have been through here already.
    return Array.isArray(value) ? (value as Json[]) : new Map(Object.entries(value as Record<string, Json>));
  }) as Json;
}

/** Values of a chart as JSON. */
export function jsonOfValue(value: Value): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return decimalOf(String(value));
  if (value instanceof Int) return new Decimal(value.value, 0);
  if (value instanceof List) return value.items.map(jsonOfValue);
  if (value instanceof Dict) return new Map([...value.entries()].map(([key, item]) => [key, jsonOfValue(item)]));
  if (value instanceof Bytes || value instanceof Struct)
    throw new SyntaxError("the values hold what can't be written as JSON");
  return value;
}

export function kindOfJson(value: Json): JsonKind {
  if (value === null) return "null";
  if (typeof value === "boolean" || typeof value === "string") return typeof value as "boolean" | "string";
  if (value instanceof Decimal) return "number";
  return isJsonArray(value) ? "array" : "object";
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map;
}

/** Equal as JSON: 1 and 1.0 are, the order of keys does not count. */
export function equalJson(left: Json, right: Json): boolean {
  if (left instanceof Decimal) return right instanceof Decimal && left.compare(right) === 0;
  if (isJsonArray(left))
    return (
      isJsonArray(right) &&
      left.length === right.length &&
      left.every((item, index) => equalJson(item, right[index] ?? null))
    );
  if (!isJsonObject(left)) return left === right;
  if (!isJsonObject(right) || left.size !== right.size) return false;
  for (const [key, item] of left) {
    const other = right.get(key);
    if (other === undefined || !equalJson(item, other)) return false;
  }
  return true;
}

/** A text that is the same for equal values only. */
export function canonicalJson(value: Json): string {
  if (value instanceof Decimal) return value.canonicalText();
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = [...value].map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${entries.toSorted().join()}}`;
}

function decimalOf(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === undefined) throw new SyntaxError("a number is too large");
  return decimal;
}
