import { FunctionError } from "../functions/function.ts";

/**
 * What becomes of a text with fragile signs (see `emit-analysis.ts`) when it is written as JSON and read as YAML, which is
 * what Kubernetes' library does: bytes that are not UTF-8 become U+FFFD, and a U+0085 is a line break that is folded.
 *
 * @throws {FunctionError} for what JSON has and YAML has not: control signs, and marks of a document's end in a text
 */
export function textThroughJson(text: string): string {
  const wellFormed = text.toWellFormed();
  if (FORBIDDEN.test(wellFormed)) throw new FunctionError("yaml: control characters are not allowed");
  if (!wellFormed.includes(NEXT_LINE)) return wellFormed;
  const mark = wellFormed.search(DOCUMENT_MARK);
  if (mark === -1) return folded(wellFormed);
  const line = breaksIn(wellFormed.slice(0, mark)) + 2;
  throw new FunctionError(`yaml: line ${line}: found unexpected document indicator`);
}

/**
 * What becomes of a key on that way.
 *
 * @throws {FunctionError} as for other texts, and for what can be no key of one line: it is too long, or holds a line break
 */
export function keyThroughJson(key: string): string {
  const text = textThroughJson(key);
  const breaks = breaksIn(key);
  if (breaks === 0 && !isTooLongForKey(key)) return text;
  throw new FunctionError(`yaml: ${breaks > 0 ? `line ${breaks}: ` : ""}did not find expected ',' or '}'`);
}

/** Whether keys can go that way unchanged without a closer look. */
export function isHarmlessKey(key: string): boolean {
  return key.length <= LONGEST_KEY / LONGEST_ESCAPE && !FRAGILE.test(key);
}

const NEXT_LINE = "\u0085";
const FRAGILE = /[\u007f-\u009f\ud800-\udfff\ufffe\uffff]/;
const DOCUMENT_MARK = /\u0085(?:---|\.\.\.)[ \u0085]/;
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
    const breaks = breaksIn(run);
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  });
}

/** By the length of its JSON. */
function isTooLongForKey(key: string): boolean {
  if (key.length <= LONGEST_KEY / LONGEST_ESCAPE) return false;
  let length = 2;
  for (const sign of key) {
    if (sign === '"' || sign === "\\" || SHORT_ESCAPES.has(sign)) length += 2;
    else length += LONG_ESCAPED.test(sign) ? LONGEST_ESCAPE : 1;
  }
  return length > LONGEST_KEY;
}

function breaksIn(text: string): number {
  return text.split(NEXT_LINE).length - 1;
}
