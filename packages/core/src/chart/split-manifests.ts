import type { Profile } from "../template/profile.ts";

/**
 * The documents of a rendered file, in their order.
 *
 * Helm cuts the text without reading YAML: `---` at the start of a line parts documents wherever it stands, in the middle
 * of a block of text too, and whatever follows it in its line.
 */
export function splitManifests(text: string, profile: Profile): readonly string[] {
  return profile.documentSeparator === "line" ? splitAtLines(text) : splitWithSpace(text);
}

/** Helm 4: white space before a document goes, what is after it stays; a blank document is none. */
function splitAtLines(text: string): readonly string[] {
  const documents: string[] = [];
  const add = (from: number, to: number): void => {
    const start = skipSpace(text, from, to);
    if (start < to) documents.push(text.slice(start, to));
  };
  let from = skipSpace(text, 0, text.length);
  if (text.startsWith("---", from)) from += 3;
  for (let at = text.indexOf("\n---", from); at !== -1; at = text.indexOf("\n---", from)) {
    add(from, at + 1);
    from = at + 4;
  }
  add(from, text.length);
  return documents;
}

/**
 * Helm 3: a separator takes the ASCII white space around it, so that of two in a row the second is part of the document.
 * All white space around a document goes; one that held only signs such as no-break spaces stays, empty.
 */
function splitWithSpace(text: string): readonly string[] {
  const end = trimmedEnd(text, 0, text.length);
  const documents: string[] = [];
  const add = (start: number, stop: number): void => {
    if (start === stop) return;
    const first = skipSpace(text, start, stop);
    documents.push(text.slice(first, trimmedEnd(text, first, stop)));
  };
  let from = skipSpace(text, 0, end);
  if (from < end && text.startsWith("---", from)) from = skipAsciiSpace(text, from + 3, end);
  for (let at = text.indexOf("\n---", from); at !== -1 && at < end; at = text.indexOf("\n---", from)) {
    let stop = at;
    while (stop > from && isAsciiSpace(text.charCodeAt(stop - 1))) stop--;
    add(from, stop);
    from = skipAsciiSpace(text, at + 4, end);
  }
  add(from, end);
  return documents;
}

/** Go's `strings.TrimSpace`. */
export function trimGoSpace(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, trimmedEnd(text, start, text.length));
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function skipAsciiSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isAsciiSpace(text.charCodeAt(at))) at++;
  return at;
}

/** `\s` of Go's regular expressions, which leaves the vertical tab out. */
function isAsciiSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c;
}

/** Go's `unicode.IsSpace`; `String.prototype.trim` takes the byte order mark, too, and leaves U+0085. */
function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
