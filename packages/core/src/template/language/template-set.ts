import { NotReproducibleError, RenderLimitError, TemplateError, type TemplatePlace } from "../../errors.ts";
import { DEFAULT_LIMITS } from "../budget.ts";
import { NotReproducible } from "../chance/chance.ts";
import type { FunctionTable, RenderContext } from "../functions/function.ts";
import { rejoined } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { type CompiledFile, type CompileOptions, compileText, type Definition } from "./compile-file.ts";
import { Trace } from "./trace.ts";
import { isStackOverflow } from "./call-failure.ts";
import { Interruption, WordedFailure } from "./failure.ts";
import type { Run, Template, Templates } from "./frame.ts";
import { executionError } from "./helm-words.ts";
import { nestedReference, withoutNoValue } from "./include.ts";
import { ROOT_NAME } from "./root-name.ts";

/** Templates that can execute each other. */
export interface TemplateSet {
  /** The functions that any of them names. */
  readonly functionNames: ReadonlySet<string>;
  readonly templates: LinkedTemplates;
}

/** What a template is executed with. */
export interface ExecuteTemplateOptions {
  /** The template. */
  readonly name: string;
  /** Dot, and `$`. */
  readonly data: Value;
  readonly context: RenderContext;
  /** Functions that were not loaded when the files were compiled. @defaultValue none */
  readonly functions?: FunctionTable;
  /** Given what an action prints, says what to print instead, such as the same in quotes. @defaultValue the same */
  readonly onPrint?: (text: string) => string;
}

/**
 * Brings templates together.
 * @param files in the order of parsing: of two templates of one name the later one counts, unless it is empty
 */
export function linkTemplates(files: readonly CompiledFile[]): TemplateSet {
  const definitions = new Map<string, Definition>();
  for (const file of files) define(definitions, file);
  const [first] = files;
  if (first === undefined) throw new TypeError("there are no templates to link");
  const functionNames = new Set(files.flatMap((file) => [...file.functionNames]));
  return { functionNames, templates: new LinkedTemplates(definitions, { options: first.options, outer: undefined }) };
}

/**
 * What a template prints.
 * @throws {TemplateError} `execution` or `fail`
 * @throws {NotReproducibleError}
 * @throws {RenderLimitError}
 * @throws {GroupMissing} where a template that was made on the way needs a function that is not loaded
 */
export function executeTemplate(set: TemplateSet, options: ExecuteTemplateOptions): string {
  return execute(set, options, undefined);
}

/** A line of a template's output, and where it comes from. */
export interface ExplainedLine {
  /** 1-based. */
  readonly line: number;
  /** The template that printed it, then those that included that one; empty where none is known. */
  readonly places: readonly TemplatePlace[];
  /** Paths of the values that were looked at to print it, as the user of the whole chart sets them. */
  readonly values: readonly string[];
}

/**
 * What a template prints, and where each line of that comes from.
 * @throws as {@link executeTemplate}
 */
export function explainTemplate(
  set: TemplateSet,
  options: ExecuteTemplateOptions,
): { readonly text: string; readonly lines: readonly ExplainedLine[] } {
  const trace = new Trace(options.data, options.name);
  const text = execute(set, options, trace);
  const lines = trace.lines.map(({ places, values }, index) => ({ line: index + 1, places, values }));
  return { text, lines };
}

function execute(set: TemplateSet, options: ExecuteTemplateOptions, trace: Trace | undefined): string {
  const { name, data, context, functions = NO_FUNCTIONS } = options;
  const template = set.templates.find(name);
  if (template === undefined) throw new TypeError(`there is no template ${name}`);
  const run: Run = {
    context,
    functions,
    trace,
    including: new Map(),
    onPrint: options.onPrint,
    templates: set.templates,
    output: "",
    depth: 0,
  };
  try {
    template.execute(run, data === null ? undefined : data);
  } catch (error) {
    throw errorOf(error, run, () => trace?.lookedAt ?? lookedAt(set, options));
  }
  return withoutNoValue(rejoined(run.output));
}

