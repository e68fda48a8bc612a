// The patterns of `.helmignore`: those of Go's `filepath.Match` on Unix.

/** A part of a pattern. */
type Part =
  | { readonly kind: "sign"; readonly sign: string }
  /** `?` */
  | { readonly kind: "single" }
  | { readonly kind: "class"; readonly not: boolean; readonly ranges: readonly (readonly [string, string])[] };

/** What stands between two `*`; `undefined` for what is not valid. */
interface Chunk {
  readonly afterStar: boolean;
  readonly parts: readonly Part[] | undefined;
}

/** A pattern that was read. */
export interface PathPattern {
  /** `undefined` where the path leads to a part of the pattern that is not valid: Go looks no further than it must. */
  readonly matches: (path: string) => boolean | undefined;
}

/** Reads the pattern. */
export function parsePathPattern(pattern: string): PathPattern {
  const chunks = chunksOf(Array.from(pattern));
  return { matches: (path) => matchesChunks(chunks, Array.from(path)) };
}

function chunksOf(signs: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < signs.length;) {
    const start = at;
    while (signs[at] === "*") at++;
    const end = chunkEnd(signs, at);
    chunks.push({ afterStar: at > start, parts: partsOf(signs.slice(at, end)) });
    at = end;
  }
  return chunks;
}

/** The next `*` that does not stand in brackets or behind a backslash. */
function chunkEnd(signs: readonly string[], from: number): number {
  let inClass = false;
  for (let at = from; at < signs.length; at++) {
    const sign = signs[at];
    if (sign === "\\") at++;
    else if (sign === "[") inClass = true;
    else if (sign === "]") inClass = false;
    else if (sign === "*" && !inClass) return at;
  }
  return signs.length;
}

function partsOf(signs: readonly string[]): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (let at = 0; at < signs.length;) {
    const sign = signs[at++] ?? "";
    if (sign === "?") parts.push({ kind: "single" });
    else if (sign === "[") {
      const end = readClass(signs, at, parts);
      if (end === undefined) return undefined;
      at = end;
    } else if (sign !== "\\") parts.push({ kind: "sign", sign });
    else {
      const escaped = signs[at++];
      if (escaped === undefined) return undefined;
      parts.push({ kind: "sign", sign: escaped });
    }
  }
  return parts;
}

/** Adds the class, and gives the place after its `]`. */
function readClass(signs: readonly string[], from: number, parts: Part[]): number | undefined {
  let at = from;
  const not = signs[at] === "^";
  if (not) at++;
  const ranges: (readonly [string, string])[] = [];
  while (signs[at] !== "]" || ranges.length === 0) {
    const low = classSign(signs, at);
    if (low === undefined) return undefined;
    at = low.end;
    let high = low;
    if (signs[at] === "-") {
      const other = classSign(signs, at + 1);
      if (other === undefined) return undefined;
      high = other;
      at = high.end;
    }
    ranges.push([low.sign, high.sign]);
  }
  parts.push({ kind: "class", not, ranges });
  return at + 1;
}

function classSign(signs: readonly string[], at: number): { readonly sign: string; readonly end: number } | undefined {
  const sign = signs[at];
  if (sign === undefined || sign === "-" || sign === "]") return undefined;
  const escaped = sign === "\\" ? signs[at + 1] : sign;
  const end = at + (sign === "\\" ? 2 : 1);
  // A class is never the end of a pattern: its `]` is missing then.
  return escaped === undefined || end >= signs.length ? undefined : { sign: escaped, end };
}

function matchesChunks(chunks: readonly Chunk[], path: readonly string[]): boolean | undefined {
  let at = 0;
  for (const [index, { afterStar, parts }] of chunks.entries()) {
    const isLast = index === chunks.length - 1;
    if (parts === undefined) return undefined;
    if (afterStar && parts.length === 0) return !path.includes("/", at);
    const end = firstEnd(parts, path, { at, afterStar, isLast });
    if (end === undefined) return false;
    at = end;
  }
  return at === path.length;
}

/** Where the chunk ends when the star before it takes as little as it can; the last one must reach the end. */
function firstEnd(
  parts: readonly Part[],
  path: readonly string[],
  { at, afterStar, isLast }: { readonly at: number; readonly afterStar: boolean; readonly isLast: boolean },
): number | undefined {
  for (let start = at; ; start++) {
    const end = start + parts.length;
    const fits = end <= path.length && parts.every((part, offset) => takes(part, path[start + offset] ?? ""));
    if (fits && (!isLast || end === path.length)) return end;
    if (!afterStar || start >= path.length || path[start] === "/") return undefined;
  }
}

function takes(part: Part, sign: string): boolean {
  if (part.kind === "sign") return part.sign === sign;
  if (part.kind === "single") return sign !== "/";
  // As Go has it, a class takes a separator as well.
  return part.ranges.some(([low, high]) => code(low) <= code(sign) && code(sign) <= code(high)) !== part.not;
}

function code(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}
