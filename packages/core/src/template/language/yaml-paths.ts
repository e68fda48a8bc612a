/** Follows a value that is printed as YAML to the paths of what each of its lines shows. */
export class YamlPaths {
  readonly #values: readonly string[];
  readonly #isValue: (path: string) => boolean;
  /** Keys and items that the line is in, with the column each stands in. */
  readonly #open: { readonly column: number; readonly isItem: boolean; readonly path: string }[] = [];

  /** @param values the paths of which the last one may be the printed value's */
  constructor(values: readonly string[], isValue: (path: string) => boolean) {
    this.#values = values;
    this.#isValue = isValue;
  }

  /** The paths for the next line. */
  next(line: string): readonly string[] {
    const [base] = this.#values;
    if (base === undefined || this.#values.length > 1) return this.#values;
    const text = line.trimStart();
    let column = line.length - text.length;
    let rest = text;
    while (rest.startsWith("- ") || rest === "-") {
      this.#enterItem(column, base);
      const after = rest.slice(1).trimStart();
      column += rest.length - after.length;
      rest = after;
    }
    const key = KEY.exec(rest)?.[1];
    if (key !== undefined) this.#enterKey(column, { key: unquoted(key), base });
    const path = this.#open.at(-1)?.path ?? base;
    return [this.#isValue(path) ? path : base];
  }

  #enterItem(column: number, base: string): void {
    const before = this.#open.findLast((open) => open.isItem && open.column === column);
    const number = before === undefined ? 0 : Number(/\[(\d+)\]$/.exec(before.path)?.[1] ?? 0) + 1;
    // A list may stand in the column of its key.
    this.#leave((open) => open.column > column || (open.isItem && open.column === column));
    this.#open.push({ column, isItem: true, path: `${this.#open.at(-1)?.path ?? base}[${number}]` });
  }

  #enterKey(column: number, { key, base }: { readonly key: string; readonly base: string }): void {
    this.#leave((open) => open.column >= column);
    this.#open.push({ column, isItem: false, path: `${this.#open.at(-1)?.path ?? base}.${key}` });
  }

  #leave(isDone: (open: { readonly column: number; readonly isItem: boolean }) => boolean): void {
    for (let last = this.#open.at(-1); last !== undefined && isDone(last); last = this.#open.at(-1)) this.#open.pop();
  }
}

const KEY = /^("[^"]*"|'[^']*'|[^\s:#"'][^:\s]*):(?:\s|$)/;

function unquoted(key: string): string {
  return /^["']/.test(key) ? key.slice(1, -1) : key;
}
