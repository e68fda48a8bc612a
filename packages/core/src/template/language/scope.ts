/** The variables of a template and where their values lie, as the compiler meets them. */
export class Scope {
  readonly #names: Variable[] = [{ name: "$", slot: 0, source: undefined }];
  #slots = 1;

  /** How many values there are in all. */
  get slots(): number {
    return this.#slots;
  }

  /** A place for a value without a name. */
  reserve(): number {
    return this.#slots++;
  }

  /** A new variable, which hides others of its name. */
  declare(name: string): number {
    const slot = this.reserve();
    this.#names.push({ name, slot, source: undefined });
    return slot;
  }

  /** The variable of that name is an item of the list or map that lies at `source` from now on. */
  becomeItem(name: string, source: number): number | undefined {
    const variable = this.#names.findLast((known) => known.name === name);
    if (variable !== undefined) variable.source = source;
    return variable?.slot;
  }

  /** The variable of that name that was declared last; `undefined` where none is. */
  find(name: string): Readonly<Variable> | undefined {
    return this.#names.findLast((known) => known.name === name);
  }

  /** To be given to {@link Scope.leave}. */
  enter(): number {
    return this.#names.length;
  }

  /** Forgets the variables declared since. */
  leave(mark: number): void {
    this.#names.length = mark;
  }
}

interface Variable {
  readonly name: string;
  readonly slot: number;
  source: number | undefined;
}
