import { workOfMaking, workOn } from "../functions/work-of.ts";
import { elementType, typeOf } from "../values/go-type.ts";
import { ANY, ANY_DICT, Dict, type GoType, type Method, type Value } from "../values/value.ts";
import { callFailure } from "./call-failure.ts";
import { checkType, declaredType } from "./check-type.ts";
import { compileArgument } from "./compile-arguments.ts";
import { failAt, type Site } from "./failure.ts";
import { type FieldAccess, fieldOf, methodOf } from "./fields.ts";
import type { Evaluate, EvaluateCommand, Frame } from "./frame.ts";
import { lastVisited } from "./last-visited.ts";
import type { PartCompiler } from "./part-compiler.ts";
import type { OperandNode, TreeNode } from "./tree.ts";

/** Fields one after the other, of which the last may be a method with arguments. */
export interface FieldChain {
  readonly start: Evaluate;
  /** Where the list or map lies that the start is an item of, if it is one. */
  readonly source: number | undefined;
  readonly names: readonly string[];
  /** The node that Go names where a method fails. */
  readonly node: TreeNode;
  /** The node that Go names where there is no such field. */
  readonly visited: TreeNode;
  readonly operands: readonly OperandNode[];
  /** Whether the value of another command comes as last argument. */
  readonly isPiped: boolean;
}

/** Compiles a chain of fields. */
export function compileFields(compiler: PartCompiler, chain: FieldChain): EvaluateCommand {
  const { tree, options } = compiler;
  const { start, source, names } = chain;
  const site = { tree, node: chain.visited };
  const hasArguments = chain.operands.length > 0 || chain.isPiped;
  const access = names.map((name, index): FieldAccess => {
    const takesArguments = hasArguments && index === names.length - 1;
    return { name, site, missingKey: options.missingKey, hasArguments: takesArguments };
  });
  const plain = compileMethod(compiler, { ...chain, operands: [], isPiped: false });
  const method = hasArguments ? compileMethod(compiler, chain) : plain;
  return (frame, dot, piped) => {
    const first = start(frame, dot);
    let receiver = first;
    let holder: Value;
    for (let index = 0; index < access.length; index++) {
      const step = access[index];
      if (step === undefined) break;
      const called = methodOf(receiver, step.name);
      let value: Value;
      if (called !== undefined)
        value = (step.hasArguments ? method : plain)({ frame, dot, piped }, { called, receiver, name: step.name });
      else {
        value = quickField(receiver, step);
        if (value === undefined && (receiver !== undefined || options.missingKey === "error")) {
          const at = { index, holder, receiver };
          value = fieldOf(receiver, step, () => declaredAt(at, { names, collection: sourceOf(frame, source) }));
        }
      }
      holder = receiver;
      receiver = value;
    }
    frame.run.trace?.fields(first, names);
    return receiver;
  };
}

/** What most fields are, an entry of a map; `undefined` where more has to be looked at. */
function quickField(receiver: Value, { name, hasArguments, missingKey }: FieldAccess): Value {
  if (!(receiver instanceof Dict) || hasArguments) return undefined;
  const value = receiver.get(name);
  return value === undefined && missingKey === "zero" && receiver.type === ANY_DICT ? null : value;
}

function sourceOf(frame: Frame, source: number | undefined): Value {
  return source === undefined ? undefined : frame.variables[source];
}

/** The type by declaration of what the field at that index was looked for in. */
function declaredAt(
  { index, holder, receiver }: { readonly index: number; readonly holder: Value; readonly receiver: Value },
  { names, collection }: { readonly names: readonly string[]; readonly collection: Value },
): GoType {
  if (index > 0) return declaredType(holder, names[index - 1] ?? "", receiver);
  const isItem = collection !== undefined && collection !== null && elementType(typeOf(collection)) === ANY;
  return isItem ? ANY : typeOf(receiver);
}

interface Arguments {
  readonly frame: Frame;
  readonly dot: Value;
  readonly piped: Value;
}

interface Call {
  readonly called: Method;
  readonly receiver: Value;
  readonly name: string;
}

/** Compiles a call of whatever method there will be, whose types are known only then. */
function compileMethod(compiler: PartCompiler, chain: FieldChain): (given: Arguments, call: Call) => Value {
  const { operands, isPiped, node, visited } = chain;
  const { tree } = compiler;
  const site: Site = { tree, node };
  const count = operands.length + (isPiped ? 1 : 0);
  const lastOperand = operands.at(-1);
  const pipedSite: Site = { tree, node: lastOperand === undefined ? visited : lastVisited(lastOperand) };
  const prepared = operands.map((operand) => ({
    prepare: compileArgument(compiler, operand),
    made: new Map<GoType, Evaluate>(),
  }));
  return ({ frame, dot, piped }, { called, receiver, name }) => {
    const { params } = called;
    if (count !== params.length)
      failAt({ tree, node: visited }, `wrong number of args for ${name}: want ${params.length} got ${count}`);
    const values: Value[] = [];
    for (const [index, { prepare, made }] of prepared.entries()) {
      const type = params[index] ?? ANY;
      const evaluate = made.get(type) ?? prepare(type);
      made.set(type, evaluate);
      values.push(evaluate(frame, dot));
    }
    if (isPiped) values.push(checkType(piped, params.at(-1) ?? ANY, pipedSite));
    try {
      const { budget } = frame.run.context;
      budget.step(1 + workOn(values));
      const value = called.call(receiver, values, budget);
      budget.step(workOfMaking(value));
      return value;
    } catch (error) {
      throw callFailure(error, name, site);
    }
  };
}
