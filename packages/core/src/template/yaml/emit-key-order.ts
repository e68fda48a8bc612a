/**
 * The order in which Go's YAML libraries write keys: as people sort, with numbers in a text by their value, and signs before
 * letters. In the newer library a letter comes before a sign that stands after a digit.
 */
export interface KeyOrder {
  readonly lettersAfterDigitsFirst: boolean;
}

/** The keys in the order they are written; `keys` itself where it is in order already. */
export function inKeyOrder(keys: readonly string[], order: KeyOrder): readonly string[] {
  for (let index = 1; index < keys.length; index++) {
    if (compareKeys(keys[index - 1] ?? "", keys[index] ?? "", order) > 0) {
      return keys.toSorted((left, right) => compareKeys(left, right, order));
    }
  }
  return keys;
}

/** Negative when `left` is written first. */
function compareKeys(left: string, right: string, order: KeyOrder): number {
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at++;
  if (at === length) return left.length - right.length;
  if (at > 0 && isLowSurrogate(left.charCodeAt(at)) && isLowSurrogate(right.charCodeAt(at))) at--;
  return compareAt({ left, right, at }, order);
}

interface Place {
  readonly left: string;
  readonly right: string;
  /** Where the texts differ first. */
  readonly at: number;
}

function compareAt({ left, right, at }: Place, order: KeyOrder): number {
  const leftSign = signAt(left, at);
  const rightSign = signAt(right, at);
  const leftIsLetter = isLetter(leftSign);
  const rightIsLetter = isLetter(rightSign);
  if (leftIsLetter && rightIsLetter) return leftSign - rightSign;
  if (leftIsLetter || rightIsLetter) {
    const lettersFirst = order.lettersAfterDigitsFirst && at > 0 && isDigit(signBefore(left, at));
    return leftIsLetter === lettersFirst ? -1 : 1;
  }
  // Where a number goes on, its zeros count: 10 and 1a differ in the number, 0 and a in their length.
  const start = (leftSign === ZERO || rightSign === ZERO) && followsNumber(left, at) ? 1n : 0n;
  const leftNumber = numberAt(left, { at, start });
  const rightNumber = numberAt(right, { at, start });
  if (leftNumber.value !== rightNumber.value) return leftNumber.value < rightNumber.value ? -1 : 1;
  return leftNumber.length - rightNumber.length || leftSign - rightSign;
}

const ZERO = 0x30;

/** Whether the digits before hold one that is not zero. */
function followsNumber(text: string, at: number): boolean {
  for (let before = at; before > 0;) {
    const sign = signBefore(text, before);
    if (!isDigit(sign)) return false;
    if (sign !== ZERO) return true;
    before -= widthOf(sign);
  }
  return false;
}

interface NumberInText {
  readonly value: bigint;
  /** In signs. */
  readonly length: number;
}

/** The digits from here on as an int64, which wraps around; each digit counts from ASCII's zero, of whatever script it is. */
function numberAt(text: string, { at, start }: { readonly at: number; readonly start: bigint }): NumberInText {
  let value = start;
  let length = 0;
  for (let next = at; next < text.length; length++) {
    const sign = signAt(text, next);
    if (!isDigit(sign)) break;
    value = BigInt.asIntN(64, value * 10n + BigInt(sign - ZERO));
    next += widthOf(sign);
  }
  return { value, length };
}

/** The code point; U+FFFD for a byte that is not UTF-8. */
function signAt(text: string, at: number): number {
  const sign = text.codePointAt(at) ?? 0;
  return sign >= 0xd800 && sign <= 0xdfff ? 0xfffd : sign;
}

function signBefore(text: string, at: number): number {
  return signAt(text, at > 1 && isLowSurrogate(text.charCodeAt(at - 1)) ? at - 2 : at - 1);
}

function widthOf(sign: number): number {
  return sign > 0xffff ? 2 : 1;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isLetter(sign: number): boolean {
  if (sign < 0x80) return (sign >= 0x61 && sign <= 0x7a) || (sign >= 0x41 && sign <= 0x5a);
  return /\p{L}/u.test(String.fromCodePoint(sign));
}

function isDigit(sign: number): boolean {
  if (sign < 0x80) return sign >= ZERO && sign <= 0x39;
  return /\p{Nd}/u.test(String.fromCodePoint(sign));
}
