/** A pattern that was understood. */
interface Glob {
  readonly ok: true;
  /** Takes time in proportion to the length of pattern times text. */
  matches(text: string): boolean;
}

/** A pattern, or why it is none. */
export type GlobResult = Glob | { readonly ok: false; readonly problem: string };

/** What differs between kinds of patterns. */
export interface ParseGlobOptions {
  /** `[` and `]` stand for themselves, as in patterns for commit messages. */
  readonly literalBrackets?: boolean;
}

/** Longest pattern, in characters. */
const MAX_GLOB_LENGTH = 1000;

/**
 * Understands a glob of deploy and cleanup policies; the whole text must match.
 *
 * `*` any run of characters, `/` and line ends among them; `?` one character; `[abc]`, `[a-z]`, `[!x]` one of a set;
 * `{a,b}` one of several globs; `\` takes the next character as it is; `!` in front negates all of it. The pattern's
 * own text always matches it.
 */
export function parseGlob(pattern: string, options: ParseGlobOptions = {}): GlobResult {
  const negated = pattern.startsWith("!");
  const body = negated ? pattern.slice(1) : pattern;
  if (body.length > MAX_GLOB_LENGTH) return { ok: false, problem: `it is longer than ${MAX_GLOB_LENGTH} characters` };
  const parser = new GlobParser(body, options.literalBrackets === true);
  const sequence = parser.parse();
  if (parser.problem !== undefined) return { ok: false, problem: parser.problem };
  const states: State[] = [];
  const start = compile(sequence, add(states, { kind: "end" }), states);
  return { ok: true, matches: (text) => (text === body || accepts(states, start, text)) !== negated };
}

/** The glob that matches just this text; not for texts that start with `!`, which negates. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/[*?[\]{},\\]/g, "\\$&");
}

type Test = (character: string) => boolean;
type Part =
  | { readonly kind: "one"; readonly test: Test }
  | { readonly kind: "run" }
  | { readonly kind: "choice"; readonly of: readonly (readonly Part[])[] };

class GlobParser {
  readonly #characters: readonly string[];
  readonly #literalBrackets: boolean;
  #at = 0;
  problem: string | undefined;

  constructor(pattern: string, literalBrackets: boolean) {
    this.#characters = Array.from(pattern);
    this.#literalBrackets = literalBrackets;
  }

  parse(inBraces = false): readonly Part[] {
    const parts: Part[] = [];
    while (this.#at < this.#characters.length) {
      const character = this.#characters[this.#at] ?? "";
      if (inBraces && (character === "," || character === "}")) break;
      this.#at++;
      if (character === "*") parts.push({ kind: "run" });
      else if (character === "?") parts.push({ kind: "one", test: () => true });
      else if (character === "{") parts.push(this.#choice());
      else if (character === "[" && !this.#literalBrackets) parts.push({ kind: "one", test: this.#set() });
      else parts.push(one(character === "\\" ? this.#next("a backslash ends it") : character));
    }
    return parts;
  }

  #choice(): Part {
    const of = [this.parse(true)];
    while (this.#characters[this.#at] === ",") {
      this.#at++;
      of.push(this.parse(true));
    }
    this.#next("a { has no }");
    return { kind: "choice", of };
  }

  #set(): Test {
    const negated = this.#characters[this.#at] === "!";
    if (negated) this.#at++;
    const tests: Test[] = [];
    for (;;) {
      const from = this.#setCharacter();
      if (from === undefined) break;
      if (this.#characters[this.#at] !== "-" || this.#characters[this.#at + 1] === "]") {
        tests.push((character) => character === from);
        continue;
      }
      this.#at++;
      const to = this.#setCharacter() ?? "";
      if (codeOf(to) < codeOf(from)) this.problem ??= `the range ${from}-${to} is empty`;
      tests.push((character) => codeOf(from) <= codeOf(character) && codeOf(character) <= codeOf(to));
    }
    if (tests.length === 0) this.problem ??= "a [ ] is empty";
    return (character) => tests.some((test) => test(character)) !== negated;
  }

  /** The next character of a set; `undefined` after its end. */
  #setCharacter(): string | undefined {
    const character = this.#next("a [ has no ]");
    if (character === "]" || this.problem !== undefined) return undefined;
    return character === "\\" ? this.#next("a backslash ends it") : character;
  }

  #next(problemAtEnd: string): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) this.problem ??= problemAtEnd;
    return character ?? "";
  }
}

function one(wanted: string): Part {
  return { kind: "one", test: (character) => character === wanted };
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1;
}

// A non-deterministic automaton, all of whose states are followed at once: no pattern makes it slow.
type State =
  | { readonly kind: "end" }
  | { readonly kind: "one"; readonly test: Test; readonly next: number }
  | { readonly kind: "fork"; readonly next: number[] };

function compile(parts: readonly Part[], end: number, states: State[]): number {
  return parts.reduceRight((next, part) => {
    switch (part.kind) {
      case "one":
        return add(states, { kind: "one", test: part.test, next });
      case "choice":
        return add(states, { kind: "fork", next: part.of.map((choice) => compile(choice, next, states)) });
      case "run": {
        const targets = [next];
        const fork = add(states, { kind: "fork", next: targets });
        targets.push(add(states, { kind: "one", test: () => true, next: fork }));
        return fork;
      }
    }
  }, end);
}

function add(states: State[], state: State): number {
  return states.push(state) - 1;
}

function accepts(states: readonly State[], start: number, text: string): boolean {
  let current = closure(states, [start]);
  for (const character of text) {
    const next: number[] = [];
    for (const index of current) {
      const state = states[index];
      if (state?.kind === "one" && state.test(character)) next.push(state.next);
    }
    current = closure(states, next);
    if (current.size === 0) return false;
  }
  return [...current].some((index) => states[index]?.kind === "end");
}

function closure(states: readonly State[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const state = states[index];
    if (state?.kind === "fork") open.push(...state.next);
  }
  return reached;
}
