import { RE2JS, RE2JSSyntaxException } from "re2js";
import { bytesOfText, isValidText, textOfBytes } from "../../values/text.ts";
import { FunctionError } from "../function.ts";
import { toRe2 } from "./go-dialect.ts";

/** A regular expression as Go's `regexp` reads it. */
export interface Pattern {
  readonly compiled: RE2JS;
  /** Numbers of the groups of a name; Go lets several have the same. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** Whether it is the empty expression, which splits otherwise. */
  readonly isEmpty: boolean;
}

/** Where a match and its groups lie: starts and ends in turn, -1 for groups that took no part. */
export type Match = readonly number[];

/** A text to be searched, whose positions count its own units. */
export interface Subject {
  readonly length: number;
  /** The match that begins first at or after this position. */
  readonly findFrom: (position: number) => Match | undefined;
  readonly slice: (start: number, end?: number) => string;
  /** Units of the sign at this position, 0 at the end. */
  readonly widthAt: (position: number) => number;
}

/** @throws {FunctionError} with the words of Go's `regexp.Compile` */
export function compilePattern(text: string): Pattern {
  if (!isValidText(text)) {
    throw new FunctionError(`error parsing regexp: invalid UTF-8: \`${text.slice(text.search(/\p{Surrogate}/u))}\``);
  }
  const { text: re2, originals, restore } = toRe2(text);
  try {
    const compiled = RE2JS.compile(re2);
    const names = new Map<string, number[]>();
    for (const [name, group] of Object.entries(compiled.namedGroups())) {
      const original = originals.get(name) ?? name;
      names.set(
        original,
        [...(names.get(original) ?? []), group].toSorted((left, right) => left - right),
      );
    }
    return { compiled, names, isEmpty: text === "" };
  } catch (error) {
    if (error instanceof RE2JSSyntaxException)
      throw new FunctionError(`error parsing regexp: ${error.error}: \`${restore(error.input ?? "")}\``);
    throw error;
  }
}

/** The text as something this pattern searches; bytes that are no text match as U+FFFD does. */
export function subjectOf(text: string, { compiled }: Pattern): Subject {
  return isValidText(text) ? textSubject(text, compiled) : bytesSubject(bytesOfText(text), compiled);
}

/** Up to `limit` matches, all for a negative one; an empty match right after another does not count. */
export function* allMatches(subject: Subject, limit: number): Generator<Match> {
  let previousEnd = -1;
  let left = limit < 0 ? subject.length + 1 : limit;
  for (let position = 0; left > 0 && position <= subject.length;) {
    const match = subject.findFrom(position);
    const [start, end] = match ?? [];
    if (match === undefined || start === undefined || end === undefined) return;
    let counts = true;
    if (end === position) {
      counts = start !== previousEnd;
      position += subject.widthAt(position) || 1;
    } else position = end;
    previousEnd = end;
    if (!counts) continue;
    yield match;
    left--;
  }
}

/** Every match to be replaced; one that is empty and follows another is left out. */
export function* replacedMatches(subject: Subject): Generator<Match> {
  let previousEnd = 0;
  for (let position = 0; position <= subject.length;) {
    const match = subject.findFrom(position);
    const [start, end] = match ?? [];
    if (match === undefined || start === undefined || end === undefined) return;
    if (end > previousEnd || start === 0) yield match;
    previousEnd = end;
    position = Math.max(position + (subject.widthAt(position) || 1), end);
  }
}

function textSubject(text: string, compiled: RE2JS): Subject {
  const matcher = compiled.matcher(text);
  return {
    length: text.length,
    findFrom: (position) => (matcher.find(position) ? groupsOf(matcher) : undefined),
    slice: (start, end) => text.slice(start, end),
    widthAt: (position) => (position >= text.length ? 0 : (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1),
  };
}

function bytesSubject(bytes: Uint8Array, compiled: RE2JS): Subject {
  const matcher = compiled.matcher(bytes);
  return {
    length: bytes.length,
    findFrom: (position) => (matcher.find(position) ? groupsOf(matcher) : undefined),
    slice: (start, end) => textOfBytes(bytes.subarray(start, end)),
    widthAt: (position) => {
      if (position >= bytes.length) return 0;
      const [first = ""] = textOfBytes(bytes.subarray(position, position + 4));
      return bytesOfText(first).length;
    },
  };
}

function groupsOf(matcher: { groupCount(): number; start(group: number): number; end(group: number): number }): Match {
  const match: number[] = [];
  for (let group = 0; group <= matcher.groupCount(); group++) match.push(matcher.start(group), matcher.end(group));
  return match;
}
