import { quoteGo, unquoteGo } from "../format/quote.ts";
import { PipelineParser } from "./pipeline-parser.ts";
import type { Token } from "./token.ts";
import { TokenStream } from "./token-stream.ts";
import {
  type BranchNode,
  isEmptyList,
  type ListNode,
  type PipeNode,
  type SourceText,
  type StatementNode,
  type TemplateTree,
} from "./tree.ts";

/**
 * The templates of a file by their names: the file itself, and what it defines.
 * @throws {ParseFailure} with Go's words
 */
export function parseFile(
  file: SourceText,
  isFunction: (name: string) => boolean,
): { readonly trees: ReadonlyMap<string, TemplateTree>; readonly functionNames: ReadonlySet<string> } {
  const parser = new FileParser(file, isFunction);
  return { trees: parser.parse(), functionNames: parser.functionNames };
}

/** What ends a list. */
interface EndNode {
  readonly kind: "end" | "else";
  readonly at: number;
}

class FileParser {
  readonly functionNames = new Set<string>();
  readonly #file: SourceText;
  readonly #tokens: TokenStream;
  readonly #trees = new Map<string, TemplateTree>();
  readonly #isFunction: (name: string) => boolean;

  constructor(file: SourceText, isFunction: (name: string) => boolean) {
    this.#file = file;
    this.#tokens = new TokenStream(file);
    this.#isFunction = isFunction;
  }

  parse(): ReadonlyMap<string, TemplateTree> {
    const tokens = this.#tokens;
    const body = this.#template();
    const nodes: StatementNode[] = [];
    const { at } = tokens.peek();
    while (tokens.peek().kind !== "eof") {
      if (tokens.peek().kind === "left-delimiter") {
        const mark = tokens.mark();
        tokens.next();
        if (tokens.nextNonSpace().kind === "define") {
          this.#definition();
          continue;
        }
        tokens.reset(mark);
      }
      const node = body.textOrAction();
      nodes.push(isEnd(node) ? tokens.fail(`unexpected {{${node.kind}}}`) : node);
    }
    this.#add(this.#file.name, { kind: "list", at, nodes });
    return this.#trees;
  }

  #template(): TemplateParser {
    const pipelines = new PipelineParser(this.#tokens, { isFunction: this.#isFunction, named: this.functionNames });
    return new TemplateParser(this.#tokens, { pipelines, block: (name) => this.#body(name, "block clause") });
  }

  #definition(): void {
    const context = "define clause";
    const tokens = this.#tokens;
    const name = templateName(tokens, tokens.nextNonSpace(), context);
    tokens.expect("right-delimiter", context);
    this.#body(name, context);
  }

  /** What a definition or block holds, variables of its own included. */
  #body(name: string, context: string): void {
    const { list, end } = this.#template().itemList();
    if (end.kind !== "end") this.#tokens.fail(`unexpected {{${end.kind}}} in ${context}`);
    this.#add(name, list);
  }

  #add(name: string, root: ListNode): void {
    const known = this.#trees.get(name);
    if (known === undefined || isEmptyList(known.root)) this.#trees.set(name, { name, file: this.#file, root });
    else if (!isEmptyList(root)) this.#tokens.fail(`template: multiple definition of template ${quoteGo(name)}`);
  }
}

interface TemplateParts {
  readonly pipelines: PipelineParser;
  /** Parses what a block defines. */
  readonly block: (name: string) => void;
}

/** Parses the statements of one template. */
class TemplateParser {
  readonly #tokens: TokenStream;
  readonly #pipelines: PipelineParser;
  readonly #block: (name: string) => void;
  #ranges = 0;

  constructor(tokens: TokenStream, { pipelines, block }: TemplateParts) {
    this.#tokens = tokens;
    this.#pipelines = pipelines;
    this.#block = block;
  }

  itemList(): { readonly list: ListNode; readonly end: EndNode } {
    const tokens = this.#tokens;
    const nodes: StatementNode[] = [];
    const { at } = tokens.peekNonSpace();
    while (tokens.peekNonSpace().kind !== "eof") {
      const node = this.textOrAction();
      if (isEnd(node)) return { list: { kind: "list", at, nodes }, end: node };
      nodes.push(node);
    }
    return tokens.fail("unexpected EOF");
  }

