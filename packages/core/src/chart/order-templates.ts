import { compareText } from "../template/values/text.ts";

/**
 * Paths of templates in the order in which Helm reads and executes them: deepest first, then backwards by name. Of two
 * definitions of a name the last one counts, so that the shallowest template has the last word.
 */
export function orderTemplates(paths: Iterable<string>): readonly string[] {
  return [...paths]
    .map((path) => ({ path, depth: path.split("/").length }))
    .toSorted((left, right) => right.depth - left.depth || compareText(right.path, left.path))
    .map(({ path }) => path);
}
