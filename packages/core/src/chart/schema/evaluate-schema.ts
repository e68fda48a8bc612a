import { RenderLimitError } from "../../errors.ts";
import { checkList } from "./check-list.ts";
import { checkNumber, checkText } from "./check-scalar.ts";
import { checkObject } from "./check-object.ts";
import type { Pattern } from "../../template/functions/regex/pattern.ts";
import { canonicalJson, equalJson, isJsonArray, isJsonObject, type Json, kindOfJson } from "./json.ts";
import { Decimal } from "./decimal.ts";
import { type Evaluator, type Frame, problem, type SchemaProblem } from "./schema-frame.ts";
import type { SchemaNode } from "./schema-node.ts";

const MAX_STEPS = 1_000_000;
/** Schemas within schemas. */
export const MAX_DEPTH = 700;
/** Nobody reads many of them, and each takes memory. */
const STEPS_OF_PROBLEM = 32;
/** Of a pattern at one sign; they take as long as a step here. */
const INSTRUCTIONS_OF_STEP = 64;

/** Holds values against schemas. Counts what it does, for hostile schemas. */
export class SchemaEvaluator implements Evaluator {
  #steps = 0;

  /**
   * What the schema does not allow; empty when the value fits.
   * @throws {RenderLimitError}
   */
  check(node: SchemaNode, value: Json): readonly SchemaProblem[] {
    return this.#run(frameOf(node, value, { part: undefined, parent: undefined, needs: false, level: 0 }));
  }

  /** Holds an inner value against a schema. */
  below(frame: Frame, node: SchemaNode, value: Json, part: string): readonly SchemaProblem[] {
    return this.#run(frameOf(node, value, { part, parent: frame, needs: false, level: frame.level + 1 }));
  }

  /** Holds the same value against a further schema, and takes over what that one looked at. */
  same(frame: Frame, node: SchemaNode): readonly SchemaProblem[] {
    const needs = (frame.keys?.size ?? 0) > 0 || (frame.items?.size ?? 0) > 0;
    const inner = frameOf(node, frame.value, { part: undefined, parent: frame, needs, level: frame.level });
    const problems = this.#run(inner);
    if (problems.length > 0) return problems;
    for (const key of frame.keys ?? []) if (inner.keys?.has(key) !== true) frame.keys?.delete(key);
    for (const item of frame.items ?? []) if (inner.items?.has(item) !== true) frame.items?.delete(item);
    return problems;
  }

  /** @throws {RenderLimitError} */
  count(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new RenderLimitError("steps of a schema", MAX_STEPS, []);
  }

  /** Counts looking for a pattern: every instruction at every sign. */
  countSearch({ compiled }: Pattern, text: string): void {
    this.count(Math.floor((compiled.programSize() * text.length) / INSTRUCTIONS_OF_STEP));
  }

  #run(frame: Frame): readonly SchemaProblem[] {
    const { node, value } = frame;
    this.count(1);
    if (frame.depth > MAX_DEPTH) throw new RenderLimitError("levels of a schema", MAX_DEPTH, []);
    if (node.always !== undefined) return node.always ? [] : [problem(frame, "false schema")];
    if (isCycle(frame)) return [problem(frame, "the schema refers to itself without end")];
    if (node.choices !== undefined) this.count(node.choices.length >> 4);
    const wrong = checkWhole(node, value);
    if (wrong !== undefined) return [problem(frame, wrong)];
    const problems: SchemaProblem[] = [];
    if (node.ref !== undefined) {
      problems.push(...this.same(frame, node.ref));
      if (node.draft < 2019) return problems;
    }
    if (isJsonObject(value)) problems.push(...checkObject(this, frame, value));
    else if (isJsonArray(value)) problems.push(...checkList(this, frame, value));
    else if (typeof value === "string") {
      this.count(value.length >> 6);
      if (node.pattern !== undefined) this.countSearch(node.pattern, value);
      problems.push(...checkText(node, value).map((message) => problem(frame, message)));
    } else if (value instanceof Decimal)
      problems.push(...checkNumber(node, value).map((message) => problem(frame, message)));
    if (node.draft >= 2019) problems.push(...this.#dynamic(frame));
    problems.push(...this.#combined(frame));
    if (node.draft >= 2019) problems.push(...this.#unevaluated(frame));
    this.count(problems.length * STEPS_OF_PROBLEM);
    return problems;
  }

  #dynamic(frame: Frame): readonly SchemaProblem[] {
    const { recursiveRef, dynamicRef } = frame.node;
    const problems: SchemaProblem[] = [];
    if (recursiveRef !== undefined) {
      let target = recursiveRef;
      if (recursiveRef.recursiveAnchor === true)
        for (let at: Frame | undefined = frame; at !== undefined; at = at.parent)
          if (at.node.resource?.recursiveAnchor === true) target = at.node;
      problems.push(...this.same(frame, target));
    }
    if (dynamicRef !== undefined) {
      let { target } = dynamicRef;
      if (dynamicRef.anchor !== "" && target.dynamicAnchor === dynamicRef.anchor)
        for (let at: Frame | undefined = frame; at !== undefined; at = at.parent)
          target = at.node.resource?.dynamicAnchors?.get(dynamicRef.anchor) ?? target;
      problems.push(...this.same(frame, target));
    }
    return problems;
  }

  #combined(frame: Frame): readonly SchemaProblem[] {
    const { not, allOf, anyOf, oneOf, condition, consequence, alternative } = frame.node;
    const problems: SchemaProblem[] = [];
    if (not !== undefined && this.same(frame, not).length === 0) problems.push(problem(frame, "'not' failed"));
    for (const schema of allOf ?? []) problems.push(...this.same(frame, schema));
    if (anyOf !== undefined && anyOf.length > 0) {
      const tried = anyOf.map((schema) => this.same(frame, schema));
      if (tried.every((found) => found.length > 0)) problems.push(problem(frame, "'anyOf' failed"), ...tried.flat());
    }
    if (oneOf !== undefined && oneOf.length > 0) problems.push(...this.#oneOf(frame, oneOf));
    if (condition !== undefined) {
      const next = this.same(frame, condition).length === 0 ? consequence : alternative;
      if (next !== undefined) problems.push(...this.same(frame, next));
    }
    return problems;
  }

  #oneOf(frame: Frame, schemas: readonly SchemaNode[]): readonly SchemaProblem[] {
    const failed: SchemaProblem[] = [];
    const matched: number[] = [];
    for (const [index, schema] of schemas.entries()) {
      const found = this.same(frame, schema);
      if (found.length === 0) matched.push(index);
      else failed.push(...found);
      if (matched.length > 1) return [problem(frame, `'oneOf' failed, subschemas ${matched.join(", ")} matched`)];
    }
    return matched.length === 1 ? [] : [problem(frame, "'oneOf' failed, none matched"), ...failed];
  }

