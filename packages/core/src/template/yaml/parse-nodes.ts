import { YamlError } from "./yaml-error.ts";
import type { Mark, Token } from "./scan-token.ts";
import { TokenScanner } from "./scan-tokens.ts";
import { Cursor } from "./scan-cursor.ts";
import type { Tag } from "./scan-tags.ts";

/** A node as it is written; what it means is told by `resolve`. */
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;

export interface ScalarNode {
  readonly kind: "scalar";
  /** 0-based. */
  readonly line: number;
  readonly value: string;
  /** In full, such as `tag:yaml.org,2002:str`; empty for none. */
  readonly tag: string;
  /** Whether its text decides on its type. */
  readonly isImplicit: boolean;
}

export interface SequenceNode {
  readonly kind: "sequence";
  readonly line: number;
  readonly items: YamlNode[];
}

export interface MappingNode {
  readonly kind: "mapping";
  readonly line: number;
  /** Keys and values in turn. */
  readonly entries: YamlNode[];
}

export interface AliasNode {
  readonly kind: "alias";
  readonly line: number;
  readonly name: string;
  readonly target: YamlNode;
}

/** Go allows 10,000. Nothing that people write comes near either, and the stack may be half used when YAML is read. */
const MAX_NESTING = 300;

const DEFAULT_HANDLES: readonly (readonly [string, string])[] = [
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
];

/**
 * The first document of a text; `undefined` when there is none.
 *
 * @param cut see {@link Cursor}
 * @throws {YamlError} when the text is no YAML up to the end of that document
 */
export function parseDocument(text: string, cut?: string): YamlNode | undefined {
  return new NodeParser(new TokenScanner(new Cursor(text, cut))).parseDocument();
}

class NodeParser {
  readonly #tokens: TokenScanner;
  readonly #anchors = new Map<string, YamlNode>();
  readonly #handles = new Map<string, string>();
  #depth = 0;

  constructor(tokens: TokenScanner) {
    this.#tokens = tokens;
  }

  parseDocument(): YamlNode | undefined {
    const first = this.#tokens.peek().kind;
    if (first === "stream-end") return undefined;
    const isExplicit = first === "directive" || first === "document-start";
    this.#parseDirectives();
    if (isExplicit) {
      const start = this.#tokens.peek();
      if (start.kind !== "document-start") fail("did not find expected <document start>", start);
      this.#tokens.take();
    }
    const next = this.#tokens.peek();
    const isEmpty = isExplicit && isOneOf(next, ["directive", "document-start", "document-end", "stream-end"]);
    const node = isEmpty ? emptyScalar(next.line) : this.#parseNode({ inBlock: true, mayLackIndent: false });
    // The document is over with whatever can't belong to it, but that must be a token.
    this.#tokens.peek();
    return node;
  }

  #parseDirectives(): void {
    let hasVersion = false;
    for (let token = this.#tokens.peek(); token.kind === "directive"; token = this.#tokens.peek()) {
      const { directive } = token;
      if (directive.kind === "version") {
        if (hasVersion) fail("found duplicate %YAML directive", token);
        if (!directive.isSupported) fail("found incompatible YAML document", token);
        hasVersion = true;
      } else {
        if (this.#handles.has(directive.handle)) fail("found duplicate %TAG directive", token);
        this.#handles.set(directive.handle, directive.prefix);
      }
      this.#tokens.take();
    }
    for (const [handle, prefix] of DEFAULT_HANDLES) {
      if (!this.#handles.has(handle)) this.#handles.set(handle, prefix);
    }
  }

  #parseNode(place: { readonly inBlock: boolean; readonly mayLackIndent: boolean }): YamlNode {
    const first = this.#tokens.peek();
    if (first.kind === "alias") return this.#parseAlias(first.name, first.line);
    const properties = this.#parseProperties();
    const token = this.#tokens.peek();
    const line = properties?.line ?? token.line;
    const tag = properties?.tag ?? "";
    if (place.mayLackIndent && token.kind === "block-entry") {
      return this.#parseSequence(line, properties?.anchor, (items) => this.#parseUnindentedEntries(items));
    }
    if (token.kind === "scalar") {
      const isImplicit = (tag === "" && token.isPlain) || tag === "!";
      const node: ScalarNode = { kind: "scalar", line, value: token.value, tag, isImplicit };
      this.#nameNode(properties?.anchor, node);
      this.#tokens.take();
      return node;
    }
    if (token.kind === "flow-sequence-start") {
      return this.#parseSequence(line, properties?.anchor, (items) => this.#parseFlowItems(items));
    }
    if (token.kind === "flow-mapping-start") {
      return this.#parseMapping(line, properties?.anchor, (entries) => this.#parseFlowEntries(entries));
    }
    if (place.inBlock && token.kind === "block-sequence-start") {
      return this.#parseSequence(line, properties?.anchor, (items) => this.#parseBlockItems(items));
    }
    if (place.inBlock && token.kind === "block-mapping-start") {
      return this.#parseMapping(line, properties?.anchor, (entries) => this.#parseBlockEntries(entries));
    }
    if (properties === undefined || (properties.anchor === undefined && tag === "")) {
      fail("did not find expected node content", token);
    }
    const node: ScalarNode = { kind: "scalar", line, value: "", tag, isImplicit: tag === "" };
    this.#nameNode(properties.anchor, node);
    return node;
  }

