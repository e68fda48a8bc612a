import { TemplateError, NotReproducibleError, RenderLimitError, type TemplatePlace } from "../errors.ts";
import { Budget } from "../template/budget.ts";
import type { FunctionTable, TemplateFunction } from "../template/functions/function.ts";
import { FORBIDDEN_CHANCE } from "../template/chance/forbidden-chance.ts";
import { LAZY_NAMES } from "../template/functions/lazy-groups.ts";
import { compileFile } from "../template/language/compile-file.ts";
import { GroupMissing } from "../template/language/failure.ts";
import { executeTemplate, linkTemplates, type TemplateSet } from "../template/language/template-set.ts";
import { profileOf } from "../template/profile.ts";
import { Dict, type Value } from "../template/values/value.ts";
import { sanitizeDnsName } from "./dns-name.ts";
import { MANIFEST_FUNCTIONS } from "./manifest-functions.ts";
import { nearest } from "./nearest.ts";

/** Names and texts to fill into a manifest. */
export type Variables = ReadonlyMap<string, string>;

/** A text of a manifest that variables are filled into: a Go template. */
export interface ManifestTemplate {
  readonly text: string;
  readonly set: TemplateSet;
}

/** What is wrong with a template. */
export interface TemplateProblem {
  /** The action, as written; as far as it goes. */
  readonly written: string;
  /** Which occurrence of `written` in the text, from 0. */
  readonly index: number;
  readonly message: string;
  readonly hint?: string;
}

/** A template that was understood, or what is wrong with it. */
export type TemplateResult =
  | { readonly ok: true; readonly template: ManifestTemplate }
  | { readonly ok: false; readonly problem: TemplateProblem };

/** What a template is filled in with. */
export interface FillOptions {
  /** A variable's text; `undefined` where it is not set. Called for each variable that is looked at. */
  readonly variable: (name: string) => string | undefined;
  /** Counts what filling in takes; one for all texts of a manifest. @defaultValue a new one */
  readonly budget?: Budget | undefined;
  /** All there are, for templates that look at all. */
  readonly names: () => Iterable<string>;
  /** Functions whose code is heavy and loaded on demand. */
  readonly functions?: FunctionTable | undefined;
  /** Given what an action prints, says what to print instead. @defaultValue the same */
  readonly print?: (text: string) => string;
}

/** The text of a template, or why there is none. */
export type FillResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: TemplateProblem }
  /** It calls a function whose code must be loaded first. */
  | { readonly ok: false; readonly lateFunction: string }
  | { readonly ok: false; readonly isTooLarge: true };

/** Makes a name of a text: `sanitizeDNSName`. */
export type Sanitize = (text: string) => string;

const PROFILE = profileOf("helm-4.2");
const FUNCTIONS = withSanitize(sanitizeDnsName);

/** Whether a text has anything to fill in. */
export function isTemplate(text: string): boolean {
  return text.includes("{{");
}

/** Reads a text as a Go template, with sprig's functions and `sanitizeDNSName`, which may be another one. */
export function parseTemplate(text: string, sanitize: Sanitize = sanitizeDnsName): TemplateResult {
  const functions = sanitize === sanitizeDnsName ? FUNCTIONS : withSanitize(sanitize);
  try {
    const file = compileFile(
      { name: "", text },
      { functions, knownFunctions: LAZY_NAMES, profile: PROFILE, missingKey: "error" },
    );
    return { ok: true, template: { text, set: linkTemplates([file]) } };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { ok: false, problem: problemAt(text, error.places[0], complaintOf(error)) };
  }
}

