import {
  Composer,
  type Document,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  isAlias,
  isMap,
  isScalar,
  isSeq,
} from "yaml";

import type { ValuePath } from "./schema-check.ts";

/** Longest YAML text that is read, in UTF-16 code units. */
export const MAX_YAML_LENGTH = 4 * 1024 * 1024;
/** Most keys, values and list items of a text. */
export const MAX_YAML_NODES = 250_000;
/** Deepest nesting, aliases filled in. */
export const MAX_YAML_DEPTH = 100;
// What the values may weigh with every alias filled in: 16 for a node and 1 for a character.
const MAX_EXPANDED_WEIGHT = 2 * MAX_YAML_LENGTH + 16 * MAX_YAML_NODES;

/** One thing wrong with a text, at an offset in it. */
export interface TextProblem {
  /** In UTF-16 code units. */
  readonly offset: number;
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}

/** One document of a YAML text. */
export interface YamlDocument {
  /** For positions and edits; `null` for a document without content. */
  readonly root: ParsedNode | null;
  /** The same as a JSON value. */
  readonly value: unknown;
}

/** A YAML text that was read; `documents` is empty when there are problems. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly TextProblem[];
  /** 1-based. */
  position(offset: number): { readonly line: number; readonly column: number };
}

/** How scalars become values. */
export interface ReadYamlOptions {
  /**
   * `exact`: numbers that JavaScript can't keep are problems. `any`: they are rounded, for texts whose source is kept.
   * `text`: every scalar is a text, as written without its quotes.
   */
  readonly scalars: "exact" | "any" | "text";
}

/** Reads YAML 1.2 and `<<`, within caps on length, nodes, depth and aliases; no tags but the core ones. */
export function readYaml(text: string, { scalars }: ReadYamlOptions): YamlText {
  const lines = new LineCounter();
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  lines.addNewLine(0);
  const parsed = compose(text, { lines, scalars });
  const problems: TextProblem[] = [...parsed.problems];
  if (problems.length > 0) return { documents: [], problems, position };
  const documents = parsed.documents.map((document): YamlDocument => {
    const reader = new ValueReader(problems, scalars === "exact");
    return { root: document.contents, value: reader.read(document.contents) };
  });
  return { documents: problems.length > 0 ? [] : documents, problems, position };
}

// What the lexer puts before documents, flow errors and scalars.
const MARKERS: readonly string[] = ["\u0002", "\u0018", "\u001f"];

function compose(
  text: string,
  { lines, scalars }: ReadYamlOptions & { readonly lines: LineCounter },
): { documents: Document.Parsed[]; problems: TextProblem[] } {
  const refuse = (offset: number, message: string, hint?: string) => {
    const problem = { offset, path: [], message };
    return { documents: [], problems: [hint === undefined ? problem : { ...problem, hint }] };
  };
  if (text.length > MAX_YAML_LENGTH)
    return refuse(0, `is longer than ${MAX_YAML_LENGTH} characters`, "Split it, or move large data out of it.");
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
  if (control !== null)
    return refuse(control.index, "holds a control character", "Write it as an escape in double quotes.");

  const parser = new Parser(lines.addNewLine);
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
  const problems = documents.flatMap((document) =>
    document.errors.map((error) => ({ offset: error.pos[0], path: [], message: sentence(error.message) })),
  );
  return { documents, problems };
}

function sentence(message: string): string {
  const first = message.split("\n")[0] ?? message;
  return /^[A-Z][a-z ]/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
}

interface Read {
  readonly value: unknown;
  readonly weight: number;
  readonly height: number;
}

const NOTHING: Read = { value: null, weight: 16, height: 0 };
const CORE_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** Turns nodes into JSON values; what can't be one becomes a problem. */
class ValueReader {
  readonly #problems: TextProblem[];
  readonly #exactNumbers: boolean;
  readonly #anchors = new Map<string, Read>();
  #tooHeavy = false;

  constructor(problems: TextProblem[], exactNumbers: boolean) {
    this.#problems = problems;
    this.#exactNumbers = exactNumbers;
  }

  read(root: ParsedNode | null): unknown {
    return root === null ? null : this.#read(root, []).value;
  }

