import { type ParsedNode, isAlias, isMap, isScalar, isSeq } from "yaml";

import type { ValuePath } from "./schema-check.ts";
import { MAX_YAML_DEPTH, type TextProblem } from "./yaml-tree.ts";

/** A value, and what it comes to with every alias filled in: 16 for a node and 1 for a character. */
interface Read {
  readonly value: unknown;
  readonly weight: number;
  readonly height: number;
}

const NOTHING: Read = { value: null, weight: 16, height: 0 };
const CORE_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

/** What a reader has to know of its text. */
export interface YamlValueReaderOptions {
  /** Whether numbers that JavaScript can't keep are problems. */
  readonly exactNumbers: boolean;
  /** Of the whole text. */
  readonly length: number;
}

/** Turns the documents of one text into JSON values; what can't be one becomes a problem. */
export class YamlValueReader {
  readonly #problems: TextProblem[];
  readonly #exactNumbers: boolean;
  readonly #anchors = new Map<string, Read>();
  // What the values of the text may weigh with every alias filled in; without aliases none weighs so much.
  readonly #maxWeight: number;
  #weight = 0;
  #tooHeavy = false;

  /** Problems are added to `problems`. */
  constructor(problems: TextProblem[], { exactNumbers, length }: YamlValueReaderOptions) {
    this.#problems = problems;
    this.#exactNumbers = exactNumbers;
    this.#maxWeight = 100_000 + 20 * length;
  }

  /** The value of one document; aliases don't reach beyond it. */
  read(root: ParsedNode | null): unknown {
    this.#anchors.clear();
    if (root === null) return null;
    const { value, weight } = this.#read(root, []);
    this.#weight += weight;
    return value;
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
    if (this.#weight + weight <= this.#maxWeight && height <= MAX_YAML_DEPTH) return { value, weight, height };
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
  if (!Number.isFinite(value)) return false;
  // Go and JavaScript write a number with as few digits as tell it apart: such a text comes back as it was.
  return !/^[-+]?\d+$/.test(source) || String(value) === source || BigInt(source.replace("+", "")) === BigInt(value);
}
