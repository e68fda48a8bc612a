// The patterns of `.Files.Glob`: those of the Go package gobwas/glob, with `/` as the separator.

/** A pattern that was read. */
export interface Glob {
  readonly matches: (path: string) => boolean;
  /**
   * Whether it is of the kind that the Go package does not match as it says: wildcards within braces next to others, and
   * more than two stars in a row. What it matches there depends on how it optimizes the pattern.
   */
  readonly isErratic: boolean;
}

/** A part of a pattern; a text is an array of its signs. */
type Part =
  | { readonly kind: "text"; readonly signs: readonly string[] }
  /** `*` */
  | { readonly kind: "any" }
  /** `**`, which also takes separators. */
  | { readonly kind: "super" }
  /** `?` */
  | { readonly kind: "single" }
  /** `[abc]`, `[!a-z]`; also takes separators. */
  | { readonly kind: "class"; readonly not: boolean; readonly has: (sign: string) => boolean }
  /** `{a,b*}` */
  | { readonly kind: "choice"; readonly choices: readonly (readonly Part[])[] };

/** The pattern; `undefined` when it does not compile. */
export function parseGlob(pattern: string): Glob | undefined {
  // The Go package can't read signs that are not UTF-8, nor the one that stands for them.
  if (!pattern.isWellFormed() || pattern.includes("\uFFFD")) return undefined;
  const parts = new GlobParser(pattern).parse();
  if (parts === undefined) return undefined;
  return { matches: matcherOf(parts), isErratic: isErratic(parts) };
}

function matcherOf(parts: readonly Part[]): Glob["matches"] {
  const [first, middle, last] = parts;
  if (parts.length === 3 && first?.kind === "text" && middle?.kind === "super" && last?.kind === "text") {
    // Here, and only here, the Go package lets the two texts overlap.
    const [start, end] = [first.signs.join(""), last.signs.join("")];
    return (path) => path.startsWith(start) && path.endsWith(end);
  }
  return (path) => ends(parts, Array.from(path), [0]).includes(Array.from(path).length);
}

function isErratic(parts: readonly Part[]): boolean {
  return parts.some((part, index) => {
    const next = parts[index + 1]?.kind;
    if (part.kind === "super" || part.kind === "any")
      return (next === "super" || next === "any") && (part.kind === "super" || next === "super");
    if (part.kind !== "choice" || part.choices.every(isText)) return false;
    if (part.choices.some((choice) => isText(choice) || isErratic(choice))) return true;
    const simple = part.choices.every(
      (choice) =>
        choice.some(({ kind }) => kind === "text") && choice.filter(({ kind }) => kind !== "text").length === 1,
    );
    const alone = parts.length === 1 || (parts.length === 2 && parts[0]?.kind === "text" && index === 1);
    return !(simple && alone);
  });
}

function isText(parts: readonly Part[]): boolean {
  return parts.length > 0 && parts.every(({ kind }) => kind === "text");
}

class GlobParser {
  readonly #signs: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    const end = pattern.indexOf("\0");
    this.#signs = Array.from(end < 0 ? pattern : pattern.slice(0, end));
  }

  parse(): readonly Part[] | undefined {
    return this.#parts(0);
  }

  /** Parts up to the end, or to the `,` or `}` of the choice they are in. */
  #parts(depth: number): readonly Part[] | undefined {
    const parts: Part[] = [];
    for (;;) {
      const sign = this.#signs[this.#at];
      if (sign === undefined || (depth > 0 && (sign === "," || sign === "}"))) return parts;
      const part = this.#part(sign, depth);
      if (part === undefined) return undefined;
      parts.push(part);
    }
  }

  #part(sign: string, depth: number): Part | undefined {
    if (sign === "*") {
      this.#at++;
      if (this.#signs[this.#at] !== "*") return { kind: "any" };
      this.#at++;
      return { kind: "super" };
    }
    if (sign === "?") {
      this.#at++;
      return { kind: "single" };
    }
    if (sign === "[") return this.#class();
    if (sign === "{") return this.#choice(depth + 1);
    return { kind: "text", signs: this.#text(depth > 0 ? "?*[{}," : "?*[{") };
  }

  #choice(depth: number): Part | undefined {
    const choices: (readonly Part[])[] = [];
    for (;;) {
      // Over the `{` or the `,`.
      this.#at++;
      const parts = this.#parts(depth);
      if (parts === undefined) return undefined;
      choices.push(parts);
      const stop = this.#signs[this.#at];
      if (stop === ",") continue;
      // One that is never closed ends with the pattern.
      if (stop === "}") this.#at++;
      const [only] = choices;
      const [text] = only ?? [];
      return choices.length === 1 && only?.length === 1 && text?.kind === "text" ? text : { kind: "choice", choices };
    }
  }

  #class(): Part | undefined {
    this.#at++;
    const not = this.#signs[this.#at] === "!";
    if (not) this.#at++;
    const low = this.#signs[this.#at];
    if (low === undefined) return undefined;
    if (this.#signs[this.#at + 1] === "-") {
      const high = this.#signs[this.#at + 2];
      if (high === undefined || this.#signs[this.#at + 3] !== "]" || code(high) < code(low)) return undefined;
      this.#at += 4;
      return { kind: "class", not, has: (sign) => code(sign) >= code(low) && code(sign) <= code(high) };
    }
    const signs = new Set(this.#text("]"));
    if (signs.size === 0 || this.#signs[this.#at] !== "]") return undefined;
    this.#at++;
    return { kind: "class", not, has: (sign) => signs.has(sign) };
  }

  #text(stops: string): readonly string[] {
    const signs: string[] = [];
    for (;;) {
      let sign = this.#signs[this.#at];
      if (sign === undefined || stops.includes(sign)) return signs;
      if (sign === "\\") sign = this.#signs[++this.#at];
      if (sign === undefined) return signs;
      signs.push(sign);
      this.#at++;
    }
  }
}

/** Where in the path the parts may end that start at one of these places. Linear in the path for each part. */
function ends(parts: readonly Part[], path: readonly string[], starts: readonly number[]): readonly number[] {
  let places = starts;
  for (const part of parts) {
    if (places.length === 0) return places;
    places = endsOf(part, path, places);
  }
  return places;
}

function endsOf(part: Part, path: readonly string[], starts: readonly number[]): readonly number[] {
  switch (part.kind) {
    case "text":
      return starts
        .filter((start) => part.signs.every((sign, at) => path[start + at] === sign))
        .map((start) => start + part.signs.length);
    case "single":
      return next(path, starts, (sign) => sign !== "/");
    case "class":
      return next(path, starts, (sign) => part.has(sign) !== part.not);
    case "super":
    case "any":
      return runs(path, starts, part.kind === "super");
    case "choice": {
      const all = new Set(part.choices.flatMap((choice) => ends(choice, path, starts)));
      return [...all].toSorted((left, right) => left - right);
    }
  }
}

function next(path: readonly string[], starts: readonly number[], takes: (sign: string) => boolean): readonly number[] {
  return starts
    .filter((start) => {
      const sign = path[start];
      return sign !== undefined && takes(sign);
    })
    .map((start) => start + 1);
}

/** All places from each start on, up to the separator that ends the run. */
function runs(path: readonly string[], starts: readonly number[], overSeparators: boolean): readonly number[] {
  const places: number[] = [];
  let reached = -1;
  for (const start of starts) {
    if (start <= reached) continue;
    for (let at = start; at <= path.length; at++) {
      places.push(at);
      reached = at;
      if (!overSeparators && path[at] === "/") break;
    }
  }
  return places;
}

function code(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}
