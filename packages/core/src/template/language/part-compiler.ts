import type { FunctionTable } from "../functions/function.ts";
import type { Evaluate, Execute } from "./frame.ts";
import type { Scope } from "./scope.ts";
import type { ListNode, OperandNode, PipeNode, TemplateTree } from "./tree.ts";

/** What templates are compiled with. */
export interface LanguageOptions {
  /** Those that are loaded; what is missing is looked up when it is called. */
  readonly functions: FunctionTable;
  /** What becomes of keys that a map does not have: the zero value of its items, or an error. */
  readonly missingKey: "zero" | "error";
}

/** What the parts of the compiler share while one template is compiled. */
export interface PartCompiler {
  readonly tree: TemplateTree;
  readonly options: LanguageOptions;
  readonly scope: Scope;
  /** Where the list or map lies that dot is an item of; `undefined` where it is none. */
  dotSource: number | undefined;
  /** A pipeline, declarations included. */
  readonly pipe: (node: PipeNode) => Evaluate;
  readonly list: (node: ListNode) => Execute;
  /** An operand that is no literal, as an argument of unknown type. */
  readonly operand: (node: Exclude<OperandNode, { kind: "nil" | "boolean" | "number" | "string" }>) => Evaluate;
}