  #unevaluated(frame: Frame): readonly SchemaProblem[] {
    const { unevaluatedProperties, unevaluatedItems } = frame.node;
    const { value } = frame;
    const problems: SchemaProblem[] = [];
    if (unevaluatedProperties !== undefined && isJsonObject(value)) {
      for (const key of frame.keys ?? [])
        problems.push(...this.below(frame, unevaluatedProperties, value.get(key) ?? null, key));
      frame.keys?.clear();
    }
    if (unevaluatedItems !== undefined && isJsonArray(value)) {
      for (const item of frame.items ?? [])
        problems.push(...this.below(frame, unevaluatedItems, value[item] ?? null, String(item)));
      frame.items?.clear();
    }
    return problems;
  }
}

interface FramePlace extends Pick<Frame, "part" | "parent" | "level"> {
  /** Whether the schema around asks what is not looked at. */
  readonly needs: boolean;
}

function frameOf(node: SchemaNode, value: Json, { part, parent, level, needs }: FramePlace): Frame {
  const asksKeys = (needs || node.unevaluatedProperties !== undefined) && node.allPropertiesEvaluated !== true;
  const asksItems = (needs || node.unevaluatedItems !== undefined) && node.allItemsEvaluated !== true;
  return {
    node,
    value,
    part,
    level,
    parent,
    depth: (parent?.depth ?? 0) + 1,
    keys: asksKeys && isJsonObject(value) ? new Set(value.keys()) : undefined,
    items: asksItems && isJsonArray(value) ? new Set([...value.keys()].slice(node.itemsEvaluated ?? 0)) : undefined,
  };
}

/** Whether the same value is being held against the same schema already. */
function isCycle(frame: Frame): boolean {
  for (let at = frame.parent; at !== undefined && at.level === frame.level; at = at.parent)
    if (at.node === frame.node) return true;
  return false;
}

/** Keywords that end the check of a value which does not fit them. */
function checkWhole(node: SchemaNode, value: Json): string | undefined {
  const { types, constant, choices, format } = node;
  const kind = kindOfJson(value);
  if (types !== undefined && !types.includes(kind)) {
    const isInteger = value instanceof Decimal && value.isInteger();
    if (!isInteger || !types.includes("integer")) return `got ${kind}, want ${types.join(" or ")}`;
  }
  if (constant !== undefined && !equalJson(value, constant.value)) return `value must be ${shown(constant.value)}`;
  if (choices !== undefined && !choices.some((choice) => equalJson(value, choice)))
    return `value must be one of ${choices.map(shown).join(", ")}`;
  if (format !== undefined && typeof value === "string" && !format.accepts(value))
    return `${shown(value)} is not valid ${format.name}`;
  return undefined;
}

function shown(value: Json): string {
  if (value instanceof Decimal) return value.toText();
  return typeof value === "string" ? `'${value}'` : canonicalJson(value);
}
