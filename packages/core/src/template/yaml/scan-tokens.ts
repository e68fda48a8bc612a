import { type Cursor, isBlank, isBlankOrEnd } from "./scan-cursor.ts";
import { scanBlockScalar, scanDoubleQuoted, scanPlain, scanSingleQuoted } from "./scan-scalars.ts";
import { scanAnchor, scanDirective, scanTag } from "./scan-tags.ts";
import type { Mark, Token } from "./scan-token.ts";

/** A token that would turn out to be a key if a `:` came after it. */
interface SimpleKey {
  isPossible: boolean;
  /** Whether it stands where in a block nothing but a key may. */
  readonly isRequired: boolean;
  /** Which token it is, counted from the start of the text. */
  readonly number: number;
  readonly pos: number;
  readonly line: number;
  readonly column: number;
}

const MAX_DEPTH = 10_000;
const MAX_KEY_LENGTH = 1024;

/**
 * The tokens of a text, each made no sooner than it is asked for: what stands behind the end of a document is never
 * looked at, so it can't fail either. Only a possible key makes the scanner look on until that is settled.
 */
export class TokenScanner {
  readonly #cursor: Cursor;
  #queue: Token[] = [];
  #head = 0;
  /** How many tokens were taken. */
  #taken = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  #flowLevel = 0;
  #keyAllowed = true;
  /** One for each level of flow collections. */
  readonly #keys: SimpleKey[] = [];
  /** The level of the possible key that starts with the token of that number. */
  readonly #levelOfKey = new Map<number, number>();

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    this.#keys.push(this.#keyHere(false, false));
  }

  /** The next token, which stays the next one until it is taken. */
  peek(): Token {
    while (this.#head === this.#queue.length || this.#mayBecomeKey()) this.#fetch();
    const token = this.#queue[this.#head];
    if (token === undefined) throw new RangeError("no token left");
    return token;
  }

  take(): void {
    this.#head++;
    this.#taken++;
    if (this.#head < this.#queue.length) return;
    this.#queue = [];
    this.#head = 0;
  }

  #mayBecomeKey(): boolean {
    const level = this.#levelOfKey.get(this.#taken);
    const key = level === undefined ? undefined : this.#keys[level];
    return key !== undefined && this.#isStillPossible(key);
  }

  #isStillPossible(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.line === this.#cursor.line && !this.#isTooLong(key)) return true;
    if (key.isRequired) this.#cursor.fail("could not find expected ':'");
    key.isPossible = false;
    return false;
  }

  #isTooLong(key: SimpleKey): boolean {
    const { text, pos } = this.#cursor;
    // Signs are counted, of which some take two places; most texts are far below the limit either way.
    return pos - key.pos > MAX_KEY_LENGTH && Array.from(text.slice(key.pos, pos)).length > MAX_KEY_LENGTH;
  }

  #keyHere(isPossible: boolean, isRequired: boolean): SimpleKey {
    const { pos, line, column } = this.#cursor;
    const number = this.#taken + this.#queue.length - this.#head;
    return { isPossible, isRequired, number, pos, line, column };
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const key = this.#keyHere(true, this.#flowLevel === 0 && this.#indent === this.#cursor.column);
    this.#dropKey();
    this.#keys[this.#keys.length - 1] = key;
    this.#levelOfKey.set(key.number, this.#keys.length - 1);
  }

  #dropKey(): void {
    const key = this.#keys.at(-1);
    if (key?.isPossible !== true) return;
    if (key.isRequired) this.#cursor.fail("could not find expected ':'");
    key.isPossible = false;
    this.#levelOfKey.delete(key.number);
  }

  #push(token: Token): void {
    this.#queue.push(token);
  }

  /** Puts a mark before the token of that number, or last if that one was taken already. */
  #insert(kind: Mark, key: SimpleKey): void {
    const at = key.number - this.#taken;
    this.#queue.splice(at < 0 ? this.#queue.length : this.#head + at, 0, { kind, line: key.line });
  }

  /** Opens a block at that column, if it lies deeper than the one around. */
  #indentTo(column: number): boolean {
    if (this.#flowLevel > 0 || this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    if (this.#indents.length > MAX_DEPTH) this.#cursor.fail(`exceeded max depth of ${MAX_DEPTH}`);
    return true;
  }

  /** Closes the blocks that lie deeper than that column. */
  #unindentTo(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.#push({ kind: "block-end", line: this.#cursor.line });
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#skipToToken();
    this.#unindentTo(cursor.column);
    cursor.expectReadable();
    const code = cursor.at(0);
    if (code === 0) return this.#fetchStreamEnd();
    if (cursor.column === 0 && code === 0x25) return this.#fetchDirective();
    if (cursor.isDocumentMark()) return this.#fetchDocumentMark(code === 0x2d ? "document-start" : "document-end");
    this.#fetchContent(code);
    cursor.expectReadable();
  }

  /** Steps over white space, comments and line breaks. */
  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      let code = cursor.at(0);
      while (code === 0x20 || (code === 0x09 && (this.#flowLevel > 0 || !this.#keyAllowed))) {
        cursor.pos++;
        code = cursor.at(0);
      }
      if (code === 0x23) cursor.skipToBreak();
      if (cursor.takeBreak() === "") return;
      if (this.#flowLevel === 0) this.#keyAllowed = true;
    }
  }

  #fetchContent(code: number): void {
    const cursor = this.#cursor;
    const next = cursor.at(1);
    const inFlow = this.#flowLevel > 0;
    switch (code) {
      case 0x5b: // [
        return this.#fetchFlowStart("flow-sequence-start");
      case 0x7b: // {
        return this.#fetchFlowStart("flow-mapping-start");
      case 0x5d: // ]
        return this.#fetchFlowEnd("flow-sequence-end");
      case 0x7d: // }
        return this.#fetchFlowEnd("flow-mapping-end");
      case 0x2c: // ,
        this.#dropKey();
        this.#keyAllowed = true;
        return this.#fetchMark("flow-entry");
      case 0x2d: // -
        if (isBlankOrEnd(next)) return this.#fetchBlockEntry();
        return this.#fetchPlain();
      case 0x3f: // ?
        if (inFlow || isBlankOrEnd(next)) return this.#fetchKey();
        return this.#fetchPlain();
      case 0x3a: // :
        if (inFlow || isBlankOrEnd(next)) return this.#fetchValue();
        return this.#fetchPlain();
      case 0x2a: // *
        return this.#fetchName("alias");
      case 0x26: // &
        return this.#fetchName("anchor");
      case 0x21: // !
        return this.#fetchTag();
      case 0x27: // '
      case 0x22: // "
        return this.#fetchQuoted(code);
      case 0x7c: // |
      case 0x3e: // >
        if (inFlow) break;
        return this.#fetchBlockScalar();
      case 0x25: // %
      case 0x40: // @
      case 0x60: // `
        break;
      default:
        if (!isBlank(code)) return this.#fetchPlain();
    }
    cursor.fail("found character that cannot start any token");
  }

  #fetchMark(kind: Mark, length: number = 1): void {
    this.#push({ kind, line: this.#cursor.line });
    this.#cursor.skip(length);
  }

  #fetchStreamEnd(): void {
    const cursor = this.#cursor;
    if (cursor.column !== 0) {
      cursor.lineStart = cursor.pos;
      cursor.line++;
    }
    this.#leaveBlocks();
    this.#push({ kind: "stream-end", line: cursor.line });
  }

  #fetchDirective(): void {
    this.#leaveBlocks();
    const { line } = this.#cursor;
    this.#push({ kind: "directive", line, directive: scanDirective(this.#cursor) });
  }

  #fetchDocumentMark(kind: Mark): void {
    this.#leaveBlocks();
    this.#fetchMark(kind, 3);
  }

  #leaveBlocks(): void {
    this.#unindentTo(-1);
    this.#dropKey();
    this.#keyAllowed = false;
  }

  #fetchFlowStart(kind: Mark): void {
    this.#saveKey();
    this.#keys.push(this.#keyHere(false, false));
    this.#flowLevel++;
    if (this.#flowLevel > MAX_DEPTH) this.#cursor.fail(`exceeded max depth of ${MAX_DEPTH}`);
    this.#keyAllowed = true;
    this.#fetchMark(kind);
  }

  #fetchFlowEnd(kind: Mark): void {
    this.#dropKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel--;
      // The level's first key has the number of its bracket: so the bracket itself is no longer waited for as a key.
      const key = this.#keys.pop();
      if (key !== undefined) this.#levelOfKey.delete(key.number);
    }
    this.#keyAllowed = false;
    this.#fetchMark(kind);
  }

  #fetchBlockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) this.#cursor.fail("block sequence entries are not allowed in this context");
      this.#openBlock("block-sequence-start");
    }
    this.#dropKey();
    this.#keyAllowed = true;
    this.#fetchMark("block-entry");
  }

  #openBlock(kind: Mark): void {
    if (this.#indentTo(this.#cursor.column)) this.#push({ kind, line: this.#cursor.line });
  }

  #fetchKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) this.#cursor.fail("mapping keys are not allowed in this context");
      this.#openBlock("block-mapping-start");
    }
    this.#dropKey();
    this.#keyAllowed = this.#flowLevel === 0;
    this.#fetchMark("key");
  }

  #fetchValue(): void {
    const key = this.#keys.at(-1);
    if (key !== undefined && this.#isStillPossible(key)) {
      this.#insert("key", key);
      if (this.#indentTo(key.column)) this.#insert("block-mapping-start", key);
      key.isPossible = false;
      this.#levelOfKey.delete(key.number);
      this.#keyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#keyAllowed) this.#cursor.fail("mapping values are not allowed in this context");
        this.#openBlock("block-mapping-start");
      }
      this.#keyAllowed = this.#flowLevel === 0;
    }
    this.#fetchMark("value");
  }

  #fetchName(kind: "alias" | "anchor"): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { line } = this.#cursor;
    this.#push({ kind, line, name: scanAnchor(this.#cursor) });
  }

  #fetchTag(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { line } = this.#cursor;
    this.#push({ kind: "tag", line, tag: scanTag(this.#cursor) });
  }

  #fetchQuoted(quote: number): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { line } = this.#cursor;
    const value = quote === 0x27 ? scanSingleQuoted(this.#cursor) : scanDoubleQuoted(this.#cursor);
    this.#push({ kind: "scalar", line, value, isPlain: false });
  }

  #fetchBlockScalar(): void {
    this.#dropKey();
    this.#keyAllowed = true;
    const { line } = this.#cursor;
    this.#push({ kind: "scalar", line, value: scanBlockScalar(this.#cursor, this.#indent), isPlain: false });
  }

  #fetchPlain(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { line } = this.#cursor;
    const place = { indent: this.#indent, inFlow: this.#flowLevel > 0 };
    const { value, endsInBreak } = scanPlain(this.#cursor, place);
    this.#push({ kind: "scalar", line, value, isPlain: true });
    if (endsInBreak) this.#keyAllowed = true;
  }
}
