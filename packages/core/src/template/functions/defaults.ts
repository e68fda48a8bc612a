import { isTrue } from "../values/go-type.ts";
import { ANY } from "../values/value.ts";
import { ofAny } from "./arguments.ts";
import type { FunctionTable, TemplateFunction } from "./function.ts";

/** Functions that look whether values are empty: 0, false, nil, an empty text, list or map. */
export const defaultFunctions: FunctionTable = new Map([
  ["default", ofAny(1, ([fallback, given]) => (isTrue(given) ? given : fallback), { variadic: ANY })],
  ["empty", ofAny(1, ([value]) => !isTrue(value))],
  ["coalesce", ofAny(0, (values) => values.find(isTrue) ?? null, { variadic: ANY })],
  ["all", ofAny(0, (values) => values.every(isTrue), { variadic: ANY })],
  ["any", ofAny(0, (values) => values.some(isTrue), { variadic: ANY })],
  ["ternary", { params: [ANY, ANY, "bool"], call: ([ifTrue, ifFalse, which]) => (which === true ? ifTrue : ifFalse) }],
] satisfies [string, TemplateFunction][]);
