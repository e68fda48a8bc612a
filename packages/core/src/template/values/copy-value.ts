import { Dict, List, type Value } from "./value.ts";

/** The map with all maps in it copied, so that whoever changes it changes nothing else. Texts and numbers are shared. */
export function copyDict(dict: Dict): Dict {
  const copy = new Dict(null, dict);
  for (const [key, value] of dict.entries()) copy.set(key, copyValue(value));
  return copy;
}

/** The same for any value. */
export function copyValue(value: Value): Value {
  if (value instanceof Dict) return copyDict(value);
  if (value instanceof List) return copyList(value);
  return value;
}

/** Lists never change: one without maps in it needs no copy. */
function copyList(list: List): List {
  let changed = false;
  const items = list.items.map((item) => {
    const copy = copyValue(item);
    changed ||= copy !== item;
    return copy;
  });
  return changed ? new List(items, list) : list;
}
