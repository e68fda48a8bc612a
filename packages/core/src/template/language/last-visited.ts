import type { CommandNode, OperandNode, PipeNode, TreeNode } from "./tree.ts";

/** The node that Go has looked at last after it evaluated one: where it says that an error happened next. */
export function lastVisited(node: OperandNode): TreeNode {
  switch (node.kind) {
    case "pipe":
      return lastVisitedOfPipe(node);
    case "chain":
      return node.node.kind === "nil" ? node : lastVisited(node.node);
    case "field":
    case "variable":
    case "identifier":
    case "dot":
    case "nil":
    case "boolean":
    case "number":
    case "string":
      return node;
  }
}

/** The same, for a pipeline up to one of its commands; without a number, for all of it. */
export function lastVisitedOfPipe(pipe: PipeNode, commands: number = pipe.commands.length): TreeNode {
  const command = pipe.commands[commands - 1];
  return command === undefined ? pipe : lastVisitedOfCommand(command);
}

function lastVisitedOfCommand({ operands }: CommandNode): TreeNode {
  const last = operands.at(-1);
  if (last === undefined) throw new TypeError("a command has operands");
  return lastVisited(last);
}
