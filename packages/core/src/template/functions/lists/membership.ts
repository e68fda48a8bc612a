import type { Budget } from "../../budget.ts";
import { deepEqual } from "../../values/deep-equal.ts";
import { Int, type Value } from "../../values/value.ts";

/** A set of values by Go's `reflect.DeepEqual`; scalars are found at once, all others one by one. */
export class ValueSet {
  readonly #scalars = new Set<string | number | boolean | null>();
  readonly #others: Value[] = [];
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(value: Value): void {
    const key = keyOf(value);
    if (key === undefined) this.#others.push(value);
    else this.#scalars.add(key);
  }

  has(value: Value): boolean {
    const key = keyOf(value);
    if (key !== undefined) return this.#scalars.has(key);
    this.#budget.step(this.#others.length);
    return this.#others.some((other) => deepEqual(value, other));
  }
}

/** What stands for the value in a set; `undefined` for what must be compared, NaN included, which equals nothing. */
function keyOf(value: Value): string | number | boolean | null | undefined {
  if (typeof value === "string") return `"${value}`;
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value === "boolean") return value;
  if (value instanceof Int) return `${value.type} ${value.value}`;
  return value === null || value === undefined ? null : undefined;
}
