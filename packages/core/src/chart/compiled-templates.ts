import { LateFunctions } from "../template/functions/late-functions.ts";
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
  readonly lateFunctions: LateFunctions;

  constructor(set: TemplateSet, printing: readonly OwnedTemplate[]) {
    this.set = set;
    this.printing = printing;
    this.lateFunctions = new LateFunctions(set.functionNames);
  }
}
