import type { Value } from "../values/value.ts";
import { keyText } from "./read-values.ts";
import { resolvePlain, YamlNumber } from "./resolve-scalar.ts";
import { giveUp, type QuickCursor } from "./scan-quick-cursor.ts";
import { scanBlockScalar, scanDoubleQuoted, scanPlain, scanSingleQuoted } from "./scan-scalars.ts";

/** A key is at most so long; the full reader counts more exactly. */
const MAX_KEY_LENGTH = 1000;

/** Reads scalars. Where `keeps` is off they are checked but not made. */
export class QuickScalars {
  keeps = true;
  readonly #cursor: QuickCursor;

  constructor(cursor: QuickCursor) {
    this.#cursor = cursor;
  }

  /** Where the plain scalar that starts here ends on its line: at `: `, ` #`, the line's end, or a mark of flow. */
  endOfPlain(inFlow: boolean): number {
    const { text } = this.#cursor;
    let { pos } = this.#cursor;
    for (; ; pos++) {
      const code = text.charCodeAt(pos);
      if (code > 0x3f && !inFlow) continue;
      switch (code) {
        case 0x0a:
        case 0:
          return pos;
        case 0x3a: // :
          if (this.#cursor.isSpaceAt(pos + 1)) return pos;
          break;
        case 0x23: // #
          if (text.charCodeAt(pos - 1) === 0x20) return pos;
          break;
        case 0x09:
          return giveUp();
        case 0x3f: // ?
          if (inFlow) giveUp();
          break;
        case 0x2c: // ,
        case 0x5b: // [
        case 0x5d: // ]
        case 0x7b: // {
        case 0x7d: // }
          if (inFlow) return pos;
      }
    }
  }

  /** What a plain scalar means; `end` may be behind spaces. */
  plain(start: number, end: number): Value {
    const { text } = this.#cursor;
    while (text.charCodeAt(end - 1) === 0x20) end--;
    const code = text.charCodeAt(start);
    if (isTypeless(code, end - start)) return this.keeps ? text.slice(start, end) : null;
    if (code >= 0x30 && code <= 0x39) {
      if (!this.keeps) return null;
      const count = shortCount(text, start, end);
      if (count >= 0) return count;
    }
    const value = resolvePlain(text.slice(start, end));
    if (!(value instanceof YamlNumber)) return value;
    return Number.isFinite(value.value) ? value.value : giveUp();
  }

  /** The text of a plain key. */
  plainKey(start: number, end: number): string {
    const { text } = this.#cursor;
    while (text.charCodeAt(end - 1) === 0x20) end--;
    if (end - start > MAX_KEY_LENGTH || end === start) giveUp();
    const code = text.charCodeAt(start);
    const key = text.slice(start, end);
    if (isTypeless(code, end - start)) return key === "<<" ? giveUp() : key;
    const typed = resolvePlain(key);
    if (typed === null || (typed instanceof YamlNumber && typed.kind === "uint64")) giveUp();
    return keyText(typed, null);
  }

  /** A plain scalar that goes on on the next lines, from its start. */
  longPlain(start: number, indent: number): Value {
    const cursor = this.#cursor;
    const { value, endsInBreak } = scanPlain(cursor.lend(start), { indent, inFlow: false });
    cursor.takeBack();
    if (endsInBreak) cursor.pos = cursor.lineStart;
    else if (!cursor.isLineOver()) giveUp();
    cursor.toToken();
    if (cursor.column > indent) giveUp();
    // With a space in it, it is no word or number; without one it stood on one line.
    return value.includes(" ") || value.includes("\n") ? value : giveUp();
  }

  /** A quoted scalar; the cursor stands behind it then. */
  quoted(): string {
    const cursor = this.#cursor;
    const { text } = cursor;
    const quote = text.charCodeAt(cursor.pos);
    const start = cursor.pos + 1;
    for (let pos = start; ; pos++) {
      const code = text.charCodeAt(pos);
      if (code === quote) {
        if (quote === 0x27 && text.charCodeAt(pos + 1) === 0x27) break;
        cursor.pos = pos + 1;
        return this.keeps ? text.slice(start, pos) : "";
      }
      if (code === 0x0a || code === 0x5c || code === 0) break;
    }
    const full = cursor.lend(cursor.pos);
    const value = quote === 0x27 ? scanSingleQuoted(full) : scanDoubleQuoted(full);
    cursor.takeBack();
    return value;
  }

  /** A literal or folded scalar; the cursor stands at the next token then. */
  block(indent: number): string {
    const cursor = this.#cursor;
    const { text } = cursor;
    const mark = text.charCodeAt(cursor.pos + 1);
    const chomping = mark === 0x2d || mark === 0x2b ? mark : 0;
    const lineEnd = cursor.pos + (chomping === 0 ? 1 : 2);
    if (text.charCodeAt(cursor.pos) === 0x7c && text.charCodeAt(lineEnd) === 0x0a) {
      return this.#literal(lineEnd + 1, { indent, chomping });
    }
    const value = scanBlockScalar(cursor.lend(cursor.pos), indent);
    cursor.takeBack();
    // The indentation of the line that ends it counts again.
    if (cursor.full.at(0) !== 0) cursor.pos = cursor.lineStart;
    cursor.toToken();
    return value;
  }

  #literal(start: number, { indent, chomping }: { readonly indent: number; readonly chomping: number }): string {
    const cursor = this.#cursor;
    const { text } = cursor;
    const least = Math.max(indent + 1, 1);
    let width = 0;
    let widest = 0;
    let value = "";
    /** How long the value is with the last line that is not empty, and whether that has a break. */
    let length = 0;
    let line = start;
    for (;;) {
      let pos = line;
      while (text.charCodeAt(pos) === 0x20 && (width === 0 || pos - line < width)) pos++;
      const code = text.charCodeAt(pos);
      if (code === 0x0a) {
        if (width === 0) widest = Math.max(widest, pos - line);
        if (this.keeps) value += "\n";
        line = pos + 1;
        continue;
      }
      if (code === 0x09 && (width === 0 || pos - line < width)) giveUp();
      if (code === 0) break;
      if (width === 0) {
        if (pos - line < least) break;
        width = pos - line;
        if (widest > width) giveUp();
      }
      if (pos - line < width) break;
      const end = text.indexOf("\n", pos);
      if (end < 0) {
        cursor.lineStart = line;
        cursor.pos = text.length - 1;
        cursor.toToken();
        return this.keeps ? value + text.slice(pos, -1) : "";
      }
      if (this.keeps) {
        value += text.slice(pos, end + 1);
        length = value.length;
      }
      line = end + 1;
    }
    cursor.pos = line;
    cursor.lineStart = line;
    cursor.toToken();
    if (chomping === 0x2b /* + */) return value;
    return value.slice(0, chomping === 0x2d /* - */ ? Math.max(length - 1, 0) : length);
  }
}

/** Whether a plain scalar that starts so is a text in any case: it is no number, and not a word such as `false`. */
function isTypeless(code: number, length: number): boolean {
  if (code > 0x7a) return code !== 0x7e; // ~
  if (code < 0x3a) return code < 0x30 && code !== 0x2b && code !== 0x2d && code !== 0x2e; // 0-9 + - .
  switch (code | 0x20) {
    case 0x66: // f F
    case 0x6e: // n N
    case 0x6f: // o O
    case 0x74: // t T
    case 0x79: // y Y
      return length > 5;
    default:
      return true;
  }
}

/** The number that a few digits make; −1 for anything else, such as an octal number. */
function shortCount(text: string, start: number, end: number): number {
  if (end - start > 15 || (end - start > 1 && text.charCodeAt(start) === 0x30)) return -1;
  let count = 0;
  for (let pos = start; pos < end; pos++) {
    const digit = text.charCodeAt(pos) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    count = count * 10 + digit;
  }
  return count;
}
