import { type Evaluator, type Frame, problem, type SchemaProblem } from "./schema-frame.ts";
import { canonicalJson, type Json } from "./json.ts";

/** What a schema does not allow in a list. */
export function checkList(evaluator: Evaluator, frame: Frame, list: readonly Json[]): readonly SchemaProblem[] {
  const { minItems, maxItems, uniqueItems, items, itemList = [], otherItems } = frame.node;
  const problems: SchemaProblem[] = [];
  if (minItems !== undefined && list.length < minItems)
    problems.push(problem(frame, `minItems: got ${list.length}, want ${minItems}`));
  if (maxItems !== undefined && list.length > maxItems)
    problems.push(problem(frame, `maxItems: got ${list.length}, want ${maxItems}`));
  if (uniqueItems === true && new Set(list.map(canonicalJson)).size < list.length)
    problems.push(problem(frame, "items are not unique"));
  for (const [index, value] of list.entries()) {
    const schema = items ?? itemList[index] ?? otherItems;
    if (schema === false) {
      problems.push(problem(frame, `last ${list.length - itemList.length} additionalItem(s) not allowed`));
      break;
    }
    if (schema !== undefined) problems.push(...evaluator.below(frame, schema, value, String(index)));
  }
  return [...problems, ...checkContains(evaluator, frame, list)];
}

function checkContains(evaluator: Evaluator, frame: Frame, list: readonly Json[]): readonly SchemaProblem[] {
  const { contains, minContains, maxContains, draft } = frame.node;
  if (contains === undefined) return [];
  let matched = 0;
  for (const [index, value] of list.entries()) {
    if (evaluator.below(frame, contains, value, String(index)).length > 0) continue;
    matched++;
    if (draft >= 2020) frame.items?.delete(index);
  }
  const problems: SchemaProblem[] = [];
  if (matched < (minContains ?? 1))
    problems.push(
      problem(
        frame,
        minContains === undefined
          ? "no items match contains schema"
          : `min ${minContains} items required to match contains schema, but matched ${matched}`,
      ),
    );
  if (maxContains !== undefined && matched > maxContains)
    problems.push(problem(frame, `max ${maxContains} items required to match contains schema, but matched ${matched}`));
  return problems;
}
