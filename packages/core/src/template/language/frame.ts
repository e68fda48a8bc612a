import type { FunctionTable, RenderContext } from "../functions/function.ts";
import type { Value } from "../values/value.ts";
import type { Trace } from "./trace.ts";
import type { TemplateTree } from "./tree.ts";

/** One execution of a file, with all templates it includes. */
export interface Run {
  readonly context: RenderContext;
  /** Where functions are looked up that were not there when templates were compiled. */
  readonly functions: FunctionTable;
  readonly trace: Trace | undefined;
  /** How many executions of `include` are going on, by the template's name. */
  readonly including: Map<string, number>;
  /** Given what an action prints, says what to print instead. */
  readonly onPrint: ((text: string) => string) | undefined;
  /** What includes and templates find; `tpl` puts its own before it. */
  templates: Templates;
  /** What the template has printed so far. */
  output: string;
  /** Templates within templates. */
  depth: number;
}

/** The variables of one execution of a template; the first is `$`. */
export class Frame {
  readonly run: Run;
  readonly variables: Value[];

  constructor(run: Run, variables: Value[]) {
    this.run = run;
    this.variables = variables;
  }
}

/** Templates by name. */
export interface Templates {
  readonly find: (name: string) => Template | undefined;
  /**
   * The text as a template, and all others besides it.
   * @throws {ParseFailure}
   */
  readonly withText: (text: string) => { readonly templates: Templates; readonly template: Template };
}

/** A template that can be executed. */
export interface Template {
  readonly tree: TemplateTree;
  /** Prints to the run's output. */
  readonly execute: (run: Run, data: Value) => void;
}

/** Gives the value of a part of a template. */
export type Evaluate = (frame: Frame, dot: Value) => Value;

/** Gives the value of a command; `piped` is that of the one before it, if there is one. */
export type EvaluateCommand = (frame: Frame, dot: Value, piped: Value) => Value;

/** Prints a part of a template, and says how to go on. */
export type Execute = (frame: Frame, dot: Value) => Signal;

/** Go on, or leave the loop or its round. */
export type Signal = typeof NEXT | typeof BREAK | typeof CONTINUE;

export const NEXT = 0;
export const BREAK = 1;
export const CONTINUE = 2;
