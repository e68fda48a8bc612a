import type { FileIssue } from "../errors.ts";
import { Budget } from "../template/budget.ts";
import type { FunctionTable } from "../template/functions/function.ts";
import type { ManifestSource } from "./manifest-source.ts";
import { type ValuePath, formatPath } from "./schema-check.ts";
import {
  type FillOptions,
  type FillResult,
  type ManifestTemplate,
  type TemplateProblem,
  type Variables,
  fillTemplate,
  isTemplate,
  missingVariable,
  parseTemplate,
} from "./template.ts";

/** Most characters of texts with variables; those of blocks count several times. */
const MAX_FILLED_LENGTH = 64 * 1024 * 1024;

/** What the variables of one manifest are filled in with. */
export interface FillInOptions {
  readonly given: Variables;
  readonly source: ManifestSource;
  /** Functions whose code was loaded on demand. */
  readonly functions: FunctionTable;
}

/** Says what is wrong with a variable. */
type Refuse = (problem: { readonly message: string; readonly hint?: string }) => void;

/** Fills variables into texts of one manifest, and keeps what it used and what was wrong. */
export class FillIn {
  readonly used: Set<string> = new Set();
  readonly issues: FileIssue[] = [];
  /** Functions that templates call and whose code is not loaded. */
  readonly lateFunctions: Set<string> = new Set();
  readonly #options: FillInOptions;
  readonly #budget = new Budget();
  readonly #texts = new Map<string, string>();
  readonly #broken = new Set<string>();
  #length = 0;

  constructor(options: FillInOptions) {
    this.#options = options;
  }

  /** The text with every variable filled in; `undefined` after an issue. */
  text(path: ValuePath, text: string): string | undefined {
    if (!isTemplate(text)) return text;
    const template = this.template(path, text);
    return template === undefined ? undefined : this.fill(template);
  }

  /** The template of a text, when it can be filled in; `undefined` after an issue. */
  template(path: ValuePath, text: string): ManifestTemplate | undefined {
    const parsed = parseTemplate(text);
    if (!parsed.ok) {
      this.#report(path, parsed.problem);
      return undefined;
    }
    const { template } = parsed;
    // A variable that is not set is reported, then taken as empty to find the next one.
    const missing = new Set<string>();
    for (;;) {
      const unset = new Map<string, Parameters<Refuse>[0] | undefined>();
      let last: string | undefined;
      const filled = fillTemplate(template, {
        ...this.#fillOptions(),
        variable: (name) => {
          if (missing.has(name)) return "";
          last = name;
          if (unset.has(name)) return undefined;
          let problem: Parameters<Refuse>[0] | undefined;
          const value = this.#resolve(name, (found) => (problem = found));
          if (value === undefined) unset.set(name, problem);
          return value;
        },
      });
      if (filled.ok) return missing.size === 0 ? template : undefined;
      if (!("problem" in filled)) {
        this.#stop(filled);
        return undefined;
      }
      if (last === undefined || !unset.has(last) || !filled.problem.message.startsWith("map has no entry for key")) {
        this.#report(path, filled.problem);
        return undefined;
      }
      missing.add(last);
      const problem = unset.get(last);
      if (problem !== undefined) this.#reportAll(path, { ...filled.problem, ...problem, text });
    }
  }

  /** The text of a template that {@link FillIn.template} gave. */
  fill(template: ManifestTemplate, options: Pick<FillOptions, "print"> = {}): string {
    if (this.isTooLong) return "";
    const filled = fillTemplate(template, {
      ...this.#fillOptions(),
      variable: (name) => this.#resolve(name, () => undefined),
      ...options,
    });
    if (!filled.ok) {
      // It could be filled in before: what went wrong since is that all texts together take too much.
      this.#stop("problem" in filled ? { ok: false, isTooLarge: true } : filled);
      return "";
    }
    this.#length += filled.text.length;
    return filled.text;
  }

  /** Whether variables made the manifest too large to go on. */
  get isTooLong(): boolean {
    return this.#length > MAX_FILLED_LENGTH;
  }

  #stop(reason: Exclude<FillResult, { ok: true } | { problem: unknown }>): void {
    if ("lateFunction" in reason) this.lateFunctions.add(reason.lateFunction);
    else this.#length = Number.POSITIVE_INFINITY;
  }

  report(path: ValuePath, severity: FileIssue["severity"], problem: { message: string; hint?: string }): void {
    this.issues.push({ ...this.#options.source.ofValue(path), path: formatPath(path), ...problem, severity });
  }

  #report(path: ValuePath, { written, index, message, hint }: TemplateProblem): void {
    const place = this.#options.source.ofSnippet(path, written, index);
    const issue = { ...place, path: formatPath(path), message, severity: "error" } as const;
    this.issues.push(hint === undefined ? issue : { ...issue, hint });
  }

  /** The same at each place that reads the same. */
  #reportAll(path: ValuePath, { text, ...problem }: TemplateProblem & { readonly text: string }): void {
    const count = text.split(problem.written).length - 1;
    for (let index = problem.index; index < count; index++) this.#report(path, { ...problem, index });
  }

  #fillOptions(): Pick<FillOptions, "names" | "functions" | "budget"> {
    return { names: () => this.#options.given.keys(), functions: this.#options.functions, budget: this.#budget };
  }

  /** Variables are filled into each other once: what stands in a variable's text is taken as it was given. */
  #resolve(name: string, refuse: Refuse): string | undefined {
    this.used.add(name);
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    // A variable that is set but broken is reported where it is first used; one that is not set, everywhere.
    const text = this.#broken.has(name) && this.#options.given.has(name) ? undefined : this.#textOf(name, refuse);
    if (text === undefined) this.#broken.add(name);
    else this.#texts.set(name, text);
    return text;
  }

  #textOf(name: string, refuse: Refuse): string | undefined {
    const { given } = this.#options;
    const text = given.get(name);
    if (text === undefined) {
      refuse(missingVariable(name, given.keys()));
      return undefined;
    }
    if (!isTemplate(text)) return text;
    const parsed = parseTemplate(text);
    const refuseIn = ({ message, hint }: Parameters<Refuse>[0]): void =>
      refuse({ message: `in variable ${name}: ${message}`, ...(hint === undefined ? {} : { hint }) });
    if (!parsed.ok) {
      refuseIn(parsed.problem);
      return undefined;
    }
    let missing: string | undefined;
    const filled = fillTemplate(parsed.template, {
      ...this.#fillOptions(),
      variable: (other) => {
        this.used.add(other);
        if (!given.has(other)) missing = other;
        return given.get(other);
      },
    });
    if (!filled.ok) {
      if (!("problem" in filled)) this.#stop(filled);
      else if (missing === undefined) refuseIn(filled.problem);
      else refuseIn(missingVariable(missing, given.keys()));
      return undefined;
    }
    if (!isTemplate(filled.text)) return filled.text;
    refuse({ message: `variable ${name} still holds {{ after variables were filled into it once` });
    return undefined;
  }
}
