import { Cursor } from "./scan-cursor.ts";

/** The text holds something that only the full reader understands, or that is no YAML. */
export class UnusualYaml extends Error {
  override readonly name = "UnusualYaml";
}

/** @throws {UnusualYaml} always */
export function giveUp(): never {
  throw new UnusualYaml("not for the quick reader");
}

/**
 * A place in a text whose only white space is space, tab and LF. Columns are those of the next token; what is behind the
 * end of the document has column −1, which is left of everything.
 *
 * Loops read codes of signs as literals: they run once for each sign of a text.
 */
export class QuickCursor {
  readonly text: string;
  readonly #end: number;
  /** For the scalars that are left to the full scanner. */
  readonly full: Cursor;
  pos = 0;
  lineStart = 0;
  column = 0;

  constructor(text: string) {
    this.full = new Cursor(text);
    this.text = this.full.text;
    this.#end = text.length;
  }

  /** Goes to the next token, over white space, comments and line breaks; the cursor is not within a comment. */
  toToken(): void {
    const { text } = this;
    let { pos } = this;
    for (;;) {
      const code = text.charCodeAt(pos);
      if (code === 0x20 /* space */) pos++;
      else if (code === 0x0a /* LF */) this.lineStart = ++pos;
      else if (code === 0x23 /* # */) {
        pos = text.indexOf("\n", pos);
        if (pos < 0) pos = this.#end;
      } else break;
    }
    this.pos = pos;
    this.column = pos - this.lineStart;
    const code = text.charCodeAt(pos);
    if (pos === this.#end || (this.column === 0 && this.#isDocumentMark(code))) this.column = -1;
    else if (code === 0x09 /* tab */) giveUp();
  }

  /** Goes to the next token after a value, behind which a line has nothing but a comment. */
  endLine(): void {
    const line = this.lineStart;
    this.toToken();
    if (this.column >= 0 && this.lineStart === line) giveUp();
  }

  /** Goes over spaces to what the line still holds. */
  skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === 0x20) this.pos++;
  }

  /** Whether the line is over: nothing or a comment is left of it. */
  isLineOver(): boolean {
    const code = this.text.charCodeAt(this.pos);
    return code === 0x0a || code === 0x23 || code === 0;
  }

  /** Whether the sign so many places further on is white space or the end. */
  isSpaceAt(pos: number): boolean {
    const code = this.text.charCodeAt(pos);
    return code === 0x20 || code === 0x0a || code === 0x09 || code === 0;
  }

  /** Whether the `-` of a list's item stands here. */
  isDash(): boolean {
    return this.text.charCodeAt(this.pos) === 0x2d && this.isSpaceAt(this.pos + 1);
  }

  /** Hands the place over to the full scanner. */
  lend(pos: number): Cursor {
    this.full.pos = pos;
    this.full.lineStart = this.lineStart;
    return this.full;
  }

  /** Takes the place over from the full scanner. */
  takeBack(): void {
    this.pos = this.full.pos;
    this.lineStart = this.full.lineStart;
  }

  #isDocumentMark(code: number): boolean {
    const { text, pos } = this;
    return (
      (code === 0x2d || code === 0x2e) &&
      text.charCodeAt(pos + 1) === code &&
      text.charCodeAt(pos + 2) === code &&
      this.isSpaceAt(pos + 3)
    );
  }
}