/** Paths of the values on the way to where the template fails: it is executed once more to watch them. */
function lookedAt(set: TemplateSet, options: ExecuteTemplateOptions): readonly string[] {
  const trace = new Trace(options.data, options.name);
  try {
    execute(set, options, trace);
  } catch (error) {
    return error instanceof NotReproducibleError ? trace.lookedAt.slice(0, SHOWN_VALUES) : [];
  }
  return [];
}

/** Of many values the nearest are shown. */
const SHOWN_VALUES = 3;
/** So deep no template includes itself that comes to an end. */
const MANY_NESTED = 100;
const NO_FUNCTIONS: FunctionTable = new Map();
/** Texts of `tpl` that are kept, and their signs together; charts of any size have some hundred. */
const KEPT_TEXTS = 2000;
const KEPT_SIGNS = 4 * 1024 * 1024;

/** Texts of `tpl` that were compiled: they live as long as the templates, so there must not be too much of them. */
class KeptTexts {
  readonly #files = new Map<string, CompiledFile>();
  #signs = 0;

  get(text: string): CompiledFile | undefined {
    return this.#files.get(text);
  }

  keep(text: string, file: CompiledFile): void {
    if (this.#files.size >= KEPT_TEXTS || this.#signs + text.length > KEPT_SIGNS) {
      this.#files.clear();
      this.#signs = 0;
    }
    if (text.length > KEPT_SIGNS) return;
    this.#files.set(text, file);
    this.#signs += text.length;
  }
}

/** Templates by name, those that a text of `tpl` defines before the others. */
class LinkedTemplates implements Templates {
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #options: CompileOptions;
  readonly #outer: LinkedTemplates | undefined;
  readonly #texts: KeptTexts;

  constructor(
    definitions: ReadonlyMap<string, Definition>,
    { options, outer }: { readonly options: CompileOptions; readonly outer: LinkedTemplates | undefined },
  ) {
    this.#definitions = definitions;
    this.#options = options;
    this.#outer = outer;
    this.#texts = outer === undefined ? new KeptTexts() : outer.#texts;
  }

  find(name: string): Template | undefined {
    return this.#definition(name)?.template;
  }

  withText(text: string): { readonly templates: Templates; readonly template: Template } {
    const file = this.#compile(text);
    const own = file.definitions.get(ROOT_NAME);
    if (own === undefined) throw new TypeError("a text defines itself");
    const definitions = new Map<string, Definition>();
    for (const [name, definition] of file.definitions)
      if (!definition.isEmpty || this.#definition(name) === undefined) definitions.set(name, definition);
    const templates = new LinkedTemplates(definitions, { options: this.#options, outer: this });
    return { templates, template: own.template };
  }

  #definition(name: string): Definition | undefined {
    const own = this.#definitions.get(name);
    return own !== undefined || this.#outer === undefined ? own : this.#outer.#definition(name);
  }

  #compile(text: string): CompiledFile {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const file = compileText({ name: ROOT_NAME, text }, this.#options);
    this.#texts.keep(text, file);
    return file;
  }
}

function define(definitions: Map<string, Definition>, file: CompiledFile): void {
  for (const [name, definition] of file.definitions)
    if (!definition.isEmpty || !definitions.has(name)) definitions.set(name, definition);
}

function errorOf(error: unknown, { context: { profile }, including }: Run, values: () => readonly string[]): unknown {
  if (error instanceof WordedFailure) return executionError(error, profile);
  if (isStackOverflow(error)) return new RenderLimitError("depth", DEFAULT_LIMITS.depth, [], { cause: error });
  if (!(error instanceof Interruption)) return error;
  const { reason, places } = error;
  if (reason instanceof NotReproducible)
    return new NotReproducibleError(reason.wanted, places, values(), { cause: reason });
  const endless = reason.limit === "depth" ? endlessInclude(including) : undefined;
  if (endless === undefined) return new RenderLimitError(reason.limit, reason.allowed, places, { cause: reason });
  const words = nestedReference(endless);
  return new TemplateError("execution", { message: words, places, helmText: words }, { cause: reason });
}

/** The template that is included within itself most often, where that is why it went too deep. */
function endlessInclude(including: ReadonlyMap<string, number>): string | undefined {
  const [most] = [...including].toSorted(([, left], [, right]) => right - left);
  return most !== undefined && most[1] >= MANY_NESTED ? most[0] : undefined;
}
