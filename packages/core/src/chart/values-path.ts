import { Dict, type Value } from "../template/values/value.ts";

/** The map at a dotted path; `undefined` where there is none. */
export function findTable(values: Dict, path: string): Dict | undefined {
  let table = values;
  for (const key of path.split(".")) {
    const next = table.get(key);
    if (!(next instanceof Dict)) return undefined;
    table = next;
  }
  return table;
}

/** What stands at a dotted path, unless it is a map; `undefined` where there is nothing. */
export function findScalar(values: Dict, path: string): Value {
  const dot = path.lastIndexOf(".");
  const table = dot < 0 ? values : findTable(values, path.slice(0, dot));
  const value = table?.get(path.slice(dot + 1));
  return value instanceof Dict ? undefined : value;
}
