import { Lexer } from "./lexer.ts";
import { formatToken, type Token, type TokenKind } from "./token.ts";
import type { SourceText } from "./tree.ts";

/** A text is no template. */
export class ParseFailure extends Error {
  override readonly name = "ParseFailure";
  /** Go's words without the place. */
  readonly complaint: string;
  readonly line: number;

  constructor(complaint: string, line: number) {
    super(complaint);
    this.complaint = complaint;
    this.line = line;
  }
}

/** Tokens with a look ahead. Errors name the line of the token that was looked at last, as Go's do. */
export class TokenStream {
  readonly #file: string;
  readonly #lexer: Lexer;
  readonly #tokens: Token[] = [];
  #next = 0;
  #actionLine = 0;

  constructor({ name, text }: SourceText) {
    this.#file = name;
    this.#lexer = new Lexer(text);
  }

  next(): Token {
    const known = this.#tokens[this.#next];
    this.#next++;
    if (known !== undefined) return known;
    const token = this.#lexer.next();
    this.#tokens.push(token);
    return token;
  }

  peek(): Token {
    const token = this.next();
    this.#next--;
    return token;
  }

  nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === "space") token = this.next();
    return token;
  }

  peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.#next--;
    return token;
  }

  /** A place to come back to. */
  mark(): number {
    return this.#next;
  }

  reset(mark: number): void {
    this.#next = mark;
  }

  /** @param line where the action starts that is parsed now, 0 for none */
  enterAction(line: number): void {
    this.#actionLine = line;
  }

  /** @throws {ParseFailure} for any other kind of token */
  expect(kind: TokenKind, context: string): Token {
    const token = this.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  /** @throws {ParseFailure} always */
  unexpected(token: Token, context: string): never {
    if (token.kind !== "error") this.fail(`unexpected ${formatToken(token)} in ${context}`);
    if (this.#actionLine === 0 || this.#actionLine === token.line) this.fail(token.text);
    const word = token.text.endsWith(" action") ? " started" : " in action started";
    this.fail(`${token.text}${word} at ${this.#file}:${this.#actionLine}`);
  }

  /** @throws {ParseFailure} always */
  fail(complaint: string): never {
    throw new ParseFailure(complaint, this.#tokens.at(-1)?.line ?? 1);
  }
}
