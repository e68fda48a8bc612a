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

  /**
   * The templates kept under this key, or those that `make` gives.
   * @internal
   */
  templates(key: string, make: () => CompiledTemplates): CompiledTemplates {
    const kept = this.#sets.find(key);
    if (kept !== undefined) return kept;
    const made = make();
    this.#sets.keep(key, made);
    return made;
  }

  /**
   * The schema kept for the chart with this digest.
   * @internal
   */
  findSchema(digest: string): ValuesSchema | undefined {
    return this.#schemas.find(digest);
  }

  /**
   * Keeps the schema of the chart with this digest.
   * @internal
   */
  keepSchema(digest: string, schema: ValuesSchema): void {
    this.#schemas.keep(digest, schema);
  }
}

/** Keeps what was asked for last. */
class Recent<T> {
  readonly #kept = new Map<string, T>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  find(key: string): T | undefined {
    const item = this.#kept.get(key);
    if (item === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, item);
    return item;
  }

  keep(key: string, item: T): void {
    this.#kept.set(key, item);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#size) break;
      this.#kept.delete(oldest);
    }
  }
}
