import { FunctionError, type FunctionTable, type TemplateFunction } from "../functions/function.ts";
import { ANY } from "../values/value.ts";

// What Helm puts around the message of `required` and `fail`, and looks for in the error that comes out.
const MESSAGE_START = "HELM_ERR_START";
const MESSAGE_END = "HELM_ERR_END";
const MESSAGE = /HELM_ERR_START(.*)HELM_ERR_END/s;

/** `include`: the compiler knows it, since it needs the templates. */
export const INCLUDE: TemplateFunction = { params: ["string", ANY], call: needsTemplates };

/** `tpl`: as {@link INCLUDE}. */
export const TPL: TemplateFunction = { params: ["string", ANY], call: needsTemplates };

/** The functions of Helm that have to do with templates: `include`, `tpl`, `required` and `fail`. */
export const HELM_FUNCTIONS: FunctionTable = new Map<string, TemplateFunction>([
  ["include", INCLUDE],
  ["tpl", TPL],
  ["required", { params: ["string", ANY], call: ([message, value]) => (isMissing(value) ? refuse(message) : value) }],
  ["fail", { params: ["string"], call: ([message]) => refuse(message) }],
]);

/** The message of `required` or `fail` in the words of an error; `undefined` where neither was the cause. */
export function messageOf(words: string): string | undefined {
  return MESSAGE.exec(words)?.[1];
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function refuse(message: unknown): never {
  throw new FunctionError(`${MESSAGE_START}${String(message)}${MESSAGE_END}`);
}

function needsTemplates(): never {
  throw new TypeError("this function is called by the compiler");
}
