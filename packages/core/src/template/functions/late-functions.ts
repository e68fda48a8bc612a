import type { FunctionTable } from "./function.ts";
import { type LazyGroup, lazyGroupsOf, loadGroup } from "./lazy-groups.ts";

/** The functions that some templates need besides those that are always there. */
export class LateFunctions {
  readonly #needed: Set<LazyGroup>;
  #functions: FunctionTable | undefined;

  /** @param names of functions that the templates name; those that are always there count for nothing */
  constructor(names: Iterable<string>) {
    this.#needed = new Set(lazyGroupsOf(names));
  }

  /** The functions, loaded. */
  async load(): Promise<FunctionTable> {
    this.#functions ??= new Map((await Promise.all([...this.#needed].map(loadGroup))).flatMap((table) => [...table]));
    return this.#functions;
  }

  /**
   * Has a function loaded from now on that no template names, but a text that became one.
   * @returns whether that is news
   */
  need(name: string): boolean {
    const before = this.#needed.size;
    for (const group of lazyGroupsOf([name])) this.#needed.add(group);
    this.#functions = undefined;
    return this.#needed.size > before;
  }
}
