import type { AliasNode, MappingNode, YamlNode } from "./parse-nodes.ts";
import { goSyntax } from "./read-go-syntax.ts";
import { YamlError } from "./yaml-error.ts";
import { resolveScalar } from "./resolve-scalar.ts";
import { YamlMap, type YamlObject } from "./resolved-object.ts";

/** Whether a key that comes twice in a map is an error, or the last one wins. */
export type DuplicateKeys = "refused" | "last-wins";

/**
 * Objects for nodes: aliases followed, merge keys merged.
 *
 * @throws {YamlError} for merges, keys, tags and aliases that can't be, and for aliases that blow up a small text
 */
export function resolveObjects(node: YamlNode, duplicates: DuplicateKeys): YamlObject {
  const resolver = new Resolver(duplicates);
  const object = resolver.resolve(node);
  if (resolver.problems.length > 0) {
    throw new YamlError(`yaml: unmarshal errors:\n${resolver.problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
  return object;
}

class Resolver {
  readonly problems: string[] = [];
  readonly #duplicates: DuplicateKeys;
  readonly #openAliases = new Set<AliasNode>();
  #count = 0;
  #countInAliases = 0;

  constructor(duplicates: DuplicateKeys) {
    this.#duplicates = duplicates;
  }

  resolve(node: YamlNode): YamlObject {
    this.#countNode();
    switch (node.kind) {
      case "scalar":
        return resolveScalar(node);
      case "sequence":
        return node.items.map((item) => this.resolve(item));
      case "mapping": {
        const map = new YamlMap();
        this.#fill(map, node);
        return map;
      }
      case "alias":
        return this.#inAlias(node, (target) => this.resolve(target));
    }
  }

  #countNode(): void {
    this.#count++;
    if (this.#openAliases.size > 0) this.#countInAliases++;
    if (this.#countInAliases <= 100 || this.#count <= 1000) return;
    if (this.#countInAliases / this.#count > allowedShareOfAliases(this.#count)) {
      throw new YamlError("yaml: document contains excessive aliasing");
    }
  }

  #inAlias<T>(node: AliasNode, use: (target: YamlNode) => T): T {
    if (this.#openAliases.has(node)) throw new YamlError(`yaml: anchor '${node.name}' value contains itself`);
    this.#openAliases.add(node);
    const result = use(node.target);
    this.#openAliases.delete(node);
    return result;
  }

  #fill(map: YamlMap, { entries }: MappingNode): void {
    for (let index = 0; index < entries.length; index += 2) {
      const keyNode = entries[index];
      const valueNode = entries[index + 1];
      if (keyNode === undefined || valueNode === undefined) break;
      if (isMergeKey(keyNode)) {
        this.#merge(map, valueNode);
        continue;
      }
      const key = this.resolve(keyNode);
      if (key instanceof YamlMap || isList(key)) throw new YamlError(`yaml: invalid map key: ${goSyntax(key)}`);
      const value = this.resolve(valueNode);
      if (this.#duplicates === "refused" && map.has(key)) {
        this.problems.push(`line ${valueNode.line + 1}: key ${goSyntax(key)} already set in map`);
      } else map.set(key, value);
    }
  }

  #merge(map: YamlMap, node: YamlNode): void {
    if (node.kind !== "sequence") return this.#mergeOne(map, node);
    // What is named first has precedence.
    for (const item of node.items.toReversed()) this.#mergeOne(map, item);
  }

  #mergeOne(map: YamlMap, node: YamlNode): void {
    const target = node.kind === "alias" ? node.target : node;
    if (target.kind !== "mapping") {
      throw new YamlError("yaml: map merge requires map or sequence of maps as the value");
    }
    this.#countNode();
    if (node.kind !== "alias") return this.#fill(map, target);
    this.#inAlias(node, () => {
      this.#countNode();
      this.#fill(map, target);
    });
  }
}

function isList(object: YamlObject): object is readonly YamlObject[] {
  return Array.isArray(object);
}

function isMergeKey(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === "<<" && (node.isImplicit || node.tag === "tag:yaml.org,2002:merge");
}

/** The limits of goyaml: nearly all of a small text may come out of aliases, a tenth of a large one. */
const SMALL = 400_000;
const LARGE = 4_000_000;

function allowedShareOfAliases(count: number): number {
  if (count <= SMALL) return 0.99;
  if (count >= LARGE) return 0.1;
  return 0.99 - 0.89 * ((count - SMALL) / (LARGE - SMALL));
}
