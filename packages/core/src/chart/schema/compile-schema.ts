import { RenderLimitError } from "../../errors.ts";
import { FunctionError } from "../../template/functions/function.ts";
import { compilePattern, type Pattern } from "../../template/functions/regex/pattern.ts";
import { largestProgram } from "../../template/functions/regex/program-size.ts";
import { Decimal } from "./decimal.ts";
import type { Draft } from "./drafts.ts";
import { FORMATS } from "./formats.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJsonExactly } from "./json.ts";
import { METASCHEMAS } from "./metaschemas-table.ts";
import { pointerTo, SchemaDocument } from "./schema-document.ts";
import { SchemaError } from "./schema-error.ts";
import type { SchemaNode } from "./schema-node.ts";
import { resolveReference, splitFragment } from "./uri.ts";

/** How schemas are compiled. */
export interface CompileSchemaOptions {
  /** Formats count in all drafts, as in metaschemas; else up to draft 7 only. */
  readonly assertFormats: boolean;
  /** Checks a schema against the metaschema of its draft; throws when it does not fit. */
  readonly checkSchema: (schema: Json, draft: Draft, location: string) => void;
  /** Told of each `urn:` that is taken for a schema that accepts everything. */
  readonly onUrn: (urn: string) => void;
}

/** Patterns longer than this are no real ones. */
const MAX_PATTERN = 20_000;
const MAX_PROGRAM = 100_000;

/** Turns schemas, and all that they refer to, into {@link SchemaNode}s. */
export class SchemaCompiler {
  readonly #options: CompileSchemaOptions;
  readonly #documents = new Map<string, SchemaDocument>();
  readonly #nodes = new Map<string, SchemaNode>();
  readonly #queue: { readonly node: SchemaNode; readonly document: SchemaDocument; readonly pointer: string }[] = [];

  constructor(options: CompileSchemaOptions) {
    this.#options = options;
  }

  /** @throws {SchemaError} */
  add(url: string, content: Json): void {
    const document = new SchemaDocument(url, content);
    this.#documents.set(url, document);
    if (metaschemaAt(url) === undefined) this.#options.checkSchema(content, document.resourceAt("").draft, `${url}#`);
  }

  /** @throws {SchemaError} */
  compile(url: string): SchemaNode {
    const document = this.#documentAt(url);
    const node = this.#node(document, "");
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      const { schema, isNew } = next.document.schemaAt(next.pointer);
      const { draft } = next.document.resourceAt(next.pointer);
      if (isNew) this.#options.checkSchema(schema, draft, next.node.location);
      this.#fill(next.node, schema, next);
    }
    return node;
  }

  #documentAt(url: string): SchemaDocument {
    const known = this.#documents.get(url);
    if (known !== undefined) return known;
    const metaschema = metaschemaAt(url);
    if (metaschema !== undefined) this.add(url, parseJsonExactly(metaschema));
    else if (/^urn:/i.test(url)) {
      this.#options.onUrn(url);
      this.add(url, true);
    } else throw new SchemaError(`failing loading "${url}": the schema is not in the chart, and none is fetched`);
    return this.#documentAt(url);
  }

  #node(document: SchemaDocument, pointer: string): SchemaNode {
    const location = `${document.url}#${pointer}`;
    const known = this.#nodes.get(location);
    if (known !== undefined) return known;
    const node: SchemaNode = { location, draft: document.resourceAt(pointer).draft.version };
    this.#nodes.set(location, node);
    this.#queue.push({ node, document, pointer });
    return node;
  }

  #fill(node: SchemaNode, schema: Json, at: { readonly document: SchemaDocument; readonly pointer: string }): void {
    const { document, pointer } = at;
    const resource = document.resourceAt(pointer);
    node.resource = this.#node(document, resource.pointer);
    if (resource.pointer === pointer) {
      const anchors = [...resource.dynamicAnchors].map(
        (name) => [name, this.#node(document, resource.anchors.get(name) ?? "")] as const,
      );
      node.dynamicAnchors = new Map(anchors);
    }
    if (typeof schema === "boolean") node.always = schema;
    if (!isJsonObject(schema)) return;
    if (schema.size === 0) node.always = true;
    else new NodeFiller(node, schema, this.#links(document, pointer), this.#options.assertFormats).fill();
  }

  #links(document: SchemaDocument, pointer: string): Links {
    return {
      below: (...parts) => this.#node(document, parts.reduce(pointerTo, pointer)),
      referred: (reference) => {
        const { id } = document.resourceAt(pointer);
        const { url, fragment } = resolving(() => resolveReference(id, reference), reference);
        const local = document.find(url, fragment);
        if (local !== undefined) return this.#checked(document, local);
        const other = this.#documentAt(url);
        return this.#checked(other, other.find(url, fragment) ?? fragment);
      },
    };
  }

  /** The node, once it is known that something lies there. */
  #checked(document: SchemaDocument, pointer: string): SchemaNode {
    const { schema, isNew } = document.schemaAt(pointer);
    if (isNew) this.#options.checkSchema(schema, document.resourceAt(pointer).draft, `${document.url}#${pointer}`);
    return this.#node(document, pointer);
  }
}

