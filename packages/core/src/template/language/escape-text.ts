import { isPrintable } from "../format/printable.ts";
import { printAll } from "../format/print.ts";
import { isPointer, ownText } from "../format/value-printer.ts";
import { bytesOfText } from "../values/text.ts";
import { Struct, type Value } from "../values/value.ts";

const HTML: ReadonlyMap<string, string> = new Map([
  ["\0", "\ufffd"],
  ['"', "&#34;"],
  ["'", "&#39;"],
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);
const SCRIPT: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["<", "\\u003C"],
  [">", "\\u003E"],
  ["&", "\\u0026"],
  ["=", "\\u003D"],
]);
const KEPT_IN_QUERY = /^[\w.~-]$/;

/** Go's `html`. */
export function escapeHtml(values: readonly Value[]): string {
  // oxlint-disable-next-line no-control-regex -- Go replaces the null byte
  return textOfAll(values).replace(/[\0"'&<>]/g, (sign) => HTML.get(sign) ?? sign);
}

/** Go's `js`: the text within a JavaScript string literal. */
export function escapeScript(values: readonly Value[]): string {
  let escaped = "";
  for (const sign of textOfAll(values)) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x20) escaped += `\\u00${hex(code, 2)}`;
    else if (code < 0x80) escaped += SCRIPT.get(sign) ?? sign;
    else if (code >= 0xd800 && code <= 0xdfff) escaped += sign;
    else escaped += isPrintable(code) ? sign : `\\u${hex(code, 4)}`;
  }
  return escaped;
}

/** Go's `urlquery`. */
export function escapeQuery(values: readonly Value[]): string {
  let escaped = "";
  for (const byte of bytesOfText(textOfAll(values))) {
    const sign = String.fromCharCode(byte);
    if (sign === " ") escaped += "+";
    else escaped += KEPT_IN_QUERY.test(sign) ? sign : `%${hex(byte, 2)}`;
  }
  return escaped;
}

function textOfAll(values: readonly Value[]): string {
  return printAll(values.map((value) => (value instanceof Struct ? targetOf(value) : (value ?? "<no value>"))));
}

/** What a pointer points at: a pointer that can print itself stays one. */
function targetOf(value: Struct): Struct {
  return isPointer(value) && ownText(value) === undefined ? new Struct(value.type.slice(1), value.fields) : value;
}

function hex(code: number, length: number): string {
  return code.toString(16).toUpperCase().padStart(length, "0");
}
