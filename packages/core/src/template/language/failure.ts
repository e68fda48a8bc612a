import type { TemplatePlace } from "../../errors.ts";
import type { LimitPassed } from "../budget.ts";
import { quoteGo } from "../format/quote.ts";
import type { NotReproducible } from "../chance/chance.ts";
import { byteLength } from "../values/text.ts";
import { formatNode } from "./tree-text.ts";
import type { TemplateTree, TreeNode } from "./tree.ts";

/** A node of a template, for errors. */
export interface Site {
  readonly tree: TemplateTree;
  readonly node: TreeNode;
}

/** An error in Go's way: words, then those of the error it came from. */
export class WordedFailure extends Error {
  override readonly name: string = "WordedFailure";
  /** With what parts it from the words of the inner one, if there is one. */
  readonly words: string;
  readonly inner: WordedFailure | undefined;

  constructor(words: string, inner?: WordedFailure) {
    super(words);
    this.words = words;
    this.inner = inner;
  }
}

/** A template could not be executed. */
export class ExecutionFailure extends WordedFailure {
  override readonly name = "ExecutionFailure";
  /** What happened, without its place. */
  readonly complaint: string;
  /** Its place, then those of the `{{ template }}`s it was executed by. */
  readonly places: TemplatePlace[];

  constructor(site: Site, complaint: string, inner?: WordedFailure) {
    const { tree, node } = site;
    const place = placeOf(site);
    const where = `${place.template}:${place.line}:${place.column}`;
    super(
      `template: ${where}: executing ${quoteGo(tree.name)} at <${formatNode(node)}>: ${complaint}${inner === undefined ? "" : ": "}`,
      inner,
    );
    this.complaint = complaint;
    this.places = [place];
  }
}

/** A limit or a mode of the render stopped a template. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  readonly reason: NotReproducible | LimitPassed;
  /** Innermost first. */
  readonly places: TemplatePlace[];

  constructor(reason: NotReproducible | LimitPassed, site: Site) {
    super(reason.message, { cause: reason });
    this.reason = reason;
    this.places = [placeOf(site)];
  }
}

/** A template that was made on the way calls a function whose group is not loaded: load it and start again. */
export class GroupMissing extends Error {
  override readonly name = "GroupMissing";
  /** The function. */
  readonly functionName: string;

  constructor(functionName: string) {
    super(`the group of function ${functionName} is not loaded`);
    this.functionName = functionName;
  }
}

/** All words of an error. */
export function textOfFailure(failure: WordedFailure): string {
  let text = "";
  for (let at: WordedFailure | undefined = failure; at !== undefined; at = at.inner) text += at.words;
  return text;
}

/** Where a node stands. */
export function placeOf({ tree: { file }, node }: Site): TemplatePlace {
  const before = file.text.slice(0, node.at);
  const start = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { template: file.name, line, column: byteLength(before.slice(start)) };
}

/** @throws {ExecutionFailure} always */
export function failAt(site: Site, complaint: string): never {
  throw new ExecutionFailure(site, complaint);
}
