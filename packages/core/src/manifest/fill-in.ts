import type { ManifestSource } from "./manifest-source.ts";
import { type ValuePath, formatPath } from "./schema-check.ts";
import {
  type TemplatePart,
  type TemplateProblem,
  type Variables,
  isTemplate,
  missingVariable,
  parseTemplate,
  valueOf,
} from "./template.ts";
import type { FileIssue } from "../errors.ts";

/** Most characters of texts with variables; those of blocks count several times. */
const MAX_FILLED_LENGTH = 64 * 1024 * 1024;

/** Fills variables into texts of one manifest, and keeps what it used and what was wrong. */
export class FillIn {
  readonly used: Set<string> = new Set();
  readonly issues: FileIssue[] = [];
  readonly #given: Variables;
  readonly #source: ManifestSource;
  readonly #texts = new Map<string, string>();
  readonly #broken = new Set<string>();
  #length = 0;

  constructor(given: Variables, source: ManifestSource) {
    this.#given = given;
    this.#source = source;
  }

  /** The text with every variable filled in; `undefined` after an issue. */
  text(path: ValuePath, text: string): string | undefined {
    if (!isTemplate(text)) return text;
    const parts = this.parts(path, text);
    return parts === undefined ? undefined : this.join(parts);
  }

  /** The parts of a text whose variables are all set; `undefined` after an issue. */
  parts(path: ValuePath, text: string): readonly TemplatePart[] | undefined {
    const template = parseTemplate(text);
    if (!template.ok) {
      for (const problem of template.problems) this.#report(path, problem);
      return undefined;
    }
    const seen = new Map<string, number>();
    let complete = true;
    for (const part of template.parts) {
      if (typeof part === "string") continue;
      const index = seen.get(part.written) ?? 0;
      seen.set(part.written, index + 1);
      complete =
        this.#resolve(part.variable, (problem) => this.#report(path, { ...part, index, ...problem })) && complete;
    }
    return complete ? template.parts : undefined;
  }

  /** The text of parts whose variables are all set. */
  join(parts: readonly TemplatePart[], each: (value: string) => string = (value) => value): string {
    let text = "";
    for (const part of parts) {
      const piece = typeof part === "string" ? part : each(valueOf(part, this.variables) ?? "");
      this.#length += piece.length;
      if (this.isTooLong) break;
      text += piece;
    }
    return text;
  }

  /** The variables asked for so far, filled into each other. */
  get variables(): Variables {
    return this.#texts;
  }

  /** Whether variables made the manifest too large to go on. */
  get isTooLong(): boolean {
    return this.#length > MAX_FILLED_LENGTH;
  }

  report(path: ValuePath, severity: FileIssue["severity"], problem: { message: string; hint?: string }): void {
    this.issues.push({ ...this.#source.ofValue(path), path: formatPath(path), ...problem, severity });
  }

  #report(path: ValuePath, { written, index, message, hint }: TemplateProblem): void {
    const place = this.#source.ofSnippet(path, written, index);
    const issue = { ...place, path: formatPath(path), message, severity: "error" } as const;
    this.issues.push(hint === undefined ? issue : { ...issue, hint });
  }

  /** Variables are filled into each other once: what stands in a variable's text is taken as it was given. */
  #resolve(name: string, refuse: (problem: { message: string; hint?: string }) => void): boolean {
    this.used.add(name);
    if (this.#texts.has(name)) return true;
    // A variable that is set but broken is reported where it is first used; one that is not set, everywhere.
    const text = this.#broken.has(name) && this.#given.has(name) ? undefined : this.#textOf(name, refuse);
    if (text === undefined) this.#broken.add(name);
    else this.#texts.set(name, text);
    return text !== undefined;
  }

  #textOf(name: string, refuse: (problem: { message: string; hint?: string }) => void): string | undefined {
    const given = this.#given.get(name);
    if (given === undefined) {
      refuse(missingVariable(name, this.#given));
      return undefined;
    }
    if (!isTemplate(given)) return given;
    const template = parseTemplate(given);
    if (!template.ok) {
      for (const { message, hint } of template.problems)
        refuse({ message: `in variable ${name}: ${message}`, ...(hint === undefined ? {} : { hint }) });
      return undefined;
    }
    let text = "";
    for (const part of template.parts) {
      const value = typeof part === "string" ? part : valueOf(part, this.#given);
      if (typeof part !== "string") this.used.add(part.variable);
      if (value === undefined && typeof part !== "string") {
        const { message, hint } = missingVariable(part.variable, this.#given);
        refuse({ message: `in variable ${name}: ${message}`, hint });
        return undefined;
      }
      text += value ?? "";
    }
    if (!isTemplate(text)) return text;
    refuse({ message: `variable ${name} still holds {{ after variables were filled into it once` });
    return undefined;
  }
}
