import { Composer, type Document, Lexer, Parser } from "yaml";

import type { ValuePath } from "./schema-check.ts";

/** Longest YAML text that is read, in UTF-16 code units. */
const MAX_YAML_LENGTH: number = 4 * 1024 * 1024;
/** Most keys, values and list items of a text. */
const MAX_YAML_NODES = 150_000;
/** Deepest nesting, aliases filled in. */
export const MAX_YAML_DEPTH = 100;
/** One thing wrong with a text, at an offset in it. */
export interface TextProblem {
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}

/** How scalars become values. */
export interface ReadYamlOptions {
  /**
   * `exact`: numbers that JavaScript can't keep are problems. `any`: they are rounded, for texts whose source is kept.
   * `text`: every scalar is a text, as written without its quotes.
   */
  readonly scalars: "exact" | "any" | "text";
}

// What the lexer puts before documents, flow errors and scalars.
const MARKERS: readonly string[] = ["\u0002", "\u0018", "\u001f"];

/** Reads a text into documents of nodes, or says what is wrong with it; aliases are not filled in yet. */
export function readYamlTree(
  text: string,
  { scalars }: ReadYamlOptions,
): { documents: Document.Parsed[]; problems: TextProblem[] } {
  const refuse = (offset: number, message: string, hint?: string) => {
    const problem = { offset, path: [], message };
    return { documents: [], problems: [hint === undefined ? problem : { ...problem, hint }] };
  };
  if (text.length > MAX_YAML_LENGTH)
    return refuse(0, `is longer than ${MAX_YAML_LENGTH} characters`, "Split it, or move large data out of it.");
  // Lone carriage returns and U+0085, U+2028, U+2029 end a line for the YAML readers of Kubernetes, but not for this one.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const control = /[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029]/.exec(text);
  if (control !== null)
    return refuse(control.index, "holds a control character", "Write it as an escape in double quotes.");

  const parser = new Parser();
  const composer = new Composer({
    version: "1.2",
    schema: scalars === "text" ? "failsafe" : "core",
    merge: false,
    resolveKnownTags: false,
    // Checked below: the library compares every key with every other.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const documents: Document.Parsed[] = [];
  const tokens = [];
  let nodes = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (!MARKERS.includes(lexeme)) offset += lexeme.length;
    if (!MARKERS.includes(lexeme) && /[^\s,:?\]}#]/.test(lexeme.charAt(0))) nodes++;
    if (parser["stack"].length > MAX_YAML_DEPTH)
      return refuse(offset, `is nested deeper than ${MAX_YAML_DEPTH} levels`);
    if (nodes > MAX_YAML_NODES) return refuse(offset, `holds more than ${MAX_YAML_NODES} values`);
  }
  tokens.push(...parser.end());
  const directive = tokens.find((token) => token.type === "directive");
  if (directive !== undefined) return refuse(directive.offset, "YAML directives are not supported", "Remove the line.");
  documents.push(...composer.compose(tokens, false, text.length));
  // What lacks an end is reported at the end of the text: on its last line, not below it.
  const end = text.trimEnd().length;
  const problems = documents.flatMap((document) =>
    document.errors.map((error) => ({
      offset: Math.min(error.pos[0], end),
      path: [],
      message: sentence(error.message),
    })),
  );
  return { documents, problems };
}

function sentence(message: string): string {
  const first = message.split("\n")[0] ?? message;
  return /^[A-Z][a-z ]/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}
