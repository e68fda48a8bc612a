import { FunctionError } from "../functions/function.ts";
import { ANY_DICT, ANY_LIST, Dict, List, type Value } from "../values/value.ts";
import { parseJson } from "./json-parser.ts";

/** What came of a text that should hold something of a kind. */
export interface Decoded<T> {
  /** Also after an error: what could be read, or an empty one. */
  readonly value: T;
  /** In Go's words. */
  readonly error: string | undefined;
}

/**
 * Go's `json.Unmarshal` into an `interface{}`: numbers become float64, of equal keys the last wins.
 * @throws {FunctionError} in Go's words
 */
export function decodeJson(text: string): Value {
  const { value, error } = parseJson(text);
  if (error !== undefined) throw new FunctionError(error);
  return value;
}

/** Go's `json.Unmarshal` into an empty `map[string]interface{}`, which `null` turns into a nil one. */
export function decodeJsonDict(text: string): Decoded<Dict> {
  const { value, error } = parseJson(text);
  if (value instanceof Dict) return { value, error };
  if (value === null && error === undefined) return { value: new Dict(null, { isNil: true }), error };
  return { value: new Dict(), error: value === undefined ? error : mismatch(value, ANY_DICT) };
}

/** Go's `json.Unmarshal` into an empty `[]interface{}`, which `null` turns into a nil one. */
export function decodeJsonList(text: string): Decoded<List> {
  const { value, error } = parseJson(text);
  if (value instanceof List) return { value, error };
  if (value === null && error === undefined) return { value: new List([], { isNil: true }), error };
  return { value: new List([]), error: value === undefined ? error : mismatch(value, ANY_LIST) };
}

function mismatch(value: Value, type: string): string {
  return `json: cannot unmarshal ${nameOf(value)} into Go value of type ${type}`;
}

function nameOf(value: Value): string {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  // Null with a mistake is a number that float64 can't hold.
  if (typeof value === "number" || value === null) return "number";
  return value instanceof List ? "array" : "object";
}
