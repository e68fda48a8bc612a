import type { NumberLiteral } from "./number-literal.ts";

/** A template as a tree: what the parser makes and the compiler takes. Offsets count UTF-16 units of the text. */
export interface TemplateTree {
  readonly name: string;
  /** The file it stands in, which errors name. */
  readonly file: SourceText;
  readonly root: ListNode;
}

/** The text that trees are made of. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** Statements one after the other. */
export interface ListNode {
  readonly kind: "list";
  readonly at: number;
  readonly nodes: readonly StatementNode[];
}

/** What a list is made of. */
export type StatementNode = TextNode | ActionNode | BranchNode | TemplateNode | BreakNode | ContinueNode;

/** What is printed as it is. */
export interface TextNode {
  readonly kind: "text";
  readonly at: number;
  readonly text: string;
}

/** `{{ pipeline }}`. */
export interface ActionNode {
  readonly kind: "action";
  readonly at: number;
  readonly pipe: PipeNode;
}

/** `{{ if }}`, `{{ with }}` or `{{ range }}`. */
export interface BranchNode {
  readonly kind: "if" | "with" | "range";
  readonly at: number;
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}

/** `{{ template }}`, and what is left of a `{{ block }}`. */
export interface TemplateNode {
  readonly kind: "template";
  readonly at: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface BreakNode {
  readonly kind: "break";
  readonly at: number;
}

export interface ContinueNode {
  readonly kind: "continue";
  readonly at: number;
}

/** Commands, each of which gets the value of the one before it as its last argument. */
export interface PipeNode {
  readonly kind: "pipe";
  readonly at: number;
  readonly declarations: readonly VariableNode[];
  /** Whether the variables are there already. */
  readonly isAssignment: boolean;
  readonly commands: readonly CommandNode[];
}

/** A function, field or value with its arguments; there is at least one operand. */
export interface CommandNode {
  readonly kind: "command";
  readonly at: number;
  readonly operands: readonly OperandNode[];
}

export type OperandNode =
  | PipeNode
  | FieldNode
  | VariableNode
  | ChainNode
  | IdentifierNode
  | DotNode
  | NilNode
  | BooleanNode
  | NumberNode
  | StringNode;

/** `.a.b`. */
export interface FieldNode {
  readonly kind: "field";
  readonly at: number;
  readonly names: readonly string[];
}

/** `$a.b`: the first name has its dollar sign. */
export interface VariableNode {
  readonly kind: "variable";
  readonly at: number;
  readonly names: readonly string[];
}

/** Fields of anything else, such as `(f).a.b`. */
export interface ChainNode {
  readonly kind: "chain";
  readonly at: number;
  readonly node: OperandNode;
  readonly names: readonly string[];
}

/** The name of a function. */
export interface IdentifierNode {
  readonly kind: "identifier";
  readonly at: number;
  readonly name: string;
}

export interface DotNode {
  readonly kind: "dot";
  readonly at: number;
}

export interface NilNode {
  readonly kind: "nil";
  readonly at: number;
}

export interface BooleanNode {
  readonly kind: "boolean";
  readonly at: number;
  readonly value: boolean;
}

export interface NumberNode {
  readonly kind: "number";
  readonly at: number;
  readonly written: string;
  readonly literal: NumberLiteral;
}

export interface StringNode {
  readonly kind: "string";
  readonly at: number;
  /** With its quotes. */
  readonly written: string;
  readonly value: string;
}

/** Everything that errors can point to. */
export type TreeNode = ListNode | StatementNode | CommandNode | OperandNode;

/** Whether nothing but white space is in it: such a template never takes the place of another. */
export function isEmptyList(list: ListNode): boolean {
  return list.nodes.every((node) => node.kind === "text" && !/[^\s\u0085]|\ufeff/u.test(node.text));
}
