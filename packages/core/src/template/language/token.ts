import { quoteGo } from "../format/quote.ts";

/** What the lexer cuts a template into. */
export interface Token {
  readonly kind: TokenKind;
  /** Where it starts. */
  readonly at: number;
  readonly text: string;
  /** The line it starts on, from 1. */
  readonly line: number;
}

export type TokenKind =
  | Keyword
  | "error"
  | "boolean"
  | "sign"
  | "character"
  | "complex"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "left-delimiter"
  | "left-paren"
  | "number"
  | "pipe"
  | "raw-string"
  | "right-delimiter"
  | "right-paren"
  | "space"
  | "string"
  | "text"
  | "variable";

/** Words that are no names; the lone dot counts among them. */
export type Keyword =
  | "block"
  | "break"
  | "continue"
  | "dot"
  | "define"
  | "else"
  | "end"
  | "if"
  | "nil"
  | "range"
  | "template"
  | "with";

/** Keywords by how they are written. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map<string, Keyword>([
  ["block", "block"],
  ["break", "break"],
  ["continue", "continue"],
  [".", "dot"],
  ["define", "define"],
  ["else", "else"],
  ["end", "end"],
  ["if", "if"],
  ["nil", "nil"],
  ["range", "range"],
  ["template", "template"],
  ["with", "with"],
]);

const KEYWORD_KINDS: ReadonlySet<TokenKind> = new Set(KEYWORDS.values());
const SHOWN_SIGNS = 10;

/** A token as errors show it. */
export function formatToken({ kind, text }: Token): string {
  if (kind === "eof") return "EOF";
  if (kind === "error") return text;
  if (KEYWORD_KINDS.has(kind)) return `<${text}>`;
  const signs = Array.from(text);
  // Go asks for more than ten bytes, and then shows ten signs.
  return new TextEncoder().encode(text).length > SHOWN_SIGNS
    ? `${quoteGo(signs.slice(0, SHOWN_SIGNS).join(""))}...`
    : quoteGo(text);
}
