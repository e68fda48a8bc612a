import { ANY, Dict, type Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type TemplateFunction } from "../function.ts";
import { decodeToml, TomlDecodeError } from "./decode.ts";
import { encodeToml, TomlEncodeError } from "./encode.ts";

/** `toToml`, `mustToToml` (of Helm 4 only) and `fromToml`. */
export const tomlFunctions: FunctionTable = new Map([
  ["toToml", { params: [ANY], call: ([value]) => encoded(value, (error) => error.message) }],
  [
    "mustToToml",
    {
      params: [ANY],
      call: ([value]) =>
        encoded(value, (error) => {
          throw new FunctionError(error.message);
        }),
    },
  ],
  ["fromToml", { params: ["string"], call: ([text]) => decoded(textOf(text)) }],
] satisfies [string, TemplateFunction][]);

function encoded(value: Value, fail: (error: TomlEncodeError) => Value): Value {
  try {
    return encodeToml(value);
  } catch (error) {
    if (error instanceof TomlEncodeError) return fail(error);
    throw error;
  }
}

/** Helm gives the error as data. */
function decoded(text: string): Dict {
  try {
    return decodeToml(text);
  } catch (error) {
    if (error instanceof TomlDecodeError) return new Dict([["Error", error.message]]);
    throw error;
  }
}
