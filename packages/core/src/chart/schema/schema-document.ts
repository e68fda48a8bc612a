import { type Draft, draftOf, LATEST_DRAFT } from "./drafts.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { SchemaError } from "./schema-error.ts";
import { resolveReference, splitFragment } from "./uri.ts";

/** A part of a document that has an address of its own; the document itself is one. */
export interface Resource {
  /** A JSON pointer. */
  readonly pointer: string;
  readonly id: string;
  readonly draft: Draft;
  /** Pointers by anchor. */
  readonly anchors: Map<string, string>;
  readonly dynamicAnchors: Set<string>;
}

/** A text with schemas in it, and what in it can be referred to. */
export class SchemaDocument {
  readonly url: string;
  readonly content: Json;
  readonly #resources = new Map<string, Resource>();
  readonly #seen = new Set<string>();

  /** @throws {SchemaError} for a `$schema` that is not known, and addresses or anchors that come twice */
  constructor(url: string, content: Json) {
    this.url = url;
    this.content = content;
    this.#collect(content, { base: url, pointer: "", draft: LATEST_DRAFT });
  }

  /** The innermost resource that the pointer lies in. */
  resourceAt(pointer: string): Resource {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
      const resource = this.#resources.get(at);
      if (resource !== undefined) return resource;
      if (at === "") throw new SchemaError(`${this.url} is no schema`);
    }
  }

  /** Where an absolute reference points to in this document; `undefined` when it means another. */
  find(url: string, fragment: string): string | undefined {
    const resource =
      url === this.url
        ? this.#resources.get("")
        : [...this.#resources.values()].find((candidate) => candidate.id === url);
    if (resource === undefined) return undefined;
    if (fragment === "" || fragment.startsWith("/")) return resource.pointer + fragment;
    const pointer = resource.anchors.get(fragment);
    if (pointer === undefined)
      throw new SchemaError(`anchor in "${resource.id}#${fragment}" not found in schema "${this.url}"`);
    return pointer;
  }

  /** What lies at the pointer. A place that no keyword makes a schema is looked through for addresses now. */
  schemaAt(pointer: string): { readonly schema: Json; readonly isNew: boolean } {
    const schema = lookUp(this.content, pointer);
    if (schema === undefined) throw new SchemaError(`json-pointer in "${this.url}#${pointer}" not found`);
    const isNew = !this.#seen.has(pointer);
    if (isNew) {
      const { id, draft } = this.resourceAt(pointer);
      this.#collect(schema, { base: id, pointer, draft });
    }
    return { schema, isNew };
  }

  #collect(schema: Json, at: { readonly base: string; readonly pointer: string; readonly draft: Draft }): void {
    if (this.#seen.has(at.pointer)) return;
    this.#seen.add(at.pointer);
    if (this.#seen.size > 200_000) throw new SchemaError("the schema is too large");
    if (!isJsonObject(schema)) {
      if (at.pointer === "") this.#add({ ...at, id: at.base });
      return;
    }
    const isRoot = at.pointer === "";
    let draft = draftNamedBy(schema) ?? at.draft;
    let id = idOf(schema, draft);
    if (id === "" && !isRoot) {
      // Only a schema with an address of its own can be of another draft.
      draft = at.draft;
      id = idOf(schema, draft);
    }
    const base = id === "" ? at.base : resolveReference(at.base, id).url;
    if (id !== "" || isRoot) this.#add({ pointer: at.pointer, id: base, draft });
    const resource = [...this.#resources.values()].find((candidate) => candidate.id === base);
    if (resource === undefined) return;
    collectAnchors(schema, at.pointer, resource);
    for (const [pointer, inner] of subschemas(schema, at.pointer, draft))
      this.#collect(inner, { base, pointer, draft: resource.draft });
  }

  #add({ pointer, id, draft }: { readonly pointer: string; readonly id: string; readonly draft: Draft }): void {
    const same = [...this.#resources.values()].find((candidate) => candidate.id === id);
    if (same !== undefined && same.pointer !== pointer)
      throw new SchemaError(`duplicate id "${id}" in "${this.url}" at "${pointer}" and "${same.pointer}"`);
    this.#resources.set(pointer, { pointer, id, draft, anchors: new Map(), dynamicAnchors: new Set() });
  }
}

/** The pointer with another part. */
export function pointerTo(pointer: string, part: string): string {
  return `${pointer}/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function draftNamedBy(schema: JsonObject): Draft | undefined {
  const name = schema.get("$schema");
  if (typeof name !== "string") return undefined;
  const draft = draftOf(name);
  if (draft === undefined)
    throw new SchemaError(
      `the schema follows ${JSON.stringify(name)}, which is not read: remote schemas are not fetched`,
    );
  return draft;
}

function idOf(schema: JsonObject, draft: Draft): string {
  // Until 2019 nothing counts beside a $ref.
  if (draft.version < 2019 && schema.has("$ref")) return "";
  const id = schema.get(draft.id);
  return typeof id === "string" ? (id.split("#", 1)[0] ?? "") : "";
}

function collectAnchors(schema: JsonObject, pointer: string, { draft, anchors, dynamicAnchors }: Resource): void {
  const add = (anchor: string): void => {
    const other = anchors.get(anchor);
    if (other !== undefined && other !== pointer)
      throw new SchemaError(`duplicate anchor "${anchor}" at "${other}" and "${pointer}"`);
    anchors.set(anchor, pointer);
  };
  if (draft.version < 2019) {
    const id = schema.get(draft.id);
    if (schema.has("$ref") || typeof id !== "string") return;
    const { fragment } = splitFragment(id);
    if (fragment !== "" && !fragment.startsWith("/")) add(fragment);
    return;
  }
  const anchor = schema.get("$anchor");
  if (typeof anchor === "string") add(anchor);
  const dynamic = schema.get("$dynamicAnchor");
  if (draft.version < 2020 || typeof dynamic !== "string") return;
  add(dynamic);
  dynamicAnchors.add(dynamic);
}

function* subschemas(schema: JsonObject, pointer: string, draft: Draft): Generator<readonly [string, Json]> {
  for (const [keyword, value] of schema) {
    const at = pointerTo(pointer, keyword);
    // A list where a schema should be is one without a meaning; only metaschemas object to it.
    if (draft.single.has(keyword)) yield [at, value];
    if (draft.lists.has(keyword) && isJsonArray(value))
      for (const [index, item] of value.entries()) yield [`${at}/${index}`, item];
    if (draft.maps.has(keyword) && isJsonObject(value))
      for (const [name, item] of value) yield [pointerTo(at, name), item];
  }
}

function lookUp(content: Json, pointer: string): Json | undefined {
  let value: Json | undefined = content;
  for (const escaped of pointer.split("/").slice(1)) {
    const part: string = escaped.replaceAll("~1", "/").replaceAll("~0", "~");
    if (isJsonArray(value)) value = /^\+?\d{1,9}$/.test(part) ? value[Number(part)] : undefined;
    else value = isJsonObject(value) ? value.get(part) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}
