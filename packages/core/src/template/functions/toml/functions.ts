import type { Budget } from "../../budget.ts";
import { ANY, Dict, List, Struct, type Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { decodeToml, TomlDecodeError } from "./decode.ts";
import { encodeToml, TomlEncodeError } from "./encode.ts";

const STEPS_OF_SIGN = 4;
const STEPS_OF_NODE = 32;
const MAX_DEPTH = 1000;

/** `toToml`, `mustToToml` (of Helm 4 only) and `fromToml`. */
export const tomlFunctions: FunctionTable = new Map([
  ["toToml", { params: [ANY], call: ([value], context) => encoded(value, context, (error) => error.message) }],
  [
    "mustToToml",
    {
      params: [ANY],
      call: ([value], context) =>
        encoded(value, context, (error) => {
          throw new FunctionError(error.message);
        }),
    },
  ],
  ["fromToml", { params: ["string"], call: ([text], context) => decoded(textOf(text), context) }],
] satisfies [string, TemplateFunction][]);

function encoded(value: Value, { budget }: RenderContext, fail: (error: TomlEncodeError) => Value): Value {
  try {
    countTree(value, budget);
    return encodeToml(value);
  } catch (error) {
    if (error instanceof TomlEncodeError) return fail(error);
    throw error;
  }
}

/** Counts all that is to be written, each time that it is: shared data may make a long text of little. */
function countTree(value: Value, budget: Budget, depth = 0): void {
  budget.step(STEPS_OF_NODE + depth);
  // What is deeper is a circle, which is refused where it is written.
  if (depth > MAX_DEPTH || typeof value !== "object" || value === null) return;
  if (value instanceof List) for (const item of value.items) countTree(item, budget, depth + 1);
  else if (value instanceof Dict) for (const [, item] of value.entries()) countTree(item, budget, depth + 1);
  else if (value instanceof Struct) for (const field of value.fields) countTree(field.value, budget, depth + 1);
}

/** Helm gives the error as data. */
function decoded(text: string, { budget }: RenderContext): Dict {
  budget.step(text.length * STEPS_OF_SIGN);
  try {
    return decodeToml(text);
  } catch (error) {
    if (error instanceof TomlDecodeError) return new Dict([["Error", error.message]]);
    throw error;
  }
}
