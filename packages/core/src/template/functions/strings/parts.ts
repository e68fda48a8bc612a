import { byUnits, textOfUnits } from "../../values/byte-units.ts";

/** Go's `strings.Split`, or with a count `strings.SplitN`. An empty separator parts the signs. */
export function splitText(text: string, separator: string, count = -1): readonly string[] {
  if (count === 0) return [];
  if (separator === "") return headAndRest(Array.from(text), { count, separator: "" });
  return byUnits<readonly string[]>(
    [text, separator],
    (whole = "", mark = "") => headAndRest(whole.split(mark), { count, separator: mark }),
    (parts) => parts.map(textOfUnits),
  );
}

/** Go's `strings.ReplaceAll`: an empty text is found before each sign and at the end. */
export function replaced(text: string, { old, by }: { old: string; by: string }): string {
  if (old === "") return by + Array.from(text, (sign) => sign + by).join("");
  if (text.isWellFormed() && !text.includes(old)) return text;
  return byUnits([text, old, by], (whole = "", mark = "", next = "") => whole.split(mark).join(next), textOfUnits);
}

/** Go's `strings.Trim`: without those of the signs at both ends. */
export function trimmed(text: string, signs: string): string {
  // What is not UTF-8 is one sign to Go, whatever bytes it has.
  const cutset = new Set(Array.from(signs, asRune));
  let start = 0;
  let end = text.length;
  while (start < end) {
    const sign = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (!cutset.has(asRune(sign))) break;
    start += sign.length;
  }
  while (start < end) {
    const pair = text.slice(Math.max(start, end - 2), end);
    const sign = pair.length === 2 && (pair.codePointAt(0) ?? 0) > 0xffff ? pair : text.charAt(end - 1);
    if (!cutset.has(asRune(sign))) break;
    end -= sign.length;
  }
  return text.slice(start, end);
}

/** How many parts a text has, or more. */
export function countParts(text: string, separator: string): number {
  if (separator === "") return text.length;
  let count = 1;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length)) count++;
  return count;
}

/** Whether the text has the part at its start or end, or anywhere; by bytes. */
export function hasPart(text: string, { part, at }: { part: string; at: "start" | "end" | "anywhere" }): boolean {
  return byUnits<boolean>(
    [text, part],
    (whole = "", mark = "") => {
      if (at === "anywhere") return whole.includes(mark);
      return at === "start" ? whole.startsWith(mark) : whole.endsWith(mark);
    },
    (found) => found,
  );
}

/** The text without the part at its start or end. */
export function withoutPart(text: string, { part, at }: { part: string; at: "start" | "end" }): string {
  if (part === "" || !hasPart(text, { part, at })) return text;
  return byUnits(
    [text, part],
    (whole = "", mark = "") => (at === "start" ? whole.slice(mark.length) : whole.slice(0, -mark.length)),
    textOfUnits,
  );
}

function headAndRest(
  parts: readonly string[],
  { count, separator }: { count: number; separator: string },
): readonly string[] {
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function asRune(sign: string): string {
  return sign.isWellFormed() ? sign : "\ufffd";
}
