import type { CompiledTemplates } from "./compiled-templates.ts";
import type { ValuesSchema } from "./schema/check-schema.ts";

/** How many different trees of charts are kept. */
const DEFAULT_SIZE = 200;

/**
 * Keeps compiled templates and schemas from render to render, by content: many apps of one chart compile it once.
 *
 * Whoever renders owns it and decides how long it lives. Those used last are kept.
 */
export class ChartCache {
  readonly #sets: Recent<CompiledTemplates>;
  readonly #schemas: Recent<ValuesSchema>;

  /** @param size how many trees of charts to keep, by default 200 */
  constructor({ size = DEFAULT_SIZE }: { readonly size?: number } = {}) {
    this.#sets = new Recent(size);
    this.#schemas = new Recent(size);
  }

  /** The templates kept under this key, or those that `make` gives. */
  templates(key: string, make: () => CompiledTemplates): CompiledTemplates {
    return this.#sets.get(key, make);
  }

  /** The schema of the chart with this digest, or what `make` gives. */
  schema(digest: string, make: () => ValuesSchema): ValuesSchema {
    return this.#schemas.get(digest, make);
  }
}

/** Keeps what was asked for last. */
class Recent<T> {
  readonly #kept = new Map<string, T>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string, make: () => T): T {
    const item = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, item);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#size) break;
      this.#kept.delete(oldest);
    }
    return item;
  }
}
