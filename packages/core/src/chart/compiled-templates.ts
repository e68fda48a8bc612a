import type { FunctionTable } from "../template/functions/function.ts";
import { type LazyGroup, lazyGroupsOf, loadGroup } from "../template/functions/lazy-groups.ts";
import { PatternCache } from "../template/functions/regex/pattern-cache.ts";
import type { TemplateSet } from "../template/language/template-set.ts";

/** A template, and which of the charts of a render it belongs to. */
export interface OwnedTemplate {
  /** Such as `shop/charts/web/templates/service.yaml`. */
  readonly name: string;
  /** The place of the chart among the contexts it was compiled for. */
  readonly owner: number;
}

/** Templates that were compiled once for many renders, with what they turned out to need. */
export class CompiledTemplates {
  readonly set: TemplateSet;
  /** All that print something, in the order in which Helm executes them. */
  readonly printing: readonly OwnedTemplate[];
  readonly patterns: PatternCache = new PatternCache();
  readonly #needed: Set<LazyGroup>;
  #functions: FunctionTable | undefined;

  constructor(set: TemplateSet, printing: readonly OwnedTemplate[]) {
    this.set = set;
    this.printing = printing;
    this.#needed = new Set(set.files.flatMap(({ functionNames }) => [...lazyGroupsOf(functionNames)]));
  }

  /** Loads the functions that templates name besides those that are always there. */
  async loadFunctions(): Promise<FunctionTable> {
    this.#functions ??= new Map((await Promise.all([...this.#needed].map(loadGroup))).flatMap((table) => [...table]));
    return this.#functions;
  }

  /**
   * Has a function loaded from now on that no template names, but a text that became one.
   * @returns whether that is news
   */
  need(functionName: string): boolean {
    const before = this.#needed.size;
    for (const group of lazyGroupsOf([functionName])) this.#needed.add(group);
    this.#functions = undefined;
    return this.#needed.size > before;
  }
}
