import { Dict, List, type Value } from "../values/value.ts";
import { isPlainStart, QuickFlow } from "./read-quick-flow.ts";
import { QuickScalars } from "./read-quick-scalars.ts";
import { giveUp, QuickCursor, UnusualYaml } from "./scan-quick-cursor.ts";
import { YamlError } from "./yaml-error.ts";

/** Which values of the outermost map are made; others are checked only, and stand as null. */
export type KeptKeys = ReadonlySet<string> | "all";

const MAX_DEPTH = 100;

/** What takes the text out of the quick reader's hands: other line breaks, and what YAML does not allow at all. */
// oxlint-disable-next-line no-control-regex
const UNUSUAL = /[\0-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/;

/**
 * The value of a text that looks like nearly all YAML does: blocks, quotes, brackets, literals, comments; no anchors,
 * tags or explicit keys. It reads straight to values, without tokens and nodes, which makes it several times as fast as
 * the full reader; what both read they read alike.
 *
 * `undefined` when the text is not of that kind, or has an error: then only the full reader knows.
 */
export function readQuickly(text: string, kept: KeptKeys): Value {
  const content = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  // A line break is a line feed wherever it counts.
  const lines = content.includes("\r") ? content.replaceAll("\r\n", "\n") : content;
  if (UNUSUAL.test(lines) || !lines.isWellFormed()) return undefined;
  try {
    return new QuickReader(lines, kept).document();
  } catch (error) {
    if (error instanceof UnusualYaml || error instanceof YamlError) return undefined;
    throw error;
  }
}

class QuickReader {
  readonly #cursor: QuickCursor;
  readonly #scalars: QuickScalars;
  readonly #flow: QuickFlow;
  readonly #kept: KeptKeys;
  #depth = 0;

  constructor(text: string, kept: KeptKeys) {
    this.#cursor = new QuickCursor(text);
    this.#scalars = new QuickScalars(this.#cursor);
    this.#flow = new QuickFlow(this.#cursor, this.#scalars);
    this.#kept = kept;
  }

  document(): Value {
    const cursor = this.#cursor;
    cursor.toToken();
    if (cursor.text.startsWith("---", cursor.pos) && cursor.column < 0) {
      cursor.pos += 3;
      cursor.endLine();
    }
    // Only the end of a text is known to be harmless when there was nothing before it.
    if (cursor.column < 0) return cursor.pos === cursor.text.length - 1 ? null : giveUp();
    const value = this.#block(-1);
    return cursor.column < 0 ? value : giveUp();
  }

  /** A node that starts on a line of its own or behind a dash, in a block at column `indent`. */
  #block(indent: number): Value {
    const cursor = this.#cursor;
    const { column, pos: start } = cursor;
    const code = cursor.text.charCodeAt(start);
    if (code === 0x2d /* - */ && cursor.isSpaceAt(start + 1)) return this.#sequence(column, false);
    if (code === 0x22 || code === 0x27) {
      const { lineStart } = cursor;
      const text = this.#keyOrValue();
      cursor.skipSpaces();
      if (cursor.text.charCodeAt(cursor.pos) !== 0x3a /* : */) {
        cursor.endLine();
        return text;
      }
      if (cursor.lineStart !== lineStart || cursor.pos - start > 1000) giveUp();
      return this.#mapping(column, text);
    }
    if (this.#startsPlain(code)) {
      const end = this.#scalars.endOfPlain(false);
      if (cursor.text.charCodeAt(end) === 0x3a) {
        cursor.pos = end;
        return this.#mapping(column, this.#scalars.plainKey(start, end));
      }
      return this.#plain(start, end, indent);
    }
    return this.#inline(indent);
  }

  /** Whether the token is a plain scalar: the marks `-`, `:` and `?` are none before other signs than white space. */
  #startsPlain(code: number): boolean {
    if (isPlainStart(code)) return true;
    return (code === 0x2d || code === 0x3a || code === 0x3f) && !this.#cursor.isSpaceAt(this.#cursor.pos + 1);
  }

  /** A quoted text before it is known whether it is a key, which is always made. */
  #keyOrValue(): string {
    const { keeps } = this.#scalars;
    this.#scalars.keeps = true;
    const text = this.#scalars.quoted();
    this.#scalars.keeps = keeps;
    return text;
  }

  /** A value that stands behind its key, or anything but a key. */
  #inline(indent: number): Value {
    const cursor = this.#cursor;
    const code = cursor.text.charCodeAt(cursor.pos);
    if (code === 0x22 || code === 0x27) {
      const text = this.#scalars.quoted();
      cursor.endLine();
      return text;
    }
    if (code === 0x7b || code === 0x5b) {
      const value = this.#flow.collection();
      cursor.endLine();
      return value;
    }
    if (code === 0x7c || code === 0x3e) return this.#scalars.block(indent);
    if (!this.#startsPlain(code)) giveUp();
    const start = cursor.pos;
    const end = this.#scalars.endOfPlain(false);
    return cursor.text.charCodeAt(end) === 0x3a ? giveUp() : this.#plain(start, end, indent);
  }

  #plain(start: number, end: number, indent: number): Value {
    const cursor = this.#cursor;
    const { lineStart } = cursor;
    cursor.pos = end;
    cursor.toToken();
    if (cursor.column <= indent) return this.#scalars.plain(start, end);
    cursor.lineStart = lineStart;
    return this.#scalars.longPlain(start, indent);
  }

  /** A map whose first key was read; the cursor stands at the `:` behind it. */
  #mapping(column: number, first: string): Value {
    if (++this.#depth > MAX_DEPTH) giveUp();
    const cursor = this.#cursor;
    const dict = this.#scalars.keeps ? new Dict() : null;
    const isChoosy = this.#depth === 1 && this.#kept !== "all";
    for (let key = first; ; key = this.#key()) {
      if (!cursor.isSpaceAt(++cursor.pos)) giveUp();
      if (isChoosy) this.#scalars.keeps = this.#keeps(key);
      const value = this.#value(column);
      dict?.set(key, value);
      if (cursor.column !== column) break;
    }
    if (cursor.column > column) giveUp();
    if (isChoosy) this.#scalars.keeps = true;
    this.#depth--;
    return dict;
  }

  #keeps(key: string): boolean {
    return this.#kept === "all" || this.#kept.has(key);
  }

  #key(): string {
    const cursor = this.#cursor;
    const start = cursor.pos;
    const code = cursor.text.charCodeAt(start);
    if (code === 0x22 || code === 0x27) {
      const { lineStart } = cursor;
      const key = this.#keyOrValue();
      cursor.skipSpaces();
      if (cursor.text.charCodeAt(cursor.pos) !== 0x3a || cursor.lineStart !== lineStart) giveUp();
      return cursor.pos - start > 1000 ? giveUp() : key;
    }
    if (!this.#startsPlain(code)) giveUp();
    const end = this.#scalars.endOfPlain(false);
    if (cursor.text.charCodeAt(end) !== 0x3a) giveUp();
    cursor.pos = end;
    return this.#scalars.plainKey(start, end);
  }

  /** What belongs to a key, from behind its `:` on. */
  #value(column: number): Value {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    if (!cursor.isLineOver()) return this.#inline(column);
    cursor.toToken();
    if (cursor.column > column) return this.#block(column);
    // A list may stand no deeper than its key.
    return cursor.column === column && cursor.isDash() ? this.#sequence(column, true) : null;
  }

  #sequence(column: number, isUnindented: boolean): Value {
    if (++this.#depth > MAX_DEPTH) giveUp();
    const cursor = this.#cursor;
    const items: Value[] = [];
    do {
      cursor.pos++;
      cursor.skipSpaces();
      if (cursor.isLineOver()) {
        cursor.toToken();
        items.push(cursor.column > column ? this.#block(column) : null);
      } else {
        cursor.column = cursor.pos - cursor.lineStart;
        items.push(this.#block(column));
      }
    } while (cursor.column === column && cursor.isDash());
    if (cursor.column > column || (cursor.column === column && !isUnindented)) giveUp();
    this.#depth--;
    return this.#scalars.keeps ? new List(items) : null;
  }
}
