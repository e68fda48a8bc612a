import { Bytes, Dict, Int, type IntKind, List, type Value } from "../src/template/values/value.ts";
import { FunctionError, type FunctionTable } from "../src/template/functions/function.ts";
import { plainValue } from "./plain-value.ts";
import { callIn } from "./call-template-function.ts";

/** A call of a template function, and what the real one gave. */
export interface RecordedCall {
  readonly name: string;
  readonly args: readonly Value[];
  /** The text of an error stands as a {@link FunctionError}. */
  readonly result: Value | FunctionError;
}

/**
 * Reads calls, one a line: `[name, arguments, result]` in JSON. There a number is a float64, an array
 * `[]interface {}`, and an object with one key says the type of all else: `{"int":5}`, `{"dict":{…}}`,
 * `{"[]string":[…]}`, `{"nil":"[]string"}`, `{"bytes":[1]}`, `{"float":"NaN"}`, `{"error":"…"}`.
 */
export function parseRecordedCalls(text: string): readonly RecordedCall[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [name, args, result] = JSON.parse(line) as [string, unknown[], unknown];
      return { name, args: args.map(valueOf), result: resultOf(result) };
    });
}

/** What the calls give, and what the real ones gave, each with the call as it stands in the table. */
export function repeatCalls(
  table: FunctionTable,
  calls: readonly RecordedCall[],
): { readonly given: readonly unknown[]; readonly recorded: readonly unknown[] } {
  return {
    // The arguments may be changed by the call, so they are taken down before.
    recorded: calls.map(({ name, args, result }) => [name, args.map(plainValue), plainValue(result)]),
    given: calls.map((call) => [call.name, call.args.map(plainValue), plainValue(repeatCall(table, call))]),
  };
}

function repeatCall(table: FunctionTable, { name, args }: RecordedCall): Value | FunctionError {
  try {
    return callIn(table)(name, ...args);
  } catch (error) {
    if (error instanceof FunctionError) return error;
    throw error;
  }
}

function resultOf(json: unknown): Value | FunctionError {
  const [kind, content] = typed(json);
  return kind === "error" ? new FunctionError(String(content)) : valueOf(json);
}

function valueOf(json: unknown): Value {
  if (json === null || typeof json === "boolean" || typeof json === "string" || typeof json === "number") return json;
  if (Array.isArray(json)) return new List(json.map(valueOf));
  const [kind, content] = typed(json);
  switch (kind) {
    case "float":
      return Number(content);
    case "nil":
      return String(content).startsWith("[]")
        ? new List([], { type: String(content), isNil: true })
        : new Dict(null, { type: String(content), isNil: true });
    case "bytes":
      return new Bytes(Uint8Array.from(content as number[]));
    case "dict":
      return new Dict(entriesOf(content));
    case "[]int":
      return new List(
        (content as number[]).map((item) => new Int(BigInt(item))),
        { type: kind },
      );
    default:
  }
  if (kind.startsWith("map")) return new Dict(entriesOf(content), { type: kind });
  if (kind.startsWith("[]")) return new List((content as unknown[]).map(valueOf), { type: kind });
  return new Int(BigInt(content as string), kind as IntKind);
}

function entriesOf(content: unknown): [string, Value][] {
  return Object.entries(content as object).map(([key, item]) => [key, valueOf(item)]);
}

function typed(json: unknown): [string, unknown] {
  const entry = typeof json === "object" && json !== null ? Object.entries(json).at(0) : undefined;
  return entry ?? ["", undefined];
}
