import { quoteGo } from "../format/quote.ts";
import type { ListNode, OperandNode, PipeNode, TreeNode } from "./tree.ts";

/** A node as Go writes it in errors: its source without needless white space. */
export function formatNode(node: TreeNode): string {
  switch (node.kind) {
    case "list":
      return formatList(node);
    case "text":
      return node.text;
    case "action":
      return `{{${formatPipe(node.pipe)}}}`;
    case "if":
    case "with":
    case "range": {
      const otherwise = node.elseList === undefined ? "" : `{{else}}${formatList(node.elseList)}`;
      return `{{${node.kind} ${formatPipe(node.pipe)}}}${formatList(node.list)}${otherwise}{{end}}`;
    }
    case "template": {
      const pipe = node.pipe === undefined ? "" : ` ${formatPipe(node.pipe)}`;
      return `{{template ${quoteGo(node.name)}${pipe}}}`;
    }
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "pipe":
      return formatPipe(node);
    case "command":
      return node.operands.map(formatOperand).join(" ");
    case "field":
    case "variable":
    case "chain":
    case "identifier":
    case "dot":
    case "nil":
    case "boolean":
    case "number":
    case "string":
      return formatOperand(node);
  }
}

function formatList(list: ListNode): string {
  return list.nodes.map(formatNode).join("");
}

function formatPipe(pipe: PipeNode): string {
  const variables = pipe.declarations.map(formatOperand).join(", ");
  const declarations = variables === "" ? "" : `${variables} ${pipe.isAssignment ? "=" : ":="} `;
  return declarations + pipe.commands.map(formatNode).join(" | ");
}

function formatOperand(node: OperandNode): string {
  switch (node.kind) {
    case "pipe":
      return `(${formatPipe(node)})`;
    case "field":
      return `.${node.names.join(".")}`;
    case "variable":
      return node.names.join(".");
    case "chain":
      return `${formatOperand(node.node)}.${node.names.join(".")}`;
    case "identifier":
      return node.name;
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "boolean":
      return String(node.value);
    case "number":
    case "string":
      return node.written;
  }
}
