import { rejoined } from "../../template/values/text.ts";

/** Reads the text of a `--set` sign by sign. What is not UTF-8 reads as U+FFFD, as in Go. */
export class SetReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = rejoined(text).toWellFormed();
  }

  /** The next sign; `undefined` at the end. */
  read(): string | undefined {
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) return undefined;
    const sign = String.fromCodePoint(code);
    this.#at += sign.length;
    return sign;
  }

  /** Steps over the next sign where it is this one. */
  skip(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /**
   * All signs up to one of `stops`, which is read as well.
   * @param escapes whether a backslash takes its meaning from the sign after it
   */
  readUntil(stops: string, escapes: boolean): { readonly text: string; readonly stop: string | undefined } {
    let text = "";
    for (;;) {
      const sign = this.read();
      if (sign === undefined || stops.includes(sign)) return { text, stop: sign };
      if (sign !== "\\" || !escapes) text += sign;
      else {
        const escaped = this.read();
        if (escaped === undefined) return { text, stop: undefined };
        text += escaped;
      }
    }
  }

  /** White space and a comma after it; whether nothing else was there, so that the value is empty. */
  skipEmpty(): boolean {
    while (!this.isAtEnd()) {
      if (this.skip(",")) return true;
      if (!/\p{White_Space}/u.test(this.#text.charAt(this.#at))) return false;
      this.#at++;
    }
    return true;
  }

  /** Takes the JSON value that starts here; `undefined` where none does. */
  readJson(): string | undefined {
    const end = endOfJson(this.#text, this.#at);
    if (end === undefined) return undefined;
    const json = this.#text.slice(this.#at, end);
    this.#at = end;
    return json;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Where the JSON value ends; what is between its brackets is not looked at, only strings are stepped over. */
function endOfJson(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') {
      const end = endOfString(text, at);
      if (end === undefined || depth === 0) return end;
      at = end - 1;
    } else if (sign === "{" || sign === "[") depth++;
    else if (sign === "}" || sign === "]") {
      depth--;
      if (depth <= 0) return at + 1;
    } else if (depth === 0) return endOfScalar(text, at);
  }
  return undefined;
}

function endOfString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) === "\\") at++;
    else if (text.charAt(at) === '"') return at + 1;
  }
  return undefined;
}

function endOfScalar(text: string, at: number): number | undefined {
  for (const pattern of [NUMBER, WORD]) {
    // A sticky pattern keeps its place in itself: each call has its own.
    const sticky = new RegExp(pattern);
    sticky.lastIndex = at;
    if (!sticky.test(text)) continue;
    // "1.", "1e" and the like are broken numbers, not a number and more.
    return pattern === NUMBER && /[.eE]/.test(text.charAt(sticky.lastIndex)) && !endsNumber(text, at, sticky.lastIndex)
      ? undefined
      : sticky.lastIndex;
  }
  return undefined;
}

/** Whether a point or an `e` after the number can't belong to it: it has one of that kind already. */
function endsNumber(text: string, from: number, to: number): boolean {
  const number = text.slice(from, to);
  return /e/i.test(number) || (number.includes(".") && text.charAt(to) === ".");
}
