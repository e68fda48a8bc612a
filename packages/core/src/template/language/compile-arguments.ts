import type { GoType, Value } from "../values/value.ts";
import { checkType, literalOf, nilOf, REFLECTED } from "./check-type.ts";
import type { Site } from "./failure.ts";
import type { Evaluate } from "./frame.ts";
import { lastVisited } from "./last-visited.ts";
import type { PartCompiler } from "./part-compiler.ts";
import type { OperandNode } from "./tree.ts";

/** An argument of a type that may not be known before the function is. */
export type Argument = (type: GoType) => Evaluate;

/** Compiles an operand as an argument. */
export function compileArgument(compiler: PartCompiler, node: OperandNode): Argument {
  const { tree } = compiler;
  const own = { tree, node };
  switch (node.kind) {
    case "nil":
      return (type) => () => nilOf(type, own);
    case "boolean":
    case "number":
    case "string":
      return (type) => constantOr(() => literalOf(node, type, own));
    case "dot":
    case "field":
    case "variable":
    case "pipe":
    case "identifier":
    case "chain": {
      const evaluate = compiler.operand(node);
      const site = { tree, node: lastVisited(node) };
      return (type) => typed(evaluate, type, site);
    }
  }
}

function typed(evaluate: Evaluate, type: GoType, site: Site): Evaluate {
  if (type === REFLECTED) return evaluate;
  if (type === "string") {
    return (frame, dot) => {
      const value = evaluate(frame, dot);
      return typeof value === "string" ? value : checkType(value, type, site);
    };
  }
  return (frame, dot) => checkType(evaluate(frame, dot), type, site);
}

/** Literals are made once; one that does not fit is an error only when it is used. */
function constantOr(make: () => Value): Evaluate {
  let value: Value;
  try {
    value = make();
  } catch {
    return make;
  }
  return () => value;
}