  #parseAlias(name: string, line: number): AliasNode {
    const target = this.#anchors.get(name);
    if (target === undefined) throw new YamlError(`yaml: unknown anchor '${name}' referenced`);
    this.#tokens.take();
    return { kind: "alias", line, name, target };
  }

  /** An anchor and a tag, in either order. */
  #parseProperties(): { line: number; anchor: string | undefined; tag: string } | undefined {
    const first = this.#tokens.peek();
    if (first.kind !== "anchor" && first.kind !== "tag") return undefined;
    this.#tokens.take();
    const second = this.#tokens.peek();
    const isPair = (second.kind === "anchor" || second.kind === "tag") && second.kind !== first.kind;
    if (isPair) this.#tokens.take();
    const both = isPair ? [first, second] : [first];
    // What follows is looked at before the tag is.
    this.#tokens.peek();
    let anchor: string | undefined;
    let tag = "";
    for (const token of both) {
      if (token.kind === "anchor") anchor = token.name;
      if (token.kind === "tag") tag = this.#fullTag(token.tag, token);
    }
    return { line: first.line, anchor, tag };
  }

  #fullTag(tag: Tag, token: Token): string {
    if (tag.handle === "") return tag.suffix;
    const prefix = this.#handles.get(tag.handle);
    if (prefix === undefined) fail("found undefined tag handle", token);
    return prefix + tag.suffix;
  }

  #nameNode(anchor: string | undefined, node: YamlNode): void {
    if (anchor !== undefined) this.#anchors.set(anchor, node);
  }

  #parseSequence(line: number, anchor: string | undefined, parseItems: (items: YamlNode[]) => void): SequenceNode {
    const node: SequenceNode = { kind: "sequence", line, items: [] };
    this.#nameNode(anchor, node);
    this.#nested(() => parseItems(node.items));
    return node;
  }

  #parseMapping(line: number, anchor: string | undefined, parseEntries: (entries: YamlNode[]) => void): MappingNode {
    const node: MappingNode = { kind: "mapping", line, entries: [] };
    this.#nameNode(anchor, node);
    this.#nested(() => parseEntries(node.entries));
    return node;
  }

  #nested(parse: () => void): void {
    this.#depth++;
    if (this.#depth > MAX_NESTING) throw new YamlError(`yaml: exceeded max depth of ${MAX_NESTING}`);
    parse();
    this.#depth--;
  }

  #parseBlockItems(items: YamlNode[]): void {
    this.#tokens.take();
    for (let entry = this.#tokens.peek(); entry.kind !== "block-end"; entry = this.#tokens.peek()) {
      if (entry.kind !== "block-entry") fail("did not find expected '-' indicator", entry);
      items.push(this.#parseAfter(entry.line, ["block-entry", "block-end"], false));
    }
    this.#tokens.take();
  }

  /** Items of a sequence that stands no deeper than the key it belongs to. */
  #parseUnindentedEntries(items: YamlNode[]): void {
    for (let entry = this.#tokens.peek(); entry.kind === "block-entry"; entry = this.#tokens.peek()) {
      items.push(this.#parseAfter(entry.line, ["block-entry", "key", "value", "block-end"], false));
    }
  }

  #parseBlockEntries(entries: YamlNode[]): void {
    const ends: readonly Mark[] = ["key", "value", "block-end"];
    this.#tokens.take();
    for (let token = this.#tokens.peek(); token.kind !== "block-end"; token = this.#tokens.peek()) {
      if (token.kind !== "key") fail("did not find expected key", token);
      entries.push(this.#parseAfter(token.line, ends, true));
      const value = this.#tokens.peek();
      entries.push(value.kind === "value" ? this.#parseAfter(value.line, ends, true) : emptyScalar(value.line));
    }
    this.#tokens.take();
  }

  /** Takes a mark and what belongs to it: nothing when one of `ends` comes at once. */
  #parseAfter(line: number, ends: readonly Mark[], mayLackIndent: boolean): YamlNode {
    this.#tokens.take();
    if (isOneOf(this.#tokens.peek(), ends)) return emptyScalar(line);
    return this.#parseNode({ inBlock: true, mayLackIndent });
  }

  #parseFlowItems(items: YamlNode[]): void {
    this.#tokens.take();
    for (let isFirst = true; this.#parseSeparator(isFirst, "flow-sequence-end", "]"); isFirst = false) {
      const token = this.#tokens.peek();
      if (token.kind === "key") items.push(this.#parseFlowPair());
      else items.push(this.#parseNode({ inBlock: false, mayLackIndent: false }));
    }
    this.#tokens.take();
  }

  /** Whether another entry follows, after its comma. */
  #parseSeparator(isFirst: boolean, end: Mark, bracket: string): boolean {
    const token = this.#tokens.peek();
    if (token.kind === end) return false;
    if (isFirst) return true;
    if (token.kind !== "flow-entry") fail(`did not find expected ',' or '${bracket}'`, token);
    this.#tokens.take();
    return this.#tokens.peek().kind !== end;
  }

  /** `key: value` as an item of a flow sequence: a mapping of its own. */
  #parseFlowPair(): MappingNode {
    const { line } = this.#tokens.peek();
    return this.#parseMapping(line, undefined, (entries) => {
      this.#tokens.take();
      const token = this.#tokens.peek();
      if (isOneOf(token, ["value", "flow-entry", "flow-sequence-end"])) {
        // The mark that says there is no key gets lost: an oddity, but what it makes of a text must be the same.
        this.#tokens.take();
        entries.push(emptyScalar(token.line));
      } else entries.push(this.#parseNode({ inBlock: false, mayLackIndent: false }));
      entries.push(this.#parseFlowValue("flow-sequence-end"));
    });
  }

  #parseFlowEntries(entries: YamlNode[]): void {
    this.#tokens.take();
    for (let isFirst = true; this.#parseSeparator(isFirst, "flow-mapping-end", "}"); isFirst = false) {
      const token = this.#tokens.peek();
      if (token.kind !== "key") {
        entries.push(this.#parseNode({ inBlock: false, mayLackIndent: false }));
        entries.push(emptyScalar(this.#tokens.peek().line));
        continue;
      }
      this.#tokens.take();
      const next = this.#tokens.peek();
      if (isOneOf(next, ["value", "flow-entry", "flow-mapping-end"])) entries.push(emptyScalar(next.line));
      else entries.push(this.#parseNode({ inBlock: false, mayLackIndent: false }));
      entries.push(this.#parseFlowValue("flow-mapping-end"));
    }
    this.#tokens.take();
  }

  #parseFlowValue(end: Mark): YamlNode {
    const token = this.#tokens.peek();
    if (token.kind !== "value") return emptyScalar(token.line);
    this.#tokens.take();
    const next = this.#tokens.peek();
    if (isOneOf(next, ["flow-entry", end])) return emptyScalar(next.line);
    return this.#parseNode({ inBlock: false, mayLackIndent: false });
  }
}

function emptyScalar(line: number): ScalarNode {
  return { kind: "scalar", line, value: "", tag: "", isImplicit: true };
}

function isOneOf(token: Token, kinds: readonly Token["kind"][]): boolean {
  return kinds.includes(token.kind);
}

/** @throws {YamlError} always; the line is the one before the token's, as people count, because Go's is */
function fail(problem: string, token: Token): never {
  throw new YamlError(token.line === 0 ? `yaml: ${problem}` : `yaml: line ${token.line}: ${problem}`);
}
