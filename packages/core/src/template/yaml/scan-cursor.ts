import { YamlError } from "./yaml-error.ts";

/** A place in a text that is being scanned. What follows the text reads as NUL, which no readable text holds. */
export class Cursor {
  readonly text: string;
  pos = 0;
  /** 0-based. */
  line = 0;
  lineStart = 0;
  /** Why the text can't be read beyond its end, when that is not its real end. */
  readonly #cut: string | undefined;

  /** @param cut the message for whoever comes to the end of the text, where something unreadable follows */
  constructor(text: string, cut?: string) {
    this.text = `${text}\0`;
    this.#cut = cut;
  }

  get column(): number {
    return this.pos - this.lineStart;
  }

  /** The code of the sign so many places further on. */
  at(offset: number): number {
    return this.text.charCodeAt(this.pos + offset);
  }

  skip(count: number): void {
    this.pos += count;
  }

  skipBlanks(): void {
    while (isBlank(this.at(0))) this.pos++;
  }

  skipToBreak(): void {
    while (!isBreakOrEnd(this.at(0))) this.pos++;
  }

  /** Steps over a line break, if there is one here, and says how it counts in a scalar. */
  takeBreak(): string {
    const code = this.at(0);
    if (!isBreak(code)) return "";
    this.pos += code === 0x0d && this.at(1) === 0x0a ? 2 : 1;
    this.line++;
    this.lineStart = this.pos;
    return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : "\n";
  }

  /** Whether `---` or `...` starts here, at the beginning of a line. */
  isDocumentMark(): boolean {
    const code = this.at(0);
    return (
      this.pos === this.lineStart &&
      (code === 0x2d || code === 0x2e) &&
      this.at(1) === code &&
      this.at(2) === code &&
      isBlankOrEnd(this.at(3))
    );
  }

  /** Fails when the next signs would have to be read from behind the cut. */
  expectReadable(): void {
    if (this.#cut !== undefined && this.pos + 4 >= this.text.length) throw new YamlError(this.#cut);
  }

  /** @throws {YamlError} always, with this line */
  fail(problem: string): never {
    this.expectReadable();
    throw new YamlError(this.line === 0 ? `yaml: ${problem}` : `yaml: line ${this.line + 1}: ${problem}`);
  }
}

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** A line break of YAML 1.1: LF, CR, NEL, LS, PS. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return code === 0 || isBreak(code);
}

export function isBlankOrEnd(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0 || isBreak(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** What names of anchors, handles and directives are made of. */
export function isNameSign(code: number): boolean {
  return (
    isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code === 0x2d
  );
}
