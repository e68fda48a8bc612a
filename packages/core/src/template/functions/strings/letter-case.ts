import { isAscii } from "../../values/byte-units.ts";
import { isSpace } from "./white-space.ts";

// Go maps letter by letter, by the tables of Unicode 15; JavaScript knows more: letters that become several, letters
// that depend on their place, and those that came later. These are where the two differ.
const LATER_SMALL = rangesOf("19b 264 1c8a a7cd a7cf a7d3 a7d5 a7db 10d70-10d85 16ebb-16ed3");
const LATER_LARGE = rangesOf("1c89 a7cb-a7cc a7ce a7d2 a7d4 a7da a7dc 10d50-10d65 16ea0-16eb8");
// Greek with iota below: eight before its capital, and three before it by nine or twelve.
const IOTA_BY_8 = rangesOf("1f80-1f87 1f90-1f97 1fa0-1fa7");
const IOTA_BY_9 = rangesOf("1fb3 1fc3 1ff3");
const DIGRAPHS = rangesOf("1c4-1cc 1f1-1f3");
const GEORGIAN = rangesOf("10d0-10fa 10fd-10ff");
const DOTTED_I = 0x130;
const REPLACEMENT = "\ufffd";

type Ranges = readonly (readonly [number, number])[];

/** Go's `strings.ToUpper`. */
export function upperText(text: string): string {
  return isAscii(text) ? text.toUpperCase() : mapSigns(text, upperSign);
}

/** Go's `strings.ToLower`. */
export function lowerText(text: string): string {
  return isAscii(text) ? text.toLowerCase() : mapSigns(text, lowerSign);
}

/** Go's `strings.Title`: the first letter of each word large, where digits and `_` belong to words. */
export function titleText(text: string): string {
  let before = " ";
  return mapSigns(text, (sign) => {
    const title = isSeparator(before) ? titleSign(sign) : sign;
    before = sign;
    return title;
  });
}

/** The first letter of each word small; words are what stands between white space. */
export function untitleText(text: string): string {
  let atStart = true;
  return mapSigns(text, (sign) => {
    if (isSpace(sign)) {
      atStart = true;
      return sign;
    }
    const small = atStart ? lowerSign(sign) : sign;
    atStart = false;
    return small;
  });
}

/** Large letters small and small ones large, those at the start of a word as in a title. */
export function swappedCase(text: string): string {
  let atStart = true;
  return mapSigns(text, (sign) => {
    if (isUpper(sign) || /\p{Lt}/u.test(sign)) {
      atStart = false;
      return lowerSign(sign);
    }
    if (!/\p{Ll}/u.test(sign)) {
      atStart = isSpace(sign);
      return sign;
    }
    const large = atStart ? titleSign(sign) : upperSign(sign);
    atStart = false;
    return large;
  });
}

/** Go's `unicode.IsUpper`. */
export function isUpper(sign: string): boolean {
  return /\p{Lu}/u.test(sign);
}

/** Go's `unicode.ToUpper`. */
export function upperSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return sign.toUpperCase();
  if (isIn(IOTA_BY_8, code)) return String.fromCodePoint(code + 8);
  if (isIn(IOTA_BY_9, code)) return String.fromCodePoint(code + 9);
  return isIn(LATER_SMALL, code) ? sign : onlySign(sign.toUpperCase(), sign);
}

/** Go's `unicode.ToLower`. */
export function lowerSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code === DOTTED_I) return "i";
  return isIn(LATER_LARGE, code) ? sign : onlySign(sign.toLowerCase(), sign);
}

function titleSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (isIn(GEORGIAN, code)) return sign;
  if (!isIn(DIGRAPHS, code)) return upperSign(sign);
  // Three forms of each digraph stand in a row, that of titles in the middle.
  const first = code >= 0x1f1 ? 0x1f1 : 0x1c4;
  return String.fromCodePoint(first + Math.floor((code - first) / 3) * 3 + 1);
}

function onlySign(mapped: string, sign: string): string {
  return mapped.length === 1 || mapped.length === (sign.length === 2 ? 2 : 1) ? mapped : sign;
}

function isSeparator(sign: string): boolean {
  if (/^[\w\p{L}\p{Nd}]$/u.test(sign)) return false;
  return sign < "\x80" || isSpace(sign);
}

/** Each sign replaced; what is not UTF-8 becomes U+FFFD, as Go does it. */
function mapSigns(text: string, replace: (sign: string) => string): string {
  let mapped = "";
  for (const sign of text) mapped += replace(sign.isWellFormed() ? sign : REPLACEMENT);
  return mapped;
}

function isIn(ranges: Ranges, code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

function rangesOf(words: string): Ranges {
  return words.split(" ").map((word): [number, number] => {
    const [first = "", last = first] = word.split("-");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}
