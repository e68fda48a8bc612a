import { Dict } from "../template/values/value.ts";

/** Both maps as one, nested ones too; where both have a value, that of `over` wins. Neither is changed. */
export function mergeDicts(base: Dict, over: Dict): Dict {
  const merged = new Dict(base.entries());
  for (const [key, value] of over.entries()) {
    const below = merged.get(key);
    merged.set(key, value instanceof Dict && below instanceof Dict ? mergeDicts(below, value) : value);
  }
  return merged;
}
