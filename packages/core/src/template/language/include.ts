import { quoteGo } from "../format/quote.ts";
import { textOf } from "../functions/arguments.ts";
import { rejoined } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { WordedFailure } from "./failure.ts";
import type { Run, Template } from "./frame.ts";
import { ROOT_NAME } from "./root-name.ts";
import { ParseFailure } from "./token-stream.ts";

/** What Go prints for nothing, and Helm takes out of files and the texts of `tpl`. */
const NO_VALUE = "<no value>";
const MAX_NESTED = 1000;
/** What it takes to read a sign of a template, counted also where the same text was read before. */
const STEPS_OF_SIGN = 10;

/** Helm's `include`: what the template of that name prints, as a text. */
export function includeTemplate(run: Run, [templateName, data]: readonly Value[]): string {
  const name = textOf(templateName);
  const nested = run.including.get(name) ?? 0;
  if (nested > MAX_NESTED) throw new WordedFailure(nestedReference(name));
  const template = run.templates.find(name);
  if (template === undefined)
    throw new WordedFailure(`template: no template ${quoteGo(name)} associated with template ${quoteGo(ROOT_NAME)}`);
  run.including.set(name, nested + 1);
  const text = capture(run, template, data);
  run.including.set(name, nested);
  return text;
}

/** Helm's `tpl`: what the text prints as a template, which sees all others; what it defines only it sees itself. */
export function executeText(run: Run, [template, data]: readonly Value[]): string {
  const text = textOf(template);
  if (!text.includes("{{")) return withoutNoValue(text);
  run.context.budget.step(text.length * STEPS_OF_SIGN);
  const { templates } = run;
  const made = parse(run, text);
  run.templates = made.templates;
  let output: string;
  try {
    output = capture(run, made.template, data);
  } catch (error) {
    throw error instanceof WordedFailure
      ? new WordedFailure(`error during tpl function execution for ${quoteGo(text)}: `, error)
      : error;
  }
  run.templates = templates;
  return withoutNoValue(output);
}

/** Helm's words for a template that includes itself without end. */
export function nestedReference(name: string): string {
  return `rendering template has a nested reference name: ${name}: unable to execute template`;
}

/** A text without the words that Go prints for nothing. */
export function withoutNoValue(text: string): string {
  return text.includes(NO_VALUE) ? text.replaceAll(NO_VALUE, "") : text;
}

function parse(run: Run, text: string): ReturnType<Run["templates"]["withText"]> {
  try {
    return run.templates.withText(text);
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    const words = `template: ${ROOT_NAME}:${error.line}: ${error.complaint}`;
    throw new WordedFailure(`cannot parse template ${quoteGo(text)}: `, new WordedFailure(words));
  }
}

function capture(run: Run, template: Template, data: Value): string {
  const before = run.output;
  run.output = "";
  const pieces = run.trace?.capture();
  run.context.budget.enter(run.depth);
  run.depth++;
  template.execute(run, data === null ? undefined : data);
  run.depth--;
  const text = rejoined(run.output);
  run.output = before;
  if (pieces !== undefined) run.trace?.release(pieces);
  return text;
}
