import type { TemplateFunction } from "../functions/function.ts";
import { workOfMaking, workOn } from "../functions/work-of.ts";
import { isTrue, typeOf } from "../values/go-type.ts";
import { ANY, type GoType, type Value } from "../values/value.ts";
import { BUILT_IN_FUNCTIONS } from "./built-in-functions.ts";
import { callFailure } from "./call-failure.ts";
import { checkType, REFLECTED } from "./check-type.ts";
import { type Argument, compileArgument } from "./compile-arguments.ts";
import { failAt, GroupMissing, type Site } from "./failure.ts";
import type { Evaluate, EvaluateCommand, Frame, Run } from "./frame.ts";
import { INCLUDE, TPL } from "./helm-functions.ts";
import { executeText, includeTemplate } from "./include.ts";
import { lastVisited } from "./last-visited.ts";
import type { PartCompiler } from "./part-compiler.ts";
import type { Trace } from "./trace.ts";
import { formatNode } from "./tree-text.ts";
import type { IdentifierNode, OperandNode, TemplateTree, TreeNode } from "./tree.ts";

/** A function and what it is called with. */
export interface FunctionCall {
  readonly identifier: IdentifierNode;
  /** The node that Go names where the function fails. */
  readonly node: TreeNode;
  readonly operands: readonly OperandNode[];
  /** Whether the value of another command comes as last argument. */
  readonly isPiped: boolean;
}

/** Compiles the call of a function; of one that is not loaded, as far as that goes without it. */
export function compileCall(compiler: PartCompiler, call: FunctionCall): EvaluateCommand {
  const { name } = call.identifier;
  const prepared: PreparedCall = {
    ...call,
    tree: compiler.tree,
    arguments: call.operands.map((operand) => compileArgument(compiler, operand)),
  };
  const known = compiler.options.functions.get(name) ?? BUILT_IN_FUNCTIONS.get(name);
  if (known !== undefined) return compileKnown(prepared, known);
  let late: EvaluateCommand | undefined;
  return (frame, dot, piped) => {
    if (late === undefined) {
      const loaded = frame.run.functions.get(name);
      if (loaded === undefined) throw new GroupMissing(name);
      late = compileKnown(prepared, loaded);
    }
    return late(frame, dot, piped);
  };
}

interface PreparedCall extends FunctionCall {
  readonly tree: TemplateTree;
  readonly arguments: readonly Argument[];
}

function compileKnown(call: PreparedCall, called: TemplateFunction): EvaluateCommand {
  const wrongCount = countComplaint(call, called);
  const site: Site = { tree: call.tree, node: call.identifier };
  if (wrongCount !== undefined) return () => failAt(site, wrongCount);
  if (called === BUILT_IN_FUNCTIONS.get("and")) return compileLogic(call, false);
  if (called === BUILT_IN_FUNCTIONS.get("or")) return compileLogic(call, true);
  return compilePlain(call, called);
}

function countComplaint(
  { identifier: { name }, operands, isPiped }: FunctionCall,
  called: TemplateFunction,
): string | undefined {
  const wanted = called.params.length;
  const got = operands.length + (isPiped ? 1 : 0);
  if (called.variadic === undefined)
    return got === wanted ? undefined : `wrong number of args for ${name}: want ${wanted} got ${got}`;
  return got >= wanted ? undefined : `wrong number of args for ${name}: want at least ${wanted} got ${operands.length}`;
}

/** `and` and `or`: what comes after the operand that decides is not evaluated. */
function compileLogic({ arguments: operands, isPiped }: PreparedCall, decisive: boolean): EvaluateCommand {
  const values = operands.map((operand) => operand(REFLECTED));
  return (frame, dot, piped) => {
    let value: Value;
    for (let index = 0; index < values.length; index++) {
      value = values[index]?.(frame, dot);
      if (isTrue(value) === decisive) return value;
    }
    return isPiped ? piped : value;
  };
}

function compilePlain(call: PreparedCall, called: TemplateFunction): EvaluateCommand {
  const { tree, operands, isPiped, identifier } = call;
  const { name } = identifier;
  const site: Site = { tree, node: call.node };
  const typeAt = (index: number): GoType => called.params[index] ?? called.variadic ?? ANY;
  const values = call.arguments.map((argument, index) => argument(typeAt(index)));
  const lastOperand = operands.at(-1);
  const pipedSite: Site = { tree, node: lastOperand === undefined ? identifier : lastVisited(lastOperand) };
  const pipedType = isPiped ? typeAt(operands.length) : ANY;
  const apply = applicationOf(called, call);
  const [first, second, third] = values;
  return (frame, dot, piped) => {
    // Short lists of arguments are spelled out: this is where templates spend their time.
    const given: Value[] =
      first === undefined
        ? []
        : second === undefined
          ? [first(frame, dot)]
          : third === undefined
            ? [first(frame, dot), second(frame, dot)]
            : evaluateAll(values, frame, dot);
    if (isPiped) given.push(checkType(piped, pipedType, pipedSite));
    const { trace } = frame.run;
    if (trace !== undefined && LOOKS_UP.has(name)) traceLookup(trace, name, given);
    try {
      const { budget } = frame.run.context;
      budget.step(1 + workOn(given));
      const value = apply(frame.run, given);
      budget.step(workOfMaking(value));
      return value;
    } catch (error) {
      throw callFailure(error, name, site);
    }
  };
}

/** Functions that look for keys in a map. */
const LOOKS_UP: ReadonlySet<string> = new Set(["index", "get", "hasKey", "dig", "pluck"]);

function traceLookup(trace: Trace, name: string, given: readonly Value[]): void {
  if (name === "dig") trace.item(given.at(-1), given.slice(0, -2));
  else if (name === "pluck") for (const holder of given.slice(1)) trace.item(holder, given.slice(0, 1));
  else trace.item(given[0], given.slice(1));
}

function evaluateAll(values: readonly Evaluate[], frame: Frame, dot: Value): Value[] {
  const given: Value[] = [];
  for (const value of values) given.push(value(frame, dot));
  return given;
}

type Apply = (run: Run, given: readonly Value[]) => Value;

/** How the function is applied: some need to know more than its arguments. */
function applicationOf(called: TemplateFunction, { operands }: FunctionCall): Apply {
  if (called === INCLUDE) return includeTemplate;
  if (called === TPL) return executeText;
  if (called === BUILT_IN_FUNCTIONS.get("call")) {
    const [first] = operands;
    const name = first === undefined ? undefined : formatNode(first);
    return ({ context }, [value]) =>
      called.call([name ?? (typeof value === "string" ? value : `<${typeOf(value)} Value>`), value], context);
  }
  return ({ context }, given) => called.call(given, context);
}
