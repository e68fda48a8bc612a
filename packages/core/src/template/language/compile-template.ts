import { quoteGo } from "../format/quote.ts";
import { printText } from "../format/print.ts";
import { isTrue } from "../values/go-type.ts";
import type { Value } from "../values/value.ts";
import { interruption, templateFailure } from "./call-failure.ts";
import { compileOperand, compilePipe } from "./compile-pipe.ts";
import { compileRange } from "./compile-range.ts";
import { failAt, placeOf, type Site } from "./failure.ts";
import { BREAK, CONTINUE, type Execute, Frame, NEXT, type Run, type Signal, type Template } from "./frame.ts";
import type { LanguageOptions, PartCompiler } from "./part-compiler.ts";
import { Scope } from "./scope.ts";
import type { ActionNode, BranchNode, ListNode, StatementNode, TemplateNode, TemplateTree } from "./tree.ts";

/** Compiles a template, when it is executed first. */
export function compileTemplate(tree: TemplateTree, options: LanguageOptions): Template {
  let body: Body | undefined;
  return {
    tree,
    execute: (run, data) => {
      body ??= compileBody(tree, options);
      const variables = body.blank.slice();
      variables[0] = data;
      run.trace?.enter(run.trace.pathsOf(data));
      body.execute(new Frame(run, variables), data);
      run.trace?.leave();
    },
  };
}

interface Body {
  readonly execute: Execute;
  /** Its variables before they have values. */
  readonly blank: readonly Value[];
}

function compileBody(tree: TemplateTree, options: LanguageOptions): Body {
  const scope = new Scope();
  const compiler: PartCompiler = {
    tree,
    options,
    scope,
    dotSource: undefined,
    pipe: (node) => compilePipe(compiler, node),
    operand: (node) => compileOperand(compiler, node),
    list: (node) => compileList(compiler, node),
  };
  const execute = compileList(compiler, tree.root);
  return { execute, blank: Array.from({ length: scope.slots }, () => undefined) };
}

function compileList(compiler: PartCompiler, list: ListNode): Execute {
  const statements = list.nodes.map((node) => compileStatement(compiler, node));
  const [first, second] = statements;
  if (first === undefined) return () => NEXT;
  if (second === undefined) return first;
  return (frame, dot) => {
    for (let index = 0; index < statements.length; index++) {
      const signal = statements[index]?.(frame, dot) ?? NEXT;
      if (signal !== NEXT) return signal;
    }
    return NEXT;
  };
}

function compileStatement(compiler: PartCompiler, node: StatementNode): Execute {
  switch (node.kind) {
    case "text":
      return compileText(node.text, { tree: compiler.tree, node });
    case "action":
      return compileAction(compiler, node);
    case "if":
    case "with":
      return compileCondition(compiler, node, node.kind);
    case "range":
      return compileRange(compiler, node);
    case "template":
      return compileTemplateCall(compiler, node);
    case "break":
      return () => BREAK;
    case "continue":
      return () => CONTINUE;
  }
}

function print(run: Run, text: string, site: Site): void {
  try {
    run.context.budget.write(text.length);
  } catch (error) {
    throw interruption(error, site);
  }
  run.output += text;
}

function compileText(text: string, site: Site): Execute {
  return ({ run }) => {
    print(run, text, site);
    run.trace?.print(text, site);
    return NEXT;
  };
}

function compileAction(compiler: PartCompiler, node: ActionNode): Execute {
  const site: Site = { tree: compiler.tree, node };
  const evaluate = compiler.pipe(node.pipe);
  if (node.pipe.declarations.length > 0) {
    return (frame, dot) => {
      evaluate(frame, dot);
      return NEXT;
    };
  }
  return (frame, dot) => {
    const { run } = frame;
    const scene = run.trace?.enter();
    const value = evaluate(frame, dot);
    const plain = typeof value === "string" ? value : textOf(value, site);
    const text = run.onPrint === undefined ? plain : run.onPrint(plain);
    print(run, text, site);
    if (run.trace !== undefined) {
      run.trace.leave();
      run.trace.print(text, site, scene);
    }
    return NEXT;
  };
}

function textOf(value: Value, site: Site): string {
  try {
    return printText(value);
  } catch (error) {
    throw interruption(error, site);
  }
}

function compileCondition(compiler: PartCompiler, node: BranchNode, kind: "if" | "with"): Execute {
  const { scope } = compiler;
  const outside = scope.enter();
  const condition = compiler.pipe(node.pipe);
  const source = compiler.dotSource;
  const inside = scope.enter();
  if (kind === "with") compiler.dotSource = undefined;
  const list = compiler.list(node.list);
  compiler.dotSource = source;
  scope.leave(inside);
  const otherwise = node.elseList === undefined ? undefined : compiler.list(node.elseList);
  scope.leave(outside);
  const execute = (frame: Frame, dot: Value, value: Value): Signal => {
    if (isTrue(value)) return list(frame, kind === "with" ? value : dot);
    return otherwise === undefined ? NEXT : otherwise(frame, dot);
  };
  return (frame, dot) => {
    const { trace } = frame.run;
    if (trace === undefined) return execute(frame, dot, condition(frame, dot));
    const { values } = trace.enter();
    const value = condition(frame, dot);
    if (kind === "with" && isTrue(value)) trace.enter([...values]);
    const signal = execute(frame, dot, value);
    if (kind === "with" && isTrue(value)) trace.leave();
    trace.leave();
    return signal;
  };
}

function compileTemplateCall(compiler: PartCompiler, node: TemplateNode): Execute {
  const { name, pipe } = node;
  const site: Site = { tree: compiler.tree, node };
  const data = pipe === undefined ? undefined : compiler.pipe(pipe);
  return (frame, dot) => {
    const { run } = frame;
    const template = run.templates.find(name);
    if (template === undefined) return failAt(site, `template ${quoteGo(name)} not defined`);
    const mark = run.trace?.mark() ?? 0;
    const value = data?.(frame, dot);
    try {
      run.context.budget.enter(run.depth);
      run.depth++;
      template.execute(run, value);
      run.depth--;
    } catch (error) {
      throw templateFailure(error, site);
    }
    run.trace?.printedBy(placeOf(site), mark);
    return NEXT;
  };
}
