import { quoteGo, unquoteGo } from "../format/quote.ts";
import { parseNumber } from "./number-literal.ts";
import type { Token, TokenKind } from "./token.ts";
import type { TokenStream } from "./token-stream.ts";
import { formatNode } from "./tree-text.ts";
import type { ChainNode, CommandNode, OperandNode, PipeNode, VariableNode } from "./tree.ts";

/** Parentheses within each other; Go's own limit is ten times that, and more than the stack here holds. */
const MAX_DEPTH = 1000;
const STARTS_COMMAND: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "boolean",
  "character",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "raw-string",
  "string",
  "variable",
  "left-paren",
]);
const NOT_EXECUTABLE: ReadonlySet<OperandNode["kind"]> = new Set<OperandNode["kind"]>([
  "boolean",
  "dot",
  "nil",
  "number",
  "string",
]);

interface Names {
  readonly isFunction: (name: string) => boolean;
  /** Gets all names of functions that are met. */
  readonly named: Set<string>;
}

/** Parses the pipelines of one template; it knows which variables there are. */
export class PipelineParser {
  readonly #tokens: TokenStream;
  readonly #names: Names;
  readonly #variables: string[] = ["$"];
  #depth = 0;

  constructor(tokens: TokenStream, names: Names) {
    this.#tokens = tokens;
    this.#names = names;
  }

  get variableCount(): number {
    return this.#variables.length;
  }

  forgetVariables(from: number): void {
    this.#variables.length = from;
  }

  /** A pipeline up to the token that ends it. */
  parse(context: string, end: TokenKind): PipeNode {
    const tokens = this.#tokens;
    const { at } = tokens.peekNonSpace();
    const { declarations, isAssignment } = this.#declarations(context);
    const commands: CommandNode[] = [];
    for (;;) {
      const mark = tokens.mark();
      const token = tokens.nextNonSpace();
      if (token.kind === end) break;
      if (!STARTS_COMMAND.has(token.kind)) tokens.unexpected(token, context);
      tokens.reset(mark);
      commands.push(this.#command());
    }
    this.#check(commands, context);
    return { kind: "pipe", at, declarations, isAssignment, commands };
  }

  #check(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.#tokens.fail(`missing value for ${context}`);
    commands.forEach(({ operands: [first] }, index) => {
      if (index > 0 && first !== undefined && NOT_EXECUTABLE.has(first.kind))
        this.#tokens.fail(`non executable command in pipeline stage ${index + 1}`);
    });
  }

  #declarations(context: string): Pick<PipeNode, "declarations" | "isAssignment"> {
    const tokens = this.#tokens;
    const declarations: VariableNode[] = [];
    for (;;) {
      const variable = tokens.peekNonSpace();
      const mark = tokens.mark();
      if (variable.kind !== "variable") return { declarations, isAssignment: false };
      tokens.next();
      const next = tokens.peekNonSpace();
      const isComma = next.kind === "sign" && next.text === ",";
      if (next.kind !== "assign" && next.kind !== "declare" && !isComma) {
        tokens.reset(mark);
        return { declarations, isAssignment: false };
      }
      tokens.nextNonSpace();
      declarations.push({ kind: "variable", at: variable.at, names: variable.text.split(".") });
      this.#variables.push(variable.text);
      if (!isComma) return { declarations, isAssignment: next.kind === "assign" };
      if (context !== "range" || declarations.length > 1) tokens.fail(`too many declarations in ${context}`);
      const after = tokens.peekNonSpace().kind;
      if (after !== "variable" && after !== "right-delimiter" && after !== "right-paren")
        tokens.fail("range can only initialize variables");
    }
  }

  #command(): CommandNode {
    const tokens = this.#tokens;
    const { at } = tokens.peekNonSpace();
    const operands: OperandNode[] = [];
    for (;;) {
      tokens.peekNonSpace();
      const operand = this.#operand();
      if (operand !== undefined) operands.push(operand);
      const mark = tokens.mark();
      const token = tokens.next();
      if (token.kind === "space") continue;
      if (token.kind === "right-delimiter" || token.kind === "right-paren") tokens.reset(mark);
      else if (token.kind !== "pipe") tokens.unexpected(token, "operand");
      break;
    }
    if (operands.length === 0) tokens.fail("empty command");
    return { kind: "command", at, operands };
  }

  /** A term with its fields; `undefined` where none starts. */
  #operand(): OperandNode | undefined {
    const tokens = this.#tokens;
    const term = this.#term();
    if (term === undefined || tokens.peek().kind !== "field") return term;
    const { at } = tokens.peek();
    const names: string[] = [];
    while (tokens.peek().kind === "field") names.push(tokens.next().text.slice(1));
    switch (term.kind) {
      case "field":
      case "variable":
        return { kind: term.kind, at, names: [...term.names, ...names] };
      case "boolean":
      case "string":
      case "number":
      case "nil":
      case "dot":
        return tokens.fail(`unexpected . after term ${quoteGo(formatNode(term))}`);
      case "pipe":
      case "chain":
      case "identifier":
        return { kind: "chain", at, node: term, names } satisfies ChainNode;
    }
  }

  #term(): OperandNode | undefined {
    const tokens = this.#tokens;
    const mark = tokens.mark();
    const token = tokens.nextNonSpace();
    const { kind, at, text } = token;
    if (kind === "identifier") return this.#identifier(token);
    if (kind === "field") return { kind, at, names: [text.slice(1)] };
    if (kind === "variable") return this.#variable(token);
    if (kind === "left-paren") return this.#parenthesized();
    if (kind === "boolean") return { kind, at, value: text === "true" };
    if (kind === "dot" || kind === "nil") return { kind, at };
    if (kind === "string" || kind === "raw-string")
      return { kind: "string", at, written: text, value: unquoteGo(text) ?? tokens.fail("invalid syntax") };
    if (kind === "character" || kind === "complex" || kind === "number") {
      const literal = parseNumber(text, kind);
      return typeof literal === "string" ? tokens.fail(literal) : { kind: "number", at, written: text, literal };
    }
    // Go leaves the white space before it behind.
    tokens.reset(mark);
    tokens.peekNonSpace();
    return undefined;
  }

  #identifier({ at, text }: Token): OperandNode {
    if (!this.#names.isFunction(text)) this.#tokens.fail(`function ${quoteGo(text)} not defined`);
    this.#names.named.add(text);
    return { kind: "identifier", at, name: text };
  }

  #parenthesized(): PipeNode {
    if (this.#depth >= MAX_DEPTH) this.#tokens.fail("max expression depth exceeded");
    this.#depth++;
    const pipe = this.parse("parenthesized pipeline", "right-paren");
    this.#depth--;
    return pipe;
  }

  #variable({ at, text }: Token): VariableNode {
    if (!this.#variables.includes(text)) this.#tokens.fail(`undefined variable ${quoteGo(text)}`);
    return { kind: "variable", at, names: [text] };
  }
}
