import type { Budget } from "../template/budget.ts";
import type { FunctionTable, RenderContext } from "../template/functions/function.ts";
import { type ExplainedLine, executeTemplate, explainTemplate } from "../template/language/template-set.ts";
import type { Profile } from "../template/profile.ts";
import type { CompiledTemplates } from "./compiled-templates.ts";
import type { Chance } from "../template/chance/chance.ts";
import { type TemplateContext, templateObject } from "./template-contexts.ts";

/** What a template looked for in the cluster; an empty name means all there are. */
export interface LookupQuery {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What executing templates needs besides them. */
export interface ExecuteOptions {
  readonly profile: Profile;
  readonly budget: Budget;
  readonly chance: Chance;
  /** Those that are not always there. */
  readonly functions: FunctionTable;
  readonly signal: AbortSignal | undefined;
  /** Whether each line is to be explained, which takes longer. */
  readonly explain: boolean;
}

/** What templates printed, by their paths, and what they looked for. */
export interface ExecutedTemplates {
  readonly files: ReadonlyMap<string, string>;
  readonly lookups: readonly LookupQuery[];
  /** Where the lines of each file come from; empty unless that was wanted. */
  readonly explained: ReadonlyMap<string, readonly ExplainedLine[]>;
}

/** Templates between which others get to work. */
const TEMPLATES_AT_ONCE = 16;

/**
 * Executes the templates of all charts, but not partials, in Helm's order.
 * @param contexts in the order of those the templates were compiled for
 * @throws {TemplateError} the first that fails
 * @throws {GroupMissing} when a function turns out to be needed that is not loaded
 */
export async function executeTemplates(
  { set, printing, patterns }: CompiledTemplates,
  contexts: readonly TemplateContext[],
  { profile, budget, chance, functions, signal, explain }: ExecuteOptions,
): Promise<ExecutedTemplates> {
  const lookups: LookupQuery[] = [];
  const { random, clock, certificates } = chance;
  const onLookup = (query: LookupQuery): void => void lookups.push(query);
  const context: RenderContext = { profile, budget, random, clock, certificates, patterns, onLookup };
  const files = new Map<string, string>();
  const explained = new Map<string, readonly ExplainedLine[]>();
  for (const [at, { name, owner }] of printing.entries()) {
    if (signal !== undefined && at % TEMPLATES_AT_ONCE === 0) await letOthersWork(signal);
    const { data, path } = contexts[owner] ?? missingContext(name);
    data.set("Template", templateObject({ name, path }, profile));
    const options = { name, data, context, functions };
    if (explain) {
      const { text, lines } = explainTemplate(set, options);
      files.set(name, text);
      explained.set(name, lines);
    } else files.set(name, executeTemplate(set, options));
  }
  return { files, lookups, explained };
}

function missingContext(name: string): never {
  throw new TypeError(`there is no chart for ${name}`);
}

async function letOthersWork(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}
