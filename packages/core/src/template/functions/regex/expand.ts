import type { Match, Pattern, Subject } from "./pattern.ts";

/** A piece of a replacement: text, or groups by number, of which the first that took part in a match is meant. */
export type ReplacementPart = string | readonly number[];

const NAME = /[\p{L}\p{Nd}_]+/uy;
const MAX_NUMBER = 100_000_000;

/** Takes a replacement apart by Go's rules: `$1`, `${name}`, `$$`; the longest name counts, so `$1x` is a group "1x". */
export function parseReplacement(template: string, pattern: Pattern): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let rest = 0;
  for (let dollar = template.indexOf("$"); dollar >= 0; dollar = template.indexOf("$", rest)) {
    parts.push(template.slice(rest, dollar));
    const reference = referenceAt(template, dollar + 1);
    if (template[dollar + 1] === "$") {
      parts.push("$");
      rest = dollar + 2;
    } else if (reference === undefined) {
      parts.push("$");
      rest = dollar + 1;
    } else {
      parts.push(groupNumbers(reference.name, pattern));
      rest = reference.end;
    }
  }
  parts.push(template.slice(rest));
  return parts.filter((part) => part !== "");
}

/** The replacement of one match. */
export function expand(
  parts: readonly ReplacementPart[],
  { match, subject }: { match: Match; subject: Subject },
): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const group = part.find((number) => (match[2 * number] ?? -1) >= 0);
    if (group !== undefined) text += subject.slice(match[2 * group] ?? 0, match[2 * group + 1]);
  }
  return text;
}

function referenceAt(template: string, start: number): { name: string; end: number } | undefined {
  const inBraces = template[start] === "{";
  NAME.lastIndex = inBraces ? start + 1 : start;
  const name = NAME.exec(template)?.[0];
  if (name === undefined) return undefined;
  const end = (inBraces ? start + 1 : start) + name.length;
  if (!inBraces) return { name, end };
  return template[end] === "}" ? { name, end: end + 1 } : undefined;
}

function groupNumbers(name: string, { names }: Pattern): readonly number[] {
  if (/^(?:0|[1-9]\d*)$/.test(name) && Number(name.slice(0, -1)) < MAX_NUMBER) return [Number(name)];
  return names.get(name) ?? [];
}
