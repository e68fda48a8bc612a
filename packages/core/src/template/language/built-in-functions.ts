import { printAll, printLine } from "../format/print.ts";
import { formatPrintf } from "../format/printf.ts";
import { textOf } from "../functions/arguments.ts";
import { FunctionError, type FunctionTable, type TemplateFunction } from "../functions/function.ts";
import { isTrue, typeOf } from "../values/go-type.ts";
import { ANY, int, type Value } from "../values/value.ts";
import { REFLECTED } from "./check-type.ts";
import { isEqualToAny, isLess, isLessOrEqual } from "./compare.ts";
import { escapeHtml, escapeQuery, escapeScript } from "./escape-text.ts";
import { itemAt, lengthOf, sliceOf } from "./items.ts";

/** The functions of Go's templates themselves. */
export const BUILT_IN_FUNCTIONS: FunctionTable = new Map<string, TemplateFunction>([
  // The compiler knows these two: they don't look at all their arguments.
  ["and", { params: [REFLECTED], variadic: REFLECTED, call: ([first]) => first }],
  ["or", { params: [REFLECTED], variadic: REFLECTED, call: ([first]) => first }],
  ["call", { params: [REFLECTED], variadic: REFLECTED, call: ([name, value]) => refuseCall(name, value) }],
  ["html", { params: [], variadic: ANY, call: printing(escapeHtml) }],
  ["index", { params: [REFLECTED], variadic: REFLECTED, call: ([item, ...indexes]) => itemAt(item, indexes) }],
  ["slice", { params: [REFLECTED], variadic: REFLECTED, call: ([item, ...indexes]) => sliceOf(item, indexes) }],
  ["js", { params: [], variadic: ANY, call: printing(escapeScript) }],
  ["len", { params: [REFLECTED], call: ([item]) => int(lengthOf(item)) }],
  ["not", { params: [REFLECTED], call: ([value]) => !isTrue(value) }],
  ["print", { params: [], variadic: ANY, call: printing(printAll) }],
  [
    "printf",
    {
      params: ["string"],
      variadic: ANY,
      call: printing(([format, ...values]) => formatPrintf(textOf(format), values)),
    },
  ],
  ["println", { params: [], variadic: ANY, call: printing(printLine) }],
  ["urlquery", { params: [], variadic: ANY, call: printing(escapeQuery) }],
  ["eq", { params: [REFLECTED], variadic: REFLECTED, call: ([first, ...others]) => isEqualToAny(first, others) }],
  ["ne", comparison((left, right) => !isEqualToAny(left, [right]))],
  ["lt", comparison(isLess)],
  ["le", comparison(isLessOrEqual)],
  ["gt", comparison((left, right) => !isLessOrEqual(left, right))],
  ["ge", comparison((left, right) => !isLess(left, right))],
]);

/** Values of few signs may print many, which takes longer than to copy them. */
function printing(print: (values: readonly Value[]) => string): TemplateFunction["call"] {
  return (values, { budget }) => {
    const text = print(values);
    budget.make(text.length);
    budget.step(text.length >> 1);
    return text;
  };
}

function comparison(compare: (left: Value, right: Value) => boolean): TemplateFunction {
  return { params: [REFLECTED, REFLECTED], call: ([left, right]) => compare(left, right) };
}

/** Values are never functions here. */
function refuseCall(name: Value, value: Value): never {
  if (value === undefined || value === null) throw new FunctionError("call of nil");
  throw new FunctionError(`non-function ${textOf(name)} of type ${typeOf(value)}`);
}
