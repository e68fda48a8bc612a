import { subjectOf } from "../../template/functions/regex/pattern.ts";
import type { Decimal } from "./decimal.ts";
import type { SchemaNode } from "./schema-node.ts";

/** What a schema does not allow in a text. */
export function checkText(node: SchemaNode, text: string): readonly string[] {
  const problems: string[] = [];
  const { minLength, maxLength, pattern, patternText } = node;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = Array.from(text).length;
    if (minLength !== undefined && length < minLength) problems.push(`minLength: got ${length}, want ${minLength}`);
    if (maxLength !== undefined && length > maxLength) problems.push(`maxLength: got ${length}, want ${maxLength}`);
  }
  if (pattern !== undefined && subjectOf(text, pattern).findFrom(0) === undefined)
    problems.push(`'${text}' does not match pattern '${patternText}'`);
  return problems;
}

/** What a schema does not allow in a number. */
export function checkNumber(node: SchemaNode, number: Decimal): readonly string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = node;
  const got = number.toText();
  const problems: string[] = [];
  if (minimum !== undefined && number.compare(minimum) < 0)
    problems.push(`minimum: got ${got}, want ${minimum.toText()}`);
  if (maximum !== undefined && number.compare(maximum) > 0)
    problems.push(`maximum: got ${got}, want ${maximum.toText()}`);
  if (exclusiveMinimum !== undefined && number.compare(exclusiveMinimum) <= 0)
    problems.push(`exclusiveMinimum: got ${got}, want ${exclusiveMinimum.toText()}`);
  if (exclusiveMaximum !== undefined && number.compare(exclusiveMaximum) >= 0)
    problems.push(`exclusiveMaximum: got ${got}, want ${exclusiveMaximum.toText()}`);
  if (multipleOf !== undefined && !number.isMultipleOf(multipleOf))
    problems.push(`multipleOf: got ${got}, want ${multipleOf.toText()}`);
  return problems;
}
