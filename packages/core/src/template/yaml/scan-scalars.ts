import { type Cursor, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit, isHexDigit } from "./scan-cursor.ts";

/** Where a scalar stands. */
export interface ScalarPlace {
  /** The column of the block it stands in; −1 outside all blocks. */
  readonly indent: number;
  readonly inFlow: boolean;
}

/** A plain scalar. `endsInBreak`: the text after it starts on a line of its own. */
export function scanPlain(
  cursor: Cursor,
  place: ScalarPlace,
): { readonly value: string; readonly endsInBreak: boolean } {
  const gap = new Gap();
  let value = "";
  for (;;) {
    if (cursor.isDocumentMark() || cursor.at(0) === 0x23) break;
    const start = cursor.pos;
    skipPlainRun(cursor, place.inFlow);
    if (cursor.pos > start) value += gap.close() + cursor.text.slice(start, cursor.pos);
    if (!isBlank(cursor.at(0)) && !isBreak(cursor.at(0))) break;
    gap.take(cursor, (code) => {
      if (code === 0x09 && cursor.column <= place.indent)
        cursor.fail("found a tab character that violates indentation");
    });
    if (!place.inFlow && cursor.column <= place.indent) break;
  }
  return { value, endsInBreak: gap.hasBreak };
}

/** Steps over signs of a plain scalar without white space. */
function skipPlainRun(cursor: Cursor, inFlow: boolean): void {
  for (;;) {
    const code = cursor.at(0);
    if (isBlankOrEnd(code)) return;
    if (code === 0x3a && isBlankOrEnd(cursor.at(1))) return;
    if (inFlow && isFlowMark(code)) return;
    cursor.pos++;
  }
}

