import type { Value } from "../values/value.ts";
import { idealValue } from "./check-type.ts";
import { compileCall } from "./compile-call.ts";
import { compileFields, type FieldChain } from "./compile-fields.ts";
import { failAt, type Site } from "./failure.ts";
import type { Evaluate, EvaluateCommand, Frame } from "./frame.ts";
import { lastVisited, lastVisitedOfPipe } from "./last-visited.ts";
import type { PartCompiler } from "./part-compiler.ts";
import { formatNode } from "./tree-text.ts";
import type { ChainNode, CommandNode, FieldNode, OperandNode, PipeNode, TreeNode, VariableNode } from "./tree.ts";

/** Compiles a pipeline. Its value goes to the variables that it declares, if any. */
export function compilePipe(compiler: PartCompiler, pipe: PipeNode): Evaluate {
  const value = compileCommands(compiler, pipe);
  if (pipe.declarations.length === 0) return value;
  const site: Site = { tree: compiler.tree, node: lastVisitedOfPipe(pipe) };
  const slots = pipe.declarations.map(({ names: [name = ""] }) =>
    pipe.isAssignment ? (compiler.scope.find(name)?.slot ?? name) : compiler.scope.declare(name),
  );
  return (frame, dot) => {
    const { trace } = frame.run;
    const scene = trace?.enter();
    const assigned = value(frame, dot);
    trace?.leave();
    for (const slot of slots) {
      if (typeof slot === "string") failAt(site, `undefined variable: ${slot}`);
      frame.variables[slot] = assigned;
      if (scene !== undefined) trace?.assign(frame, slot, scene.values);
    }
    return assigned;
  };
}

/** Compiles an operand that is no literal, as an argument of unknown type. */
export function compileOperand(compiler: PartCompiler, node: Parameters<PartCompiler["operand"]>[0]): Evaluate {
  const none = { operands: [], isPiped: false };
  switch (node.kind) {
    case "dot":
      return dotOf;
    case "pipe":
      return compilePipe(compiler, node);
    case "field":
      return withoutPiped(compileField(compiler, node, none));
    case "variable":
      return withoutPiped(compileVariable(compiler, node, none));
    case "chain":
      return withoutPiped(compileChain(compiler, node, none));
    case "identifier":
      return withoutPiped(compileCall(compiler, { identifier: node, node, ...none }));
  }
}

function dotOf({ run }: Frame, dot: Value): Value {
  run.trace?.dot(dot);
  return dot;
}

function withoutPiped(evaluate: EvaluateCommand): Evaluate {
  return (frame, dot) => evaluate(frame, dot, undefined);
}

/** A command's value never is a nil of an interface: that becomes no value. */
function orNothing(value: Value): Value {
  return value === null ? undefined : value;
}

function compileCommands(compiler: PartCompiler, pipe: PipeNode): Evaluate {
  const commands = pipe.commands.map((command, index) => {
    const before: TreeNode = index === 0 ? pipe : lastVisitedOfPipe(pipe, index);
    return compileCommand(compiler, command, { isPiped: index > 0, before });
  });
  const [first, second, third] = commands;
  if (first === undefined) throw new TypeError("a pipeline has commands");
  if (second === undefined) return (frame, dot) => orNothing(first(frame, dot, undefined));
  if (third === undefined)
    return (frame, dot) => orNothing(second(frame, dot, orNothing(first(frame, dot, undefined))));
  return (frame, dot) => {
    let value: Value;
    for (let index = 0; index < commands.length; index++) value = orNothing(commands[index]?.(frame, dot, value));
    return value;
  };
}

interface CommandContext {
  readonly isPiped: boolean;
  /** What Go looked at before this command. */
  readonly before: TreeNode;
}

function compileCommand(
  compiler: PartCompiler,
  command: CommandNode,
  { isPiped, before }: CommandContext,
): EvaluateCommand {
  const [first, ...operands] = command.operands;
  if (first === undefined) throw new TypeError("a command has operands");
  const given = { operands, isPiped };
  const site: Site = { tree: compiler.tree, node: first };
  switch (first.kind) {
    case "field":
      return compileField(compiler, first, given);
    case "variable":
      return compileVariable(compiler, first, given);
    case "chain":
      return compileChain(compiler, first, given);
    case "identifier":
      return compileCall(compiler, { identifier: first, node: command, ...given });
    case "pipe":
      if (operands.length > 0 || isPiped) return refuseArguments(first, { tree: compiler.tree, node: before });
      return compilePipe(compiler, first);
    case "dot":
    case "nil":
    case "boolean":
    case "number":
    case "string":
      if (operands.length > 0 || isPiped) return refuseArguments(first, site);
      if (first.kind === "dot") return dotOf;
      if (first.kind === "nil") return () => failAt(site, "nil is not a command");
      return constant(() => idealValue(first, site));
  }
}

function constant(make: () => Value): Evaluate {
  let value: Value;
  try {
    value = make();
  } catch {
    return make;
  }
  return () => value;
}

function refuseArguments(node: OperandNode, site: Site): Evaluate {
  const complaint = `can't give argument to non-function ${formatNode(node)}`;
  return () => failAt(site, complaint);
}

type Given = Pick<FieldChain, "operands" | "isPiped">;

function compileField(compiler: PartCompiler, node: FieldNode, given: Given): EvaluateCommand {
  const source = compiler.dotSource;
  return compileFields(compiler, {
    start: (_frame, dot) => dot,
    source,
    names: node.names,
    node,
    visited: node,
    ...given,
  });
}

function compileVariable(compiler: PartCompiler, node: VariableNode, given: Given): EvaluateCommand {
  const [name = "", ...names] = node.names;
  const site: Site = { tree: compiler.tree, node };
  const variable = compiler.scope.find(name);
  if (variable === undefined) return () => failAt(site, `undefined variable: ${name}`);
  const { slot, source } = variable;
  if (names.length > 0)
    return compileFields(compiler, {
      start: ({ variables }) => variables[slot],
      source,
      names,
      node,
      visited: node,
      ...given,
    });
  if (given.operands.length > 0 || given.isPiped) return refuseArguments(node, site);
  return (frame) => {
    const value = frame.variables[slot];
    frame.run.trace?.variable(frame, slot, value);
    return value;
  };
}

function compileChain(compiler: PartCompiler, node: ChainNode, given: Given): EvaluateCommand {
  const { names, node: inner } = node;
  const site: Site = { tree: compiler.tree, node };
  switch (inner.kind) {
    case "nil":
      return () => failAt(site, `indirection through explicit nil in ${formatNode(node)}`);
    case "boolean":
    case "number":
    case "string":
      throw new TypeError("the parser refuses fields of literals");
    case "dot":
    case "pipe":
    case "field":
    case "variable":
    case "identifier":
    case "chain": {
      const start = compiler.operand(inner);
      return compileFields(compiler, { start, source: undefined, names, node, visited: lastVisited(inner), ...given });
    }
  }
}
