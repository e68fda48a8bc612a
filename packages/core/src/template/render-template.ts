import { Budget, DEFAULT_LIMITS, type Limits } from "./budget.ts";
import type { Chance } from "./chance/chance.ts";
import { FORBIDDEN_CHANCE } from "./chance/forbidden-chance.ts";
import { RepeatableChance } from "./chance/repeatable-chance.ts";
import { functionLibrary } from "./function-library.ts";
import { LateFunctions } from "./functions/late-functions.ts";
import { PatternCache } from "./functions/regex/pattern-cache.ts";
import { compileFile } from "./language/compile-file.ts";
import { GroupMissing } from "./language/failure.ts";
import { executeTemplate, linkTemplates } from "./language/template-set.ts";
import { type ProfileName, profileOf } from "./profile.ts";
import { copyValue } from "./values/copy-value.ts";
import type { Value } from "./values/value.ts";

/** What a template is rendered with. */
export interface RenderTemplateOptions {
  /** What `.` and `$` are, such as {@link dictOfJson} gives; not changed. */
  readonly data: Value;
  /** What errors call the template. @defaultValue `template` */
  readonly name?: string;
  /** Texts by name whose templates it can `include`; a later definition of a name wins. @defaultValue none */
  readonly partials?: ReadonlyMap<string, string>;
  /** What a key gives that its map does not have: nothing, as in charts, or an error. @defaultValue `zero` */
  readonly missingKey?: "zero" | "error";
  /** Whose functions, in whose words errors are. @defaultValue `helm-4.2` */
  readonly profile?: ProfileName;
  /** Where random texts, the time and keys come from. @defaultValue nowhere: to ask for them is an error */
  readonly chance?: Chance;
  /** @defaultValue {@link DEFAULT_LIMITS} */
  readonly limits?: Limits;
}

/**
 * What a Go template prints, with all functions of sprig and Helm.
 *
 * Asynchronous only for functions whose code is heavy, such as dates and certificates: it is loaded when the template
 * names them. `lookup` finds nothing; `env` and `expandenv` don't exist.
 *
 * @throws {TemplateError} when a template can't be parsed, or fails
 * @throws {NotReproducibleError} when it asks for chance that is not there
 * @throws {RenderLimitError} when it takes more than the limits allow
 */
export async function renderTemplate(text: string, options: RenderTemplateOptions): Promise<string> {
  const { data, name = "template", partials = new Map<string, string>(), missingKey = "zero" } = options;
  const profile = profileOf(options.profile ?? "helm-4.2");
  const compileOptions = { ...functionLibrary(profile), profile, missingKey };
  const files = [...partials, [name, text] as const].map(([file, content]) =>
    compileFile({ name: file, text: content }, compileOptions),
  );
  const set = linkTemplates(files);
  const lateFunctions = new LateFunctions(set.functionNames);
  const chance = new RepeatableChance(options.chance ?? FORBIDDEN_CHANCE);
  const patterns = new PatternCache();
  for (;;) {
    const { random, clock, certificates } = chance;
    const budget = new Budget(options.limits ?? DEFAULT_LIMITS);
    const context = { profile, budget, random, clock, certificates, patterns };
    const functions = await lateFunctions.load();
    try {
      return executeTemplate(set, { name, data: copyValue(data), context, functions });
    } catch (error) {
      if (!(error instanceof GroupMissing) || !lateFunctions.need(error.functionName)) throw error;
      chance.restart();
    }
  }
}
