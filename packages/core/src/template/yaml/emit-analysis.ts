/** What there is in a text that decides how it can be written. */
export interface TextAnalysis {
  /** Whether it may stand without quotes; whether it would then be read as a text is another question. */
  readonly mayBePlain: boolean;
  readonly mayBeSingleQuoted: boolean;
  readonly mayBeBlock: boolean;
  /** Whether it holds a line break of any kind: a newline, U+2028, U+2029 … */
  readonly isMultiline: boolean;
  readonly hasNewline: boolean;
  /** Whether it holds signs that do not survive JSON and YAML as they are: U+007F to U+009F, lone surrogates, U+FFFE, U+FFFF. */
  readonly isFragile: boolean;
}

/** Looks at a text once. @param tabsInBlocks whether a block may hold tabs, as the newer library of Go allows */
export function analyzeText(text: string, tabsInBlocks: boolean): TextAnalysis {
  let seen = 0;
  let hasIndicator = startsWithIndicator(text);
  let breakThenSpace = false;
  let spaceThenBreak = false;
  let previous = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const traits = unit < 0x80 ? (ASCII_TRAITS[unit] ?? 0) : traitsBeyondAscii(unit);
    if (traits !== 0) {
      seen |= traits;
      if (traits & SPACE) breakThenSpace ||= (previous & BREAK) !== 0;
      else if (traits & BREAK) spaceThenBreak ||= (previous & SPACE) !== 0;
      else if (traits & COLON) hasIndicator ||= isBlankOrEnd(text, at + 1);
      else if (traits & HASH) hasIndicator ||= (previous & WHITE) !== 0;
    }
    previous = traits;
  }
  if (seen === 0 && !hasIndicator) return UNREMARKABLE;
  const isUnprintable = (seen & UNPRINTABLE) !== 0;
  const endsWithSpace = (previous & SPACE) !== 0;
  const hasEdges = ((previous | traitsAt(text, 0)) & (SPACE | BREAK)) !== 0;
  const mayBeSingleQuoted = !breakThenSpace && !spaceThenBreak && !isUnprintable && !(seen & TAB);
  return {
    mayBePlain: mayBeSingleQuoted && !hasEdges && !hasIndicator && !(seen & BREAK),
    mayBeSingleQuoted,
    mayBeBlock: !endsWithSpace && !spaceThenBreak && !isUnprintable && (tabsInBlocks || !(seen & TAB)),
    isMultiline: (seen & BREAK) !== 0,
    hasNewline: (seen & NEWLINE) !== 0,
    isFragile: (seen & FRAGILE) !== 0,
  };
}

/** Whether a UTF-16 unit ends a line in YAML 1.1. */
export function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Whether a UTF-16 unit stands for itself within double quotes. */
export function isPlainInDoubleQuotes(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x20 && unit !== 0x7f && unit !== 0x22 && unit !== 0x5c;
  return (traitsBeyondAscii(unit) & (UNPRINTABLE | BREAK)) === 0;
}

const SPACE = 1;
const BREAK = 2;
const COLON = 4;
const HASH = 8;
const TAB = 16;
const UNPRINTABLE = 32;
const FRAGILE = 64;
const NEWLINE = 128;
/** What makes a number sign after it the start of a comment. */
const WHITE = 256;

const UNREMARKABLE: TextAnalysis = {
  mayBePlain: true,
  mayBeSingleQuoted: true,
  mayBeBlock: true,
  isMultiline: false,
  hasNewline: false,
  isFragile: false,
};

const ASCII_TRAITS: Uint16Array = Uint16Array.from({ length: 0x80 }, (_, unit) => traitsOfAscii(unit));

function traitsOfAscii(unit: number): number {
  if (unit === 0x20) return SPACE | WHITE;
  if (unit === 0x0a) return BREAK | NEWLINE | WHITE;
  if (unit === 0x0d) return BREAK | UNPRINTABLE | WHITE;
  if (unit === 0x09) return TAB | WHITE;
  if (unit === 0x3a) return COLON;
  if (unit === 0x23) return HASH;
  if (unit === 0x7f) return UNPRINTABLE | FRAGILE;
  if (unit === 0) return UNPRINTABLE | WHITE;
  return unit < 0x20 ? UNPRINTABLE : 0;
}

function traitsBeyondAscii(unit: number): number {
  if (unit < 0xa0) return unit === 0x85 ? BREAK | UNPRINTABLE | FRAGILE | WHITE : UNPRINTABLE | FRAGILE;
  if (unit === 0x2028 || unit === 0x2029) return BREAK | WHITE;
  if (unit < 0xd800) return 0;
  if (unit < 0xe000) return unit >= 0xdc80 && unit <= 0xdcff ? UNPRINTABLE | FRAGILE : UNPRINTABLE;
  if (unit === 0xfeff) return UNPRINTABLE;
  return unit >= 0xfffe ? UNPRINTABLE | FRAGILE : 0;
}

function traitsAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 0x80 ? (ASCII_TRAITS[unit] ?? 0) : traitsBeyondAscii(unit);
}

const INDICATORS: ReadonlySet<string> = new Set("#,[]{}&*!|>'\"%@`");

function startsWithIndicator(text: string): boolean {
  const first = text.charAt(0);
  if (first === "-") return isBlankOrEnd(text, 1) || text.startsWith("---");
  if (first === ".") return text.startsWith("...");
  return INDICATORS.has(first) || (first === "?" && isBlankOrEnd(text, 1));
}

function isBlankOrEnd(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const unit = text.charCodeAt(at);
  return unit === 0x20 || unit === 0x09;
}