/** How a schema gets at others. */
interface Links {
  readonly below: (...parts: readonly string[]) => SchemaNode;
  readonly referred: (reference: string) => SchemaNode;
}

class NodeFiller {
  readonly #node: SchemaNode;
  readonly #schema: JsonObject;
  readonly #links: Links;
  readonly #assertFormats: boolean;

  constructor(node: SchemaNode, schema: JsonObject, links: Links, assertFormats: boolean) {
    this.#node = node;
    this.#schema = schema;
    this.#links = links;
    this.#assertFormats = assertFormats;
  }

  fill(): void {
    const node = this.#node;
    const ref = this.#text("$ref");
    if (ref !== undefined) {
      node.ref = this.#links.referred(ref);
      // Until 2019 nothing counts beside a $ref.
      if (node.draft < 2019) return;
    }
    this.#combinations(node);
    this.#numbers(node);
    this.#texts(node);
    this.#lists(node);
    this.#objects(node);
    if (node.draft >= 2019) this.#dynamic(node);
  }

  #combinations(node: SchemaNode): void {
    const type = this.#schema.get("type");
    if (typeof type === "string") node.types = [type];
    else if (isJsonArray(type) && type.length > 0) node.types = textsIn(type);
    const choices = this.#schema.get("enum");
    if (isJsonArray(choices)) node.choices = choices;
    const constant = this.#schema.get("const");
    if (node.draft >= 6 && constant !== undefined) node.constant = { value: constant };
    assign(node, "allOf", this.#list("allOf"));
    assign(node, "anyOf", this.#list("anyOf"));
    assign(node, "oneOf", this.#list("oneOf"));
    assign(node, "not", this.#single("not"));
    if (node.draft < 7) return;
    assign(node, "condition", this.#single("if"));
    if (node.condition === undefined) return;
    // What a condition that is always the same rules out is not even looked at.
    const condition = this.#schema.get("if");
    if (condition !== false) assign(node, "consequence", this.#single("then"));
    if (condition !== true) assign(node, "alternative", this.#single("else"));
  }

  #numbers(node: SchemaNode): void {
    assign(node, "multipleOf", this.#number("multipleOf"));
    if (node.multipleOf?.digits === 0n) throw new SchemaError("multipleOf is zero");
    for (const [keyword, exclusive] of [
      ["minimum", "exclusiveMinimum"],
      ["maximum", "exclusiveMaximum"],
    ] as const) {
      // In draft 4 it is a boolean that says how the other is meant.
      if (this.#schema.get(exclusive) === true) assign(node, exclusive, this.#number(keyword));
      else {
        assign(node, keyword, this.#number(keyword));
        assign(node, exclusive, this.#number(exclusive));
      }
    }
  }

  #texts(node: SchemaNode): void {
    assign(node, "minLength", this.#count("minLength"));
    assign(node, "maxLength", this.#count("maxLength"));
    const pattern = this.#text("pattern");
    if (pattern !== undefined) {
      node.pattern = compiled(pattern);
      node.patternText = pattern;
    }
    const name = this.#text("format");
    const accepts = name === undefined ? undefined : FORMATS.get(name);
    if ((this.#assertFormats || node.draft < 2019) && name !== undefined && accepts !== undefined)
      node.format = { name, accepts };
  }

  #lists(node: SchemaNode): void {
    assign(node, "minItems", this.#count("minItems"));
    assign(node, "maxItems", this.#count("maxItems"));
    node.uniqueItems = this.#schema.get("uniqueItems") === true;
    if (node.draft >= 6) assign(node, "contains", this.#single("contains"));
    if (node.draft >= 2020) {
      assign(node, "itemList", this.#list("prefixItems"));
      assign(node, "otherItems", this.#single("items"));
      node.allItemsEvaluated = node.otherItems !== undefined;
    } else if (isJsonArray(this.#schema.get("items"))) {
      assign(node, "itemList", this.#list("items"));
      const others = this.#schema.get("additionalItems");
      if (others === false) node.otherItems = false;
      else if (others !== true) assign(node, "otherItems", this.#single("additionalItems"));
      node.allItemsEvaluated = others !== undefined;
    } else {
      assign(node, "items", this.#single("items"));
      node.allItemsEvaluated = node.items !== undefined;
    }
    node.itemsEvaluated = node.itemList?.length ?? 0;
  }

  #objects(node: SchemaNode): void {
    assign(node, "minProperties", this.#count("minProperties"));
    assign(node, "maxProperties", this.#count("maxProperties"));
    const required = this.#schema.get("required");
    if (isJsonArray(required)) node.required = textsIn(required);
    assign(node, "properties", this.#map("properties"));
    node.patternProperties = [...(this.#map("patternProperties") ?? [])].map(([pattern, schema]) => ({
      pattern: compiled(pattern),
      schema,
    }));
    const others = this.#schema.get("additionalProperties");
    if (typeof others === "boolean") node.additionalProperties = others;
    else assign(node, "additionalProperties", this.#single("additionalProperties"));
    node.allPropertiesEvaluated = others !== undefined;
    if (node.draft >= 6) assign(node, "propertyNames", this.#single("propertyNames"));
    node.dependencies = this.#dependencies(
      node.draft >= 2019 ? ["dependencies", "dependentRequired", "dependentSchemas"] : ["dependencies"],
    );
  }

  #dependencies(keywords: readonly string[]): NonNullable<SchemaNode["dependencies"]> {
    return keywords.flatMap((keyword) => {
      const entries = this.#schema.get(keyword);
      if (!isJsonObject(entries)) return [];
      return [...entries].map(([key, needs]) => ({
        key,
        needs: isJsonArray(needs) ? textsIn(needs) : this.#links.below(keyword, key),
      }));
    });
  }

  #dynamic(node: SchemaNode): void {
    assign(node, "unevaluatedItems", this.#single("unevaluatedItems"));
    assign(node, "unevaluatedProperties", this.#single("unevaluatedProperties"));
    if (node.contains !== undefined) {
      assign(node, "minContains", this.#count("minContains"));
      assign(node, "maxContains", this.#count("maxContains"));
    }
    const recursive = this.#text("$recursiveRef");
    if (recursive !== undefined) node.recursiveRef = this.#links.referred(recursive);
    node.recursiveAnchor = this.#schema.get("$recursiveAnchor") === true;
    if (node.draft < 2020) return;
    assign(node, "dynamicAnchor", this.#text("$dynamicAnchor"));
    const reference = this.#text("$dynamicRef");
    if (reference === undefined) return;
    const { fragment } = resolving(() => splitFragment(reference), reference);
    node.dynamicRef = {
      target: this.#links.referred(reference),
      anchor: fragment.startsWith("/") ? "" : fragment,
    };
  }

  #single(keyword: string): SchemaNode | undefined {
    return this.#schema.has(keyword) ? this.#links.below(keyword) : undefined;
  }

  #list(keyword: string): readonly SchemaNode[] | undefined {
    const list = this.#schema.get(keyword);
    return isJsonArray(list) ? list.map((_, index) => this.#links.below(keyword, String(index))) : undefined;
  }

  #map(keyword: string): ReadonlyMap<string, SchemaNode> | undefined {
    const map = this.#schema.get(keyword);
    if (!isJsonObject(map)) return undefined;
    return new Map([...map.keys()].map((key) => [key, this.#links.below(keyword, key)]));
  }

  #text(keyword: string): string | undefined {
    const value = this.#schema.get(keyword);
    return typeof value === "string" ? value : undefined;
  }

  #number(keyword: string): Decimal | undefined {
    const value = this.#schema.get(keyword);
    return value instanceof Decimal ? value : undefined;
  }

  #count(keyword: string): number | undefined {
    const value = this.#number(keyword);
    return value?.isInteger() === true ? value.toNumber() : undefined;
  }
}

function assign<K extends keyof SchemaNode>(node: SchemaNode, key: K, value: SchemaNode[K]): void {
  if (value !== undefined) node[key] = value;
}

function textsIn(list: readonly Json[]): readonly string[] {
  return list.filter((item) => typeof item === "string");
}

function compiled(pattern: string): Pattern {
  if (pattern.length > MAX_PATTERN) throw new SchemaError(`a pattern is longer than ${MAX_PATTERN} signs`);
  if (largestProgram(pattern) > MAX_PROGRAM) throw new RenderLimitError("instructions of a pattern", MAX_PROGRAM, []);
  try {
    return compilePattern(pattern);
  } catch (error) {
    if (error instanceof FunctionError)
      throw new SchemaError(`invalid regex ${JSON.stringify(pattern)}: ${error.message}`, { cause: error });
    throw error;
  }
}

function resolving<T>(resolve: () => T, reference: string): T {
  try {
    return resolve();
  } catch (error) {
    throw new SchemaError(`error in parsing ${JSON.stringify(reference)}`, { cause: error });
  }
}

function metaschemaAt(url: string): string | undefined {
  const path = /^https?:\/\/json-schema\.org\/(.*)$/.exec(url)?.[1];
  return path === undefined ? undefined : METASCHEMAS.get(path === "schema" ? "draft/2020-12/schema" : path);
}
