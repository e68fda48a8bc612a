import { ValuesInvalidError } from "../errors.ts";
import { formatPrintf } from "../template/format/printf.ts";
import type { Profile } from "../template/profile.ts";
import { Dict, type Value } from "../template/values/value.ts";
import type { ChartPart } from "./chart-part.ts";
import { copyDict } from "../template/values/copy-value.ts";

/** How values are laid over each other. */
export interface CoalesceOptions {
  readonly profile: Profile;
  /** Told what Helm prints as a warning. */
  readonly warn: (warning: string) => void;
}

/**
 * The values that a chart's templates see: those given, over the chart's defaults, those of its subcharts below their
 * names, and globals handed down. A null that was given takes a default away.
 * @throws {ValuesInvalidError} when what was given for a subchart is no map
 */
export function coalesceValues(part: ChartPart, given: Dict, options: CoalesceOptions): Dict {
  return new Coalescing(options, false).chart(part, copyDict(given), "");
}

/**
 * The defaults of a chart and its subcharts, with nulls left in place, as values are imported from them.
 * @throws {ValuesInvalidError} when a default for a subchart is no map
 */
export function mergeDefaults(part: ChartPart, options: CoalesceOptions): Dict {
  return new Coalescing(options, true).chart(part, new Dict(), "");
}

/**
 * Lays `target` over `source`, keeping nulls, and gives it back. Both are changed: maps may become shared, and nulls of the
 * target are set in the source.
 */
export function mergeTables(target: Dict, source: Dict, options: CoalesceOptions): Dict {
  new Coalescing(options, true).tables(target, source, { path: "", keepNulls: true });
  return target;
}

/** Where two tables meet, and whether nulls stay. */
interface Meeting {
  readonly path: string;
  readonly keepNulls: boolean;
}

// Helm shares maps between charts here and there, and charts that change their values show it: what is copied and what is
// not follows Helm.
class Coalescing {
  readonly #options: CoalesceOptions;
  /** Later coalescing decides about the nulls. */
  readonly #keepNulls: boolean;

  constructor(options: CoalesceOptions, keepNulls: boolean) {
    this.#options = options;
    this.#keepNulls = keepNulls;
  }

  chart(part: ChartPart, values: Dict, path: string): Dict {
    this.#defaults(part, values, path);
    for (const subchart of part.parts) this.#subchart({ part, subchart }, values, path);
    return values;
  }

  #subchart({ part, subchart }: { part: ChartPart; subchart: ChartPart }, values: Dict, path: string): void {
    const { name } = subchart.metadata;
    if (!values.has(name)) values.set(name, new Dict());
    const own = values.get(name);
    if (!(own instanceof Dict)) {
      throw new ValuesInvalidError(
        [{ path: name, message: formatPrintf("type mismatch on %s: %t", [name, own]) }],
        `Give a map for "${name}": the values of the subchart of that name.`,
      );
    }
    const below = joined(path, part.metadata.name);
    this.#globals(own, values, below);
    this.chart(subchart, own, below);
  }

  /** The chart's own values, below those that are there. */
  #defaults(part: ChartPart, values: Dict, path: string): void {
    const place = joined(path, part.metadata.name);
    for (const [key, fallback] of copyDict(part.values).entries()) {
      const value = values.get(key);
      if (!values.has(key)) this.#addDefault(values, key, fallback);
      else if (value === null && !this.#keepNulls) values.delete(key);
      else if (value instanceof Dict) {
        if (!(fallback instanceof Dict)) {
          if (fallback !== null) this.#options.warn(`warning: skipped value for ${place}.${key}: Not a table.`);
          continue;
        }
        // What is for a subchart is coalesced once more with that chart's defaults, which takes the nulls.
        const keepNulls = this.#keepNulls || part.parts.some((subchart) => subchart.metadata.name === key);
        if (!keepNulls) this.#dropNulls(fallback);
        this.tables(value, fallback, { path: joined(place, key), keepNulls });
      }
    }
  }

  #addDefault(values: Dict, key: string, fallback: Value): void {
    if (!this.#keepNulls) {
      if (fallback === null && this.#options.profile.chartNulls === "dropped") return;
      if (fallback instanceof Dict) this.#dropNulls(fallback);
    }
    values.set(key, fallback);
  }

  /** What the profile does with nulls among a chart's defaults. */
  #dropNulls(defaults: Dict): void {
    if (this.#options.profile.chartNulls === "kept") return;
    for (const [key, value] of defaults.entries()) {
      if (value === null) defaults.delete(key);
      else if (value instanceof Dict) this.#dropNulls(value);
    }
  }

  tables(target: Dict, source: Dict, { path, keepNulls }: Meeting): void {
    const hasDefault = new Set<string>();
    for (const [key, value] of source.entries()) if (value !== null) hasDefault.add(key);
    for (const [key, value] of target.entries()) if (value === null) source.set(key, null);
    for (const [key, value] of source.entries()) {
      const above = target.get(key);
      if (!target.has(key)) target.set(key, value);
      else if (above === null && !keepNulls && hasDefault.has(key)) target.delete(key);
      else this.#meet({ above, below: value }, { path: joined(path, key), keepNulls });
    }
  }

  #meet({ above, below }: { above: Value; below: Value }, { path, keepNulls }: Meeting): void {
    if (below instanceof Dict) {
      if (above instanceof Dict) this.tables(above, below, { path, keepNulls });
      else this.#warn("warning: cannot overwrite table with non table for %s (%v)", path, below);
    } else if (above instanceof Dict && below !== null)
      this.#warn("warning: destination for %s is a table. Ignoring non-table value (%v)", path, below);
  }

  /** Globals of a chart, over those of its subchart. */
  #globals(own: Dict, parent: Dict, path: string): void {
    const target = own.has(GLOBAL) ? own.get(GLOBAL) : new Dict();
    const source = parent.has(GLOBAL) ? parent.get(GLOBAL) : new Dict();
    if (!(target instanceof Dict)) {
      this.#options.warn(`warning: skipping globals because destination ${GLOBAL} is not a table.`);
      return;
    }
    if (!(source instanceof Dict)) {
      this.#options.warn(`warning: skipping globals because source ${GLOBAL} is not a table.`);
      return;
    }
    for (const [key, value] of source.entries()) this.#global({ target, key, value }, path);
    own.set(GLOBAL, target);
  }

  #global({ target, key, value }: { target: Dict; key: string; value: Value }, path: string): void {
    const own = target.get(key);
    if (!(value instanceof Dict)) {
      if (own instanceof Dict) this.#options.warn(`key ${key} is table. Skipping`);
      else target.set(key, value);
      return;
    }
    // Only this one level is copied: deeper maps are the parent's own.
    const table = new Dict(value.entries());
    if (target.has(key)) {
      if (!(own instanceof Dict)) {
        this.#warn("Conflict: cannot merge map onto non-map for %q. Skipping.", key);
        return;
      }
      this.tables(table, own, { path: joined(path, key), keepNulls: true });
    }
    target.set(key, table);
  }

  #warn(format: string, ...values: readonly Value[]): void {
    this.#options.warn(formatPrintf(format, values));
  }
}

const GLOBAL = "global";

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
