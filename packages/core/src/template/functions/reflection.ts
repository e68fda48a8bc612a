import { deepEqual } from "../values/deep-equal.ts";
import { kindOf, typeOf } from "../values/go-type.ts";
import { ANY, type Value } from "../values/value.ts";
import { ofAny, textOf } from "./arguments.ts";
import type { FunctionTable, TemplateFunction } from "./function.ts";

/** Functions that ask for the Go type of a value. */
export const reflectionFunctions: FunctionTable = new Map([
  ["typeOf", ofAny(1, ([value]) => typeOf(value))],
  ["typeIs", ofName((name, value) => typeOf(value) === name)],
  ["typeIsLike", ofName((name, value) => typeOf(value) === name || typeOf(value) === `*${name}`)],
  ["kindOf", ofAny(1, ([value]) => kindOf(value))],
  ["kindIs", ofName((name, value) => kindOf(value) === name)],
  ["deepEqual", ofAny(2, ([left, right]) => deepEqual(left ?? null, right ?? null))],
] satisfies [string, TemplateFunction][]);

function ofName(isSo: (name: string, value: Value) => boolean): TemplateFunction {
  return { params: ["string", ANY], call: ([name, value]) => isSo(textOf(name), value) };
}
