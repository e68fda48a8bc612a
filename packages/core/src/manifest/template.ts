import { sanitizeDnsName } from "./dns-name.ts";
import { nearest } from "./nearest.ts";

/** Names and texts to fill into a manifest. */
export type Variables = ReadonlyMap<string, string>;

/** A text cut into what stays and what is filled in. */
export type TemplatePart = string | TemplateExpression;

/** `{{ .NAME }}` or `{{ .NAME | sanitizeDNSName }}`. */
export interface TemplateExpression {
  /** As written, braces included. */
  readonly written: string;
  readonly variable: string;
  readonly sanitized: boolean;
}

/** What is wrong with one expression. */
export interface TemplateProblem {
  /** As written, as far as it goes. */
  readonly written: string;
  /** Which occurrence of `written` in the text, from 0. */
  readonly index: number;
  readonly message: string;
  readonly hint?: string;
}

/** A template that was understood, or everything in it that was not. */
export type TemplateResult =
  | { readonly ok: true; readonly parts: readonly TemplatePart[] }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

const EXPRESSION = /^\.([\p{L}_][\p{L}\p{Nd}_]*)(\s*\|\s*sanitizeDNSName)?$/u;
const NOT_YET =
  "For now a template is {{ .NAME }} or {{ .NAME | sanitizeDNSName }}; functions and conditions are not supported yet.";

/** Whether a text has anything to fill in. */
export function isTemplate(text: string): boolean {
  return text.includes("{{");
}

/** Cuts a text at its expressions. Trim markers (`{{-`, `-}}`) take the white space beside them away. */
export function parseTemplate(text: string): TemplateResult {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  const seen = new Map<string, number>();
  let at = 0;
  let trimNext = false;
  for (let start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", at)) {
    const end = text.indexOf("}}", start);
    const written = end < 0 ? shorten(text.slice(start)) : text.slice(start, end + 2);
    const index = seen.get(written) ?? 0;
    seen.set(written, index + 1);
    const inner = /^\{\{(-\s)?(.*?)(\s-)?\}\}$/su.exec(written);
    const expression = EXPRESSION.exec(inner?.[2]?.trim() ?? "");
    const [, trimBefore, , trimAfter] = inner ?? [];
    parts.push(trim(text.slice(at, start), { start: trimNext, end: trimBefore !== undefined }));
    trimNext = trimAfter !== undefined;
    if (end < 0) problems.push({ written, index, message: "{{ has no }}", hint: "Close it with }}." });
    else if (expression?.[1] === undefined)
      problems.push({ written, index, message: `${shorten(written)} is not supported yet`, hint: NOT_YET });
    else parts.push({ written, variable: expression[1], sanitized: expression[2] !== undefined });
    at = end < 0 ? text.length : end + 2;
  }
  parts.push(trim(text.slice(at), { start: trimNext, end: false }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, parts: parts.filter((part) => part !== "") };
}

/** The text of an expression; `undefined` when its variable has none. */
export function valueOf(expression: TemplateExpression, variables: Variables): string | undefined {
  const value = variables.get(expression.variable);
  return value !== undefined && expression.sanitized ? sanitizeDnsName(value) : value;
}

/** Says that a variable has no text, in the words people search for. */
export function missingVariable(name: string, variables: Variables): { message: string; hint: string } {
  const meant = nearest(name, variables.keys());
  const set = `Set ${name} in the artifact (gimlet artifact add --var) or in the env's .gimlet/vars.`;
  return {
    message: `variable ${name} is not set: map has no entry for key "${name}"`,
    hint: meant === undefined ? set : `Did you mean "${meant}"? ${set}`,
  };
}

function trim(text: string, { start, end }: { readonly start: boolean; readonly end: boolean }): string {
  const from = start ? text.trimStart() : text;
  return end ? from.trimEnd() : from;
}

function shorten(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