  #read(node: ParsedNode, path: ValuePath): Read {
    if (isAlias(node)) return this.#alias(node.source, node.range[0], path);
    if (node.tag !== undefined && !CORE_TAG.test(node.tag))
      this.#refuse(node, path, `the tag ${JSON.stringify(node.tag)} is not supported`, "Write the plain value.");
    const read = isScalar(node)
      ? this.#scalar(node, path)
      : isSeq(node)
        ? this.#list(node, path)
        : this.#map(node, path);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, read);
    return read;
  }

  #scalar(node: ParsedNode & { value?: unknown; source?: string }, path: ValuePath): Read {
    const value = node.value ?? null;
    if (typeof value === "string") return { value, weight: 16 + value.length, height: 0 };
    if (typeof value === "number" && this.#exactNumbers && !isExact(value, node.source ?? ""))
      this.#refuse(node, path, `the number ${node.source ?? value} can't be kept exactly`, "Put it in quotes.");
    return { value, weight: 16, height: 0 };
  }

  #list(node: ParsedNode & { items: unknown[] }, path: ValuePath): Read {
    const items = (node.items as ParsedNode[]).map((item, index) => this.#read(item, [...path, index]));
    return this.#collect(
      node,
      path,
      items,
      items.map((item) => item.value),
    );
  }

  #map(node: ParsedNode, path: ValuePath): Read {
    const own = new Map<string, Read>();
    const merged = new Map<string, Read>();
    for (const pair of isMap<ParsedNode, ParsedNode | null>(node) ? node.items : []) {
      const key = this.#key(pair.key, path);
      if (key === undefined) continue;
      const read = pair.value === null ? NOTHING : this.#read(pair.value, [...path, key]);
      if (key === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN") this.#merge(merged, read, pair.key, path);
      else if (own.has(key)) this.#refuse(pair.key, [...path, key], `key "${key}" appears twice`, "Keep one of them.");
      else own.set(key, read);
    }
    const all = new Map([...merged, ...own]);
    const value = Object.fromEntries([...all].map(([key, read]) => [key, read.value]));
    return this.#collect(node, path, [...all.values()], value);
  }

  #key(node: ParsedNode, path: ValuePath): string | undefined {
    if (isMap(node) || isSeq(node)) {
      const hint = node.flow === true ? "Put a text with {{ }} in quotes." : "Use a text as key.";
      this.#refuse(node, path, "a map or list can't be a key", hint);
      return undefined;
    }
    const { value } = this.#read(node, path);
    // What is written counts, as in `1.10: x`.
    return isScalar(node) && typeof value !== "string" && typeof node.source === "string" ? node.source : String(value);
  }

  #merge(into: Map<string, Read>, { value }: Read, node: ParsedNode, path: ValuePath): void {
    for (const source of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof source !== "object" || source === null || Array.isArray(source)) {
        this.#refuse(node, path, '"<<" must name a map or a list of maps');
        return;
      }
      for (const [key, inner] of Object.entries(source))
        if (!into.has(key)) into.set(key, { value: inner, weight: this.#weightOf(inner), height: 0 });
    }
  }

  // Merged values come from anchors that passed the caps; walking one copy of them is bounded.
  #weightOf(value: unknown): number {
    if (typeof value === "string") return 16 + value.length;
    if (typeof value !== "object" || value === null) return 16;
    return Object.values(value).reduce<number>((sum, inner) => sum + this.#weightOf(inner), 16);
  }

  #alias(name: string, offset: number, path: ValuePath): Read {
    const read = this.#anchors.get(name);
    if (read !== undefined) return read;
    this.#problems.push({ offset, path, message: `alias "${name}" names no anchor before it` });
    return NOTHING;
  }

  #collect(node: ParsedNode, path: ValuePath, parts: readonly Read[], value: unknown): Read {
    const weight = parts.reduce((sum, part) => sum + part.weight, 16);
    const height = parts.reduce((most, part) => Math.max(most, part.height + 1), 1);
    if (weight <= MAX_EXPANDED_WEIGHT && height <= MAX_YAML_DEPTH) return { value, weight, height };
    if (!this.#tooHeavy) this.#refuse(node, path, "aliases make the content too large", "Write the values out.");
    this.#tooHeavy = true;
    return NOTHING;
  }

  #refuse(node: ParsedNode, path: ValuePath, message: string, hint?: string): void {
    const problem = { offset: node.range[0], path, message };
    this.#problems.push(hint === undefined ? problem : { ...problem, hint });
  }
}

function isExact(value: number, source: string): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^[-+]?\d+$/.test(source));
}
