import { Dict, List, type Value } from "../template/values/value.ts";

/** What JSON or YAML gave as JavaScript's own values, as templates see it: every number is a float. */
function valueOfJson(json: unknown): Value {
  if (json === null || typeof json === "boolean" || typeof json === "number" || typeof json === "string") return json;
  if (Array.isArray(json)) return new List(json.map(valueOfJson));
  return dictOfJson(json ?? {});
}

/** The same for a map. */
export function dictOfJson(json: object): Dict {
  return new Dict(Object.entries(json).map(([key, value]): [string, Value] => [key, valueOfJson(value)]));
}
