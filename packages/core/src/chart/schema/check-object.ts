import { subjectOf } from "../../template/functions/regex/pattern.ts";
import { type Evaluator, type Frame, problem, type SchemaProblem } from "./schema-frame.ts";
import type { Json, JsonObject } from "./json.ts";

/** What a schema does not allow in an object. */
export function checkObject(evaluator: Evaluator, frame: Frame, object: JsonObject): readonly SchemaProblem[] {
  const { minProperties, maxProperties, required = [], dependencies = [], propertyNames } = frame.node;
  const problems: SchemaProblem[] = [];
  if (minProperties !== undefined && object.size < minProperties)
    problems.push(problem(frame, `minProperties: got ${object.size}, want ${minProperties}`));
  if (maxProperties !== undefined && object.size > maxProperties)
    problems.push(problem(frame, `maxProperties: got ${object.size}, want ${maxProperties}`));
  problems.push(...missing(frame, object, required));
  for (const { key, needs } of dependencies) {
    if (!object.has(key)) continue;
    if ("location" in needs) problems.push(...evaluator.same(frame, needs));
    else problems.push(...missing(frame, object, needs, key));
  }
  const additional: string[] = [];
  for (const [key, value] of object) {
    const found = checkEntry(evaluator, frame, { key, value });
    if (found === "not-allowed") additional.push(key);
    else problems.push(...found);
  }
  if (additional.length > 0) problems.push(problem(frame, `additional properties ${quoted(additional)} not allowed`));
  if (propertyNames !== undefined)
    for (const key of object.keys())
      if (evaluator.check(propertyNames, key).length > 0)
        problems.push(problem(frame, `invalid propertyName '${key}'`));
  return problems;
}

function checkEntry(
  evaluator: Evaluator,
  frame: Frame,
  { key, value }: { readonly key: string; readonly value: Json },
): readonly SchemaProblem[] | "not-allowed" {
  const { properties, patternProperties = [], additionalProperties } = frame.node;
  const own = properties?.get(key);
  if (own !== undefined && patternProperties.length === 0) {
    frame.keys?.delete(key);
    return evaluator.below(frame, own, value, key);
  }
  const schemas = [
    own,
    ...patternProperties.map(({ pattern, schema }) => {
      evaluator.countSearch(pattern, key);
      return subjectOf(key, pattern).findFrom(0) === undefined ? undefined : schema;
    }),
  ].filter((schema) => schema !== undefined);
  if (schemas.length === 0) {
    if (additionalProperties === undefined) return [];
    frame.keys?.delete(key);
    if (typeof additionalProperties === "boolean") return additionalProperties ? [] : "not-allowed";
    return evaluator.below(frame, additionalProperties, value, key);
  }
  frame.keys?.delete(key);
  return schemas.flatMap((schema) => evaluator.below(frame, schema, value, key));
}

function missing(
  frame: Frame,
  object: JsonObject,
  keys: readonly string[],
  because?: string,
): readonly SchemaProblem[] {
  if (keys.length === 0) return [];
  const lost = keys.filter((key) => !object.has(key));
  if (lost.length === 0) return [];
  const what = `${lost.length === 1 ? "property" : "properties"} ${quoted(lost)}`;
  return [
    problem(frame, because === undefined ? `missing ${what}` : `${what} required, if '${because}' property exists`),
  ];
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `'${key}'`).join(", ");
}
