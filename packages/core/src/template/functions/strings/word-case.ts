import { rejoined } from "../../values/text.ts";
import { isUpper, lowerSign, upperSign } from "./letter-case.ts";
import { isSpace } from "./white-space.ts";

/** What a word is made of; `none` stands for what can't be read, and beyond the last word. */
type WordKind = "none" | "number" | "capitals" | "letters" | "connector" | "punctuation" | "other";

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

/** A sign with what could not be read before it; at the end of a text that may be all there is. */
interface Unit {
  readonly sign: string | undefined;
  readonly text: string;
}

const REPLACEMENT = "\ufffd";
const END: Word = { kind: "none", text: "" };
// Letters of Chinese, Japanese and Korean that do not count as letters here.
const IDEOGRAPHS: readonly (readonly [number, number])[] = [
  [0x3400, 0x4d85],
  [0x4e00, 0x9fcc],
  [0x20000, 0x2b81d],
];

/** `snakecase` and `kebabcase`: the text's words in small letters with the connector between them. */
export function joinedWords(text: string, connector: "_" | "-"): string {
  const words = wordsOf(text);
  let joined = "";
  let at = 0;
  const wordAt = (index: number): Word => words[index] ?? END;
  const take = (): void => {
    joined += smallWord(wordAt(at++), connector);
  };
  const takeLettersAndNumbers = (): void => {
    while (wordAt(at).kind === "letters" || wordAt(at).kind === "number") take();
  };
  const connectUnless = (...kinds: readonly WordKind[]): void => {
    if (!kinds.includes(wordAt(at).kind)) joined += connector;
  };

  while (at < words.length - 1) {
    const { kind } = wordAt(at);
    take();
    if (kind === "connector" || kind === "punctuation") continue;
    if (kind === "number") {
      takeLettersAndNumbers();
      connectUnless("none", "punctuation", "connector");
    } else if (wordAt(at).kind !== "number") connectUnless("punctuation", "connector");
    else if (at === words.length - 1) break;
    else if (wordAt(at + 1).kind === "letters") {
      // As in "HTTP2xx": the number begins a word.
      joined += connector;
      takeLettersAndNumbers();
      connectUnless("none", "punctuation", "connector");
    } else {
      take();
      connectUnless("punctuation", "connector");
    }
  }
  return rejoined(joined + smallWord(wordAt(at), connector));
}

/** `camelcase`: the text's words, each with a capital, without what connected them. */
export function capitalWords(text: string): string {
  const signs = Array.from(text, (sign) => (sign.isWellFormed() ? sign : REPLACEMENT));
  const start = signs.findIndex((sign) => !isConnector(sign));
  // A text of connectors alone gets its last one twice.
  if (start < 0) return signs.join("") + (signs.at(-1) ?? "");
  const first = signs[start] ?? "";
  let out = signs.slice(0, start).join("");
  let previous = upperSign(first);
  let inCapitals = isUpper(first);
  for (const sign of signs.slice(start + 1)) {
    let next = sign;
    if (isConnector(previous)) {
      if (isConnector(sign)) out += previous;
      else {
        inCapitals = isUpper(sign);
        next = upperSign(sign);
      }
    } else {
      if (inCapitals) {
        if (isUpper(sign)) next = lowerSign(sign);
        else inCapitals = false;
      }
      out += previous;
    }
    previous = next;
  }
  return out + previous;
}

function smallWord({ kind, text }: Word, connector: string): string {
  if (kind !== "capitals" && kind !== "connector") return text;
  let small = "";
  for (const sign of text) {
    if (isConnector(sign)) small += connector;
    else if (isUpper(sign)) small += lowerSign(sign);
    else small += sign.isWellFormed() ? sign : REPLACEMENT;
  }
  return small;
}

function wordsOf(text: string): readonly Word[] {
  const units = unitsOf(text);
  const words: Word[] = [];
  for (let start = 0; start < units.length;) {
    const kind = kindOf(units[start]?.sign);
    const end = kind === "none" ? start + 1 : endOfWord(units, { start, kind });
    words.push({
      kind,
      text: units
        .slice(start, end)
        .map((unit) => unit.text)
        .join(""),
    });
    start = end;
  }
  return words;
}

function endOfWord(units: readonly Unit[], { start, kind }: { start: number; kind: WordKind }): number {
  const signAt = (index: number): string => units[index]?.sign ?? "";
  const skip = (index: number, belongs: (sign: string) => boolean): number => {
    let end = index;
    while (end < units.length && (units[end]?.sign === undefined || belongs(signAt(end)))) end++;
    return end;
  };
  const next = start + 1;
  // Within punctuation, connectors are no more than that.
  if (kind === "punctuation") return skip(next, isPunctuation);
  if (kind !== "capitals") return skip(next, (sign) => kindOf(sign) === kind);
  if (next < units.length && isPlainSmall(signAt(next))) return skip(next, isPlainSmall);
  const end = skip(next, isUpper);
  // The last capital belongs to the small letters after it, as the S of "HTTPStatus".
  return end < units.length && end > next && isLetter(signAt(end)) ? end - 1 : end;
}

function unitsOf(text: string): readonly Unit[] {
  const units: Unit[] = [];
  let unread = "";
  for (const sign of text) {
    if (sign === REPLACEMENT || !sign.isWellFormed()) unread += sign;
    else {
      units.push({ sign, text: unread + sign });
      unread = "";
    }
  }
  if (unread !== "") units.push({ sign: undefined, text: unread });
  return units;
}

function kindOf(sign: string | undefined): WordKind {
  if (sign === undefined) return "none";
  if (isConnector(sign)) return "connector";
  if (isPunctuation(sign)) return "punctuation";
  if (isUpper(sign)) return "capitals";
  if (isLetter(sign)) return "letters";
  return /\p{N}/u.test(sign) ? "number" : "other";
}

function isConnector(sign: string): boolean {
  return sign === "-" || sign === "_" || isSpace(sign);
}

function isPunctuation(sign: string): boolean {
  return /\p{P}/u.test(sign);
}

function isPlainSmall(sign: string): boolean {
  return isLetter(sign) && !isUpper(sign);
}

function isLetter(sign: string): boolean {
  if (!/\p{L}/u.test(sign)) return false;
  const code = sign.codePointAt(0) ?? 0;
  return !IDEOGRAPHS.some(([first, last]) => code >= first && code <= last);
}
