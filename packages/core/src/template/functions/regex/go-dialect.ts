/** A pattern as RE2 takes it. */
export interface Re2Pattern {
  readonly text: string;
  /** What groups were called that had to be renamed, by their new names. */
  readonly originals: ReadonlyMap<string, string>;
  /** A piece of the pattern as it was written, for errors. */
  readonly restore: (piece: string) => string;
}

// What can hold a parenthesis without opening a group, and what opens one with a name.
const GROUP =
  /\\Q(?:(?!\\E)[^])*(?:\\E)?|\\[^]|\[\^?\]?(?:\[:[a-z^]+:\]|\\[^]|[^\]\\])*\]?|\(\?P?<(?<name>[A-Za-z0-9_]+)>/g;

const CLASS = /\\Q(?:(?!\\E)[^])*(?:\\E)?|\\[pP](?:\{(?<not>\^?)(?<long>[^}]*)\}|(?<short>[A-Za-z]))|\\[^]/g;

/** Rewrites what Go's `regexp` takes and RE2 does not: groups that share a name, and Unicode classes named loosely. */
export function toRe2(pattern: string): Re2Pattern {
  const originals = new Map<string, string>();
  const pieces = new Map<string, string>();
  let text = pattern;
  if (text.includes("<")) text = withUniqueNames(text, originals);
  if (/\\[pP]/.test(text)) text = withCanonicalClasses(text, pieces);
  for (const [unique, name] of originals) pieces.set(`<${unique}>`, `<${name}>`);
  const restore = (piece: string): string => {
    let restored = piece;
    for (const [now, before] of pieces) restored = restored.replaceAll(now, () => before);
    return restored;
  };
  return { text, originals, restore };
}

function withUniqueNames(pattern: string, originals: Map<string, string>): string {
  const taken = new Set<string>();
  return pattern.replace(GROUP, (token: string, name: string | undefined) => {
    if (name === undefined) return token;
    if (!taken.has(name)) {
      taken.add(name);
      return token;
    }
    let unique = name;
    while (taken.has(unique) || pattern.includes(`<${unique}>`)) unique += "_";
    taken.add(unique);
    originals.set(unique, name);
    return `${token.slice(0, -name.length - 1)}${unique}>`;
  });
}

function withCanonicalClasses(pattern: string, pieces: Map<string, string>): string {
  return pattern.replace(CLASS, (token: string, not: string | undefined, long: string | undefined, short: string) => {
    const name = long ?? short;
    if (name === undefined) return token;
    const canonical = canonicalClass(name);
    if (canonical === name) return token;
    const rewritten = `${token.slice(0, 2)}{${not ?? ""}${canonical}}`;
    pieces.set(rewritten, token);
    return rewritten;
  });
}

/** Go's way to look a class up: the first letter large, the others small, nothing between words. */
function canonicalClass(name: string): string {
  const joined = name.replace(/[_\- ]/g, "");
  const canonical = joined.slice(0, 1).toUpperCase() + joined.slice(1).toLowerCase();
  return ALIASES.get(canonical) ?? canonical;
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["Casedletter", "LC"],
  ["Closepunctuation", "Pe"],
  ["Combiningmark", "M"],
  ["Connectorpunctuation", "Pc"],
  ["Control", "Cc"],
  ["Currencysymbol", "Sc"],
  ["Dashpunctuation", "Pd"],
  ["Decimalnumber", "Nd"],
  ["Enclosingmark", "Me"],
  ["Finalpunctuation", "Pf"],
  ["Format", "Cf"],
  ["Initialpunctuation", "Pi"],
  ["Letter", "L"],
  ["Letternumber", "Nl"],
  ["Lineseparator", "Zl"],
  ["Lowercaseletter", "Ll"],
  ["Mark", "M"],
  ["Mathsymbol", "Sm"],
  ["Modifierletter", "Lm"],
  ["Modifiersymbol", "Sk"],
  ["Nonspacingmark", "Mn"],
  ["Number", "N"],
  ["Openpunctuation", "Ps"],
  ["Other", "C"],
  ["Otherletter", "Lo"],
  ["Othernumber", "No"],
  ["Otherpunctuation", "Po"],
  ["Othersymbol", "So"],
  ["Paragraphseparator", "Zp"],
  ["Privateuse", "Co"],
  ["Punctuation", "P"],
  ["Separator", "Z"],
  ["Spaceseparator", "Zs"],
  ["Spacingmark", "Mc"],
  ["Surrogate", "Cs"],
  ["Symbol", "S"],
  ["Titlecaseletter", "Lt"],
  ["Unassigned", "Cn"],
  ["Uppercaseletter", "Lu"],
  ["Cntrl", "Cc"],
  ["Digit", "Nd"],
  ["Punct", "P"],
]);
