import { FunctionError } from "../functions/function.ts";

/**
 * What becomes of a text with fragile signs (see `emit-analysis.ts`) when it is written as JSON and read as YAML, which is
 * what Kubernetes' library does: bytes that are not UTF-8 become U+FFFD, and a U+0085 is a line break that is folded.
 *
 * @throws {FunctionError} for control signs, which JSON has and YAML has not
 */
export function textThroughJson(text: string): string {
  const wellFormed = text.toWellFormed();
  if (FORBIDDEN.test(wellFormed)) throw new FunctionError("yaml: control characters are not allowed");
  return wellFormed.includes(NEXT_LINE) ? folded(wellFormed) : wellFormed;
}

/** Whether the text can be no key in JSON that is read as YAML: it is too long there, or holds a line break. */
export function isUnfitForKey(text: string): boolean {
  if (text.includes(NEXT_LINE)) return true;
  if (text.length <= LONGEST_KEY / LONGEST_ESCAPE) return false;
  let length = 2;
  for (const sign of text) {
    if (sign === '"' || sign === "\\" || SHORT_ESCAPES.has(sign)) length += 2;
    else length += LONG_ESCAPED.test(sign) ? LONGEST_ESCAPE : 1;
  }
  return length > LONGEST_KEY;
}

const NEXT_LINE = "\u0085";
const FORBIDDEN = /[\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
const LONGEST_KEY = 1024;
/** Such as `\u003c`. */
const LONGEST_ESCAPE = 6;
const SHORT_ESCAPES: ReadonlySet<string> = new Set("\b\f\n\r\t");
// oxlint-disable-next-line no-control-regex -- these are what JSON escapes
const LONG_ESCAPED = /[\u0000-\u001f<>&\u2028\u2029]|\p{Surrogate}/u;

/** Spaces around a break go; one break is a space, of several the first one goes. */
function folded(text: string): string {
  return text.replaceAll(/ *\u0085[ \u0085]*/g, (run) => {
    const breaks = run.split(NEXT_LINE).length - 1;
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  });
}