/** Fills variables into a template. What depends on chance or the day is refused. */
export function fillTemplate({ text, set }: ManifestTemplate, options: FillOptions): FillResult {
  const { print, functions } = options;
  try {
    const filled = executeTemplate(set, {
      name: "",
      data: new LookedUpVariables(options),
      ...(functions === undefined ? {} : { functions }),
      ...(print === undefined ? {} : { onPrint: print }),
      context: {
        profile: PROFILE,
        budget: options.budget ?? new Budget(),
        ...FORBIDDEN_CHANCE,
      },
    });
    return { ok: true, text: filled };
  } catch (error) {
    if (error instanceof GroupMissing) return { ok: false, lateFunction: error.functionName };
    if (error instanceof TemplateError)
      return { ok: false, problem: problemAt(text, error.places[0], complaintOf(error)) };
    if (error instanceof NotReproducibleError) {
      const hint = "Set the text as a variable in CI: a manifest gives the same on every machine and every day.";
      const message = `${error.wanted} gives something else each time`;
      return { ok: false, problem: { ...problemAt(text, error.places[0], message), hint } };
    }
    if (error instanceof RenderLimitError && error.limit === "bytes") return { ok: false, isTooLarge: true };
    if (error instanceof RenderLimitError)
      return { ok: false, problem: problemAt(text, error.places[0], `more ${error.limit} than ${error.allowed}`) };
    throw error;
  }
}

/** Says that a variable has no text, in the words people search for. */
export function missingVariable(name: string, names: Iterable<string>): { message: string; hint: string } {
  const meant = nearest(name, names);
  const set = `Set ${name} in the artifact (gimlet artifact add --var) or in the env's .gimlet/vars.`;
  return {
    message: `variable ${name} is not set: map has no entry for key "${name}"`,
    hint: meant === undefined ? set : `Did you mean "${meant}"? ${set}`,
  };
}

function withSanitize(sanitize: Sanitize): FunctionTable {
  const call: TemplateFunction["call"] = ([text]) => sanitize(typeof text === "string" ? text : "");
  return new Map([...MANIFEST_FUNCTIONS, ["sanitizeDNSName", { params: ["string"], call }]]);
}

/** Variables as a template's data: each is asked for when it is looked at. */
class LookedUpVariables extends Dict {
  readonly #options: FillOptions;

  constructor(options: FillOptions) {
    super();
    this.#options = options;
  }

  override get size(): number {
    return [...this.#options.names()].length;
  }

  override get(key: string): Value {
    return this.#options.variable(key);
  }

  override has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  override keys(): IterableIterator<string> {
    return new Set(this.#options.names()).keys();
  }

  override entries(): IterableIterator<[string, Value]> {
    return new Map([...this.keys()].map((key) => [key, this.get(key)])).entries();
  }

  override sortedKeys(): readonly string[] {
    return [...this.keys()].toSorted();
  }
}

function complaintOf(error: TemplateError): string {
  const [place] = error.places;
  if (place === undefined) return error.message;
  const where = `${place.template}:${place.line}${place.column === 0 ? "" : `:${place.column}`}: `;
  return error.message.startsWith(where) ? error.message.slice(where.length) : error.message;
}

/** The action of a text that a place is in, or the first one of its line. */
function problemAt(text: string, place: TemplatePlace | undefined, message: string): TemplateProblem {
  const at = offsetOf(text, place);
  const before = text.lastIndexOf("{{", at);
  const start = before < 0 ? Math.max(0, text.indexOf("{{")) : before;
  const end = text.indexOf("}}", start);
  const written = end < 0 ? shorten(text.slice(start)) : text.slice(start, end + 2);
  let index = 0;
  for (let found = text.indexOf(written); found >= 0 && found < start; found = text.indexOf(written, found + 1))
    index++;
  return { written, index, message };
}

function offsetOf(text: string, place: TemplatePlace | undefined): number {
  if (place === undefined) return 0;
  const lines = text.split("\n");
  const start = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[place.line - 1] ?? "";
  if (place.column === 0) return start + line.length;
  // Columns count bytes.
  const bytes = new TextEncoder().encode(line).subarray(0, place.column);
  return start + new TextDecoder().decode(bytes).length;
}

function shorten(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