  textOrAction(): StatementNode | EndNode {
    const token = this.#tokens.nextNonSpace();
    if (token.kind === "text") return { kind: "text", at: token.at, text: token.text };
    if (token.kind !== "left-delimiter") return this.#tokens.unexpected(token, "input");
    this.#tokens.enterAction(token.line);
    const node = this.#action();
    this.#tokens.enterAction(0);
    return node;
  }

  #action(): StatementNode | EndNode {
    const tokens = this.#tokens;
    const mark = tokens.mark();
    const token = tokens.nextNonSpace();
    const { kind } = token;
    if (kind === "if" || kind === "range" || kind === "with") return this.#branch(kind);
    if (kind === "end") return { kind, at: tokens.expect("right-delimiter", kind).at };
    if (kind === "else") return this.#elseControl();
    if (kind === "template") return this.#templateControl();
    if (kind === "block") return this.#blockControl();
    if (kind === "break" || kind === "continue") return this.#loopControl(token, kind);
    tokens.reset(mark);
    const { at } = tokens.peekNonSpace();
    return { kind: "action", at, pipe: this.#pipelines.parse("command", "right-delimiter") };
  }

  #loopControl({ at }: Token, kind: "break" | "continue"): StatementNode {
    const token = this.#tokens.nextNonSpace();
    if (token.kind !== "right-delimiter") this.#tokens.unexpected(token, `{{${kind}}}`);
    if (this.#ranges === 0) this.#tokens.fail(`{{${kind}}} outside {{range}}`);
    return { kind, at };
  }

  #elseControl(): EndNode {
    const next = this.#tokens.peekNonSpace();
    // An "if" or "with" right after it is left for whoever asked.
    if (next.kind === "if" || next.kind === "with") return { kind: "else", at: next.at };
    return { kind: "else", at: this.#tokens.expect("right-delimiter", "else").at };
  }

  #branch(kind: BranchNode["kind"]): BranchNode {
    const variables = this.#pipelines.variableCount;
    const pipe = this.#pipelines.parse(kind, "right-delimiter");
    if (kind === "range") this.#ranges++;
    const { list, end } = this.itemList();
    if (kind === "range") this.#ranges--;
    const elseList = end.kind === "else" ? this.#elseList(kind, end) : undefined;
    this.#pipelines.forgetVariables(variables);
    return { kind, at: pipe.at, pipe, list, elseList };
  }

  #elseList(kind: BranchNode["kind"], { at }: EndNode): ListNode {
    const tokens = this.#tokens;
    if ((kind === "if" || kind === "with") && tokens.peek().kind === kind) {
      tokens.next();
      return { kind: "list", at, nodes: [this.#branch(kind)] };
    }
    const { list, end } = this.itemList();
    if (end.kind !== "end") tokens.fail(`expected end; found {{${end.kind}}}`);
    return list;
  }

  #blockControl(): StatementNode {
    const context = "block clause";
    const token = this.#tokens.nextNonSpace();
    const name = templateName(this.#tokens, token, context);
    const pipe = this.#pipelines.parse(context, "right-delimiter");
    this.#block(name);
    return { kind: "template", at: token.at, name, pipe };
  }

  #templateControl(): StatementNode {
    const context = "template clause";
    const tokens = this.#tokens;
    const token = tokens.nextNonSpace();
    const name = templateName(tokens, token, context);
    let pipe: PipeNode | undefined;
    const mark = tokens.mark();
    if (tokens.nextNonSpace().kind !== "right-delimiter") {
      tokens.reset(mark);
      pipe = this.#pipelines.parse(context, "right-delimiter");
    }
    return { kind: "template", at: token.at, name, pipe };
  }
}

function isEnd(node: StatementNode | EndNode): node is EndNode {
  return node.kind === "end" || node.kind === "else";
}

function templateName(tokens: TokenStream, token: Token, context: string): string {
  if (token.kind !== "string" && token.kind !== "raw-string") return tokens.unexpected(token, context);
  return unquoteGo(token.text) ?? tokens.fail("invalid syntax");
}
