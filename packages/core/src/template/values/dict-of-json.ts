import { Dict, List, type Value } from "./value.ts";

/**
 * A map as templates see it, of a JavaScript object that JSON can say. Every number is a float, as in Helm's values;
 * members that are `undefined` are left out.
 * @throws {TypeError} for what JSON can't say, such as a `Date`, a `Map` or a `bigint`
 */
export function dictOfJson(json: object): Dict {
  if (!isPlainObject(json)) throw new TypeError(`JSON has no ${nameOf(json)}`);
  const dict = new Dict();
  for (const [key, value] of Object.entries(json)) if (value !== undefined) dict.set(key, valueOfJson(value));
  return dict;
}

function valueOfJson(json: unknown): Value {
  if (json === null || typeof json === "boolean" || typeof json === "number" || typeof json === "string") return json;
  if (Array.isArray(json))
    return new List(json.map((item: unknown) => (item === undefined ? null : valueOfJson(item))));
  if (typeof json === "object") return dictOfJson(json);
  throw new TypeError(`JSON has no ${nameOf(json)}`);
}

/** Also one without a prototype, or of another realm, such as a frame. */
function isPlainObject(json: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(json);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}

function nameOf(json: unknown): string {
  return typeof json === "object" ? (json?.constructor.name ?? "object") : typeof json;
}
