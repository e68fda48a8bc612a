import { Dict, List, type Value } from "../values/value.ts";
import type { QuickScalars } from "./read-quick-scalars.ts";
import { giveUp, type QuickCursor } from "./scan-quick-cursor.ts";

const MAX_DEPTH = 100;

/** Reads lists and maps in brackets. */
export class QuickFlow {
  readonly #cursor: QuickCursor;
  readonly #scalars: QuickScalars;
  #depth = 0;

  constructor(cursor: QuickCursor, scalars: QuickScalars) {
    this.#cursor = cursor;
    this.#scalars = scalars;
  }

  /** The list or map at the cursor, which stands behind it then. */
  collection(): Value {
    if (++this.#depth > MAX_DEPTH) giveUp();
    const value = this.#cursor.text.charCodeAt(this.#cursor.pos++) === 0x5b ? this.#list() : this.#map();
    this.#depth--;
    return value;
  }

  #list(): List | null {
    const items: Value[] = [];
    for (let code = this.#next(); code !== 0x5d /* ] */;) {
      items.push(this.#item(code));
      code = this.#separator(0x5d);
    }
    this.#cursor.pos++;
    return this.#scalars.keeps ? new List(items) : null;
  }

  #map(): Dict | null {
    const dict = this.#scalars.keeps ? new Dict() : null;
    for (let code = this.#next(); code !== 0x7d /* } */;) {
      const key = this.#key(code);
      let value: Value = null;
      if (this.#cursor.text.charCodeAt(this.#cursor.pos) === 0x3a /* : */) {
        this.#cursor.pos++;
        const next = this.#next();
        if (next !== 0x2c && next !== 0x7d) value = this.#item(next);
      }
      dict?.set(key, value);
      code = this.#separator(0x7d);
    }
    this.#cursor.pos++;
    return dict;
  }

  /** The code of the next sign that is no white space, wherever it stands. */
  #next(): number {
    this.#cursor.toToken();
    // The document ends within the brackets, or that would have to be looked at more closely.
    if (this.#cursor.column < 0) giveUp();
    return this.#cursor.text.charCodeAt(this.#cursor.pos);
  }

  /** Goes over a comma to the next entry, or to the end. */
  #separator(end: number): number {
    const code = this.#next();
    if (code === end) return code;
    if (code !== 0x2c /* , */) giveUp();
    this.#cursor.pos++;
    return this.#next();
  }

  #item(code: number): Value {
    if (code === 0x5b || code === 0x7b) return this.#notKey(this.collection());
    if (code === 0x22 || code === 0x27) return this.#notKey(this.#scalars.quoted());
    const start = this.#startOfPlain(code);
    const end = this.#scalars.endOfPlain(true);
    this.#cursor.pos = end;
    const value = this.#scalars.plain(start, end);
    this.#endPlain();
    return this.#notKey(value);
  }

  #key(code: number): string {
    if (code === 0x22 || code === 0x27) {
      const { lineStart, pos } = this.#cursor;
      const key = this.#scalars.quoted();
      if (this.#cursor.lineStart !== lineStart || this.#cursor.pos - pos > 1000) giveUp();
      this.#cursor.skipSpaces();
      return key;
    }
    const start = this.#startOfPlain(code);
    const end = this.#scalars.endOfPlain(true);
    this.#cursor.pos = end;
    const key = this.#scalars.plainKey(start, end);
    this.#endPlain();
    return key;
  }

  /** A `:` makes a key of what comes before it. */
  #notKey(value: Value): Value {
    this.#cursor.skipSpaces();
    const code = this.#cursor.text.charCodeAt(this.#cursor.pos);
    return code === 0x3a ? giveUp() : value;
  }

  /** A plain scalar may go on on the next line: unless it ends there, that is left to the full reader. */
  #endPlain(): void {
    const { text, pos } = this.#cursor;
    const code = text.charCodeAt(pos);
    if (code === 0x0a || code === 0x23) {
      const next = this.#next();
      if (next !== 0x2c && next !== 0x5d && next !== 0x7d) giveUp();
    } else if (code === 0x5b || code === 0x7b) giveUp();
  }

  #startOfPlain(code: number): number {
    if (!isPlainStart(code)) giveUp();
    return this.#cursor.pos;
  }
}

/** Whether a plain scalar may start so, and not be anything else. */
export function isPlainStart(code: number): boolean {
  switch (code) {
    case 0x21: // !
    case 0x22: // "
    case 0x23: // #
    case 0x25: // %
    case 0x26: // &
    case 0x27: // '
    case 0x2a: // *
    case 0x2c: // ,
    case 0x2d: // -
    case 0x3a: // :
    case 0x3e: // >
    case 0x3f: // ?
    case 0x40: // @
    case 0x5b: // [
    case 0x5d: // ]
    case 0x60: // `
    case 0x7b: // {
    case 0x7c: // |
    case 0x7d: // }
      return false;
    default:
      return true;
  }
}