/** `,` `?` `[` `]` `{` `}`. */
function isFlowMark(code: number): boolean {
  return code === 0x2c || code === 0x3f || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** White space between two runs of a scalar: kept within a line, folded over line breaks. */
class Gap {
  hasBreak = false;
  #blanks = "";
  #first = "";
  #further = "";

  /** An escaped line break: what follows on the next lines counts as indentation. */
  openWithoutBreak(): void {
    this.hasBreak = true;
  }

  take(cursor: Cursor, onIndentation?: (code: number) => void): void {
    for (;;) {
      const code = cursor.at(0);
      if (isBlank(code)) {
        if (this.hasBreak) onIndentation?.(code);
        else this.#blanks += String.fromCharCode(code);
        cursor.pos++;
      } else if (!isBreak(code)) return;
      else if (this.hasBreak) this.#further += cursor.takeBreak();
      else {
        this.#blanks = "";
        this.#first = cursor.takeBreak();
        this.hasBreak = true;
      }
    }
  }

  /** What stands for the gap in the value; the gap is empty then. */
  close(): string {
    const blanks = this.#blanks;
    const folded = this.#first === "\n" ? this.#further || " " : this.#first + this.#further;
    const text = this.hasBreak ? folded : blanks;
    this.hasBreak = false;
    this.#blanks = "";
    this.#first = "";
    this.#further = "";
    return text;
  }
}

/** A scalar in single quotes; the cursor stands at the opening one. */
export function scanSingleQuoted(cursor: Cursor): string {
  return scanQuoted(cursor, () => {
    let value = "";
    for (;;) {
      const start = cursor.pos;
      while (!isBlankOrEnd(cursor.at(0)) && cursor.at(0) !== 0x27) cursor.pos++;
      value += cursor.text.slice(start, cursor.pos);
      if (cursor.at(0) !== 0x27) return { value };
      if (cursor.at(1) !== 0x27) return { value, closed: true };
      value += "'";
      cursor.skip(2);
    }
  });
}

/** A scalar in double quotes; the cursor stands at the opening one. */
export function scanDoubleQuoted(cursor: Cursor): string {
  return scanQuoted(cursor, () => {
    let value = "";
    for (;;) {
      const start = cursor.pos;
      while (!isBlankOrEnd(cursor.at(0)) && cursor.at(0) !== 0x22 && cursor.at(0) !== 0x5c) cursor.pos++;
      value += cursor.text.slice(start, cursor.pos);
      if (cursor.at(0) === 0x22) return { value, closed: true };
      if (cursor.at(0) !== 0x5c) return { value };
      if (isBreak(cursor.at(1))) {
        cursor.skip(1);
        cursor.takeBreak();
        return { value, escapedBreak: true };
      }
      value += scanEscape(cursor);
    }
  });
}

/** A stretch of a quoted scalar up to white space or the closing quote. */
interface Run {
  readonly value: string;
  readonly closed?: true;
  readonly escapedBreak?: true;
}

function scanQuoted(cursor: Cursor, scanRun: () => Run): string {
  const gap = new Gap();
  let value = "";
  cursor.skip(1);
  for (;;) {
    if (cursor.isDocumentMark()) cursor.fail("found unexpected document indicator");
    if (cursor.at(0) === 0) cursor.fail("found unexpected end of stream");
    const run = scanRun();
    value += run.value;
    if (run.closed === true) break;
    if (run.escapedBreak === true) gap.openWithoutBreak();
    gap.take(cursor);
    value += gap.close();
  }
  cursor.skip(1);
  return value;
}

/** Escapes of one letter, and what they stand for. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\u0007"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\u001b"],
  [" ", " "],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["N", "\u0085"],
  ["_", "\u00a0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

function scanEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.pos + 1);
  const plain = ESCAPES.get(letter);
  const length = letter === "x" ? 2 : letter === "u" ? 4 : letter === "U" ? 8 : 0;
  if (plain === undefined && length === 0) cursor.fail("found unknown escape character");
  cursor.skip(2);
  if (plain !== undefined) return plain;
  for (let at = 0; at < length; at++) {
    if (!isHexDigit(cursor.at(at))) cursor.fail("did not find expected hexdecimal number");
  }
  const code = Number.parseInt(cursor.text.slice(cursor.pos, cursor.pos + length), 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    cursor.fail("found invalid Unicode character escape code");
  }
  cursor.skip(length);
  return String.fromCodePoint(code);
}

/** A literal (`|`) or folded (`>`) scalar; the cursor stands at its mark. */
export function scanBlockScalar(cursor: Cursor, indent: number): string {
  const isLiteral = cursor.at(0) === 0x7c;
  cursor.skip(1);
  const { chomping, increment } = scanBlockHeader(cursor);
  const given = increment === 0 ? 0 : Math.max(indent, 0) + increment;
  const opening = skipIndentation(cursor, { width: given, parent: indent });
  const { width } = opening;
  let further = opening.breaks;
  let value = "";
  let lastBreak = "";
  let wasBlank = false;
  while (cursor.column === width && cursor.at(0) !== 0) {
    const startsBlank = isBlank(cursor.at(0));
    const folds = !isLiteral && !wasBlank && !startsBlank && lastBreak === "\n";
    value += folds ? further || " " : lastBreak + further;
    wasBlank = startsBlank;
    const start = cursor.pos;
    cursor.skipToBreak();
    value += cursor.text.slice(start, cursor.pos);
    lastBreak = cursor.takeBreak();
    further = skipIndentation(cursor, { width, parent: indent }).breaks;
  }
  if (chomping !== "strip") value += lastBreak;
  return chomping === "keep" ? value + further : value;
}

/** Chomping and indentation marks, in either order, a comment, and the line break. */
function scanBlockHeader(cursor: Cursor): { chomping: "clip" | "strip" | "keep"; increment: number } {
  let increment = scanIncrement(cursor);
  const mark = cursor.at(0);
  const chomping = mark === 0x2b ? "keep" : mark === 0x2d ? "strip" : "clip";
  if (chomping !== "clip") {
    cursor.skip(1);
    if (increment === 0) increment = scanIncrement(cursor);
  }
  cursor.skipBlanks();
  if (cursor.at(0) === 0x23) cursor.skipToBreak();
  if (!isBreakOrEnd(cursor.at(0))) cursor.fail("did not find expected comment or line break");
  cursor.takeBreak();
  return { chomping, increment };
}

function scanIncrement(cursor: Cursor): number {
  const code = cursor.at(0);
  if (!isDigit(code)) return 0;
  if (code === 0x30) cursor.fail("found an indentation indicator equal to 0");
  cursor.skip(1);
  return code - 0x30;
}

/** Steps over empty lines and the next line's indentation. A width of 0 is to be found out. */
function skipIndentation(
  cursor: Cursor,
  { width, parent }: { readonly width: number; readonly parent: number },
): { readonly width: number; readonly breaks: string } {
  let breaks = "";
  let widest = 0;
  for (;;) {
    while ((width === 0 || cursor.column < width) && cursor.at(0) === 0x20) cursor.pos++;
    widest = Math.max(widest, cursor.column);
    if ((width === 0 || cursor.column < width) && cursor.at(0) === 0x09) {
      cursor.fail("found a tab character where an indentation space is expected");
    }
    if (!isBreak(cursor.at(0))) break;
    breaks += cursor.takeBreak();
  }
  return { width: width === 0 ? Math.max(widest, parent + 1, 1) : width, breaks };
}
