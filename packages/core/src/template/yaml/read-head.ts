import { compareText } from "../values/text.ts";
import { Dict, type Value } from "../values/value.ts";
import { parseDocument } from "./parse-nodes.ts";
import { readQuickly } from "./read-quick.ts";
import { readablePart } from "./read-unreadable.ts";
import { floatText, jsonText, keyText, valuesOfObject } from "./read-values.ts";
import { resolveObjects } from "./resolve-objects.ts";
import { YamlMap, type YamlObject } from "./resolved-object.ts";
import { YamlNumber } from "./resolve-scalar.ts";
import { YamlError } from "./yaml-error.ts";

/** What Helm looks at in a rendered document. Texts that are not there are empty. */
export interface ManifestHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Helm itself does not read it, so it may be of any type; what is no text counts as empty. */
  readonly namespace: string;
  readonly annotations: ReadonlyMap<string, string>;
}

/** How errors name the type that Helm decodes into: its package is another in each version. */
export interface HeadOptions {
  /** @defaultValue `util.SimpleHead` as in Helm 4; Helm 3 has `releaseutil.SimpleHead` */
  readonly typeName?: string;
}

const KEPT: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

/**
 * The head of a manifest. The whole text is checked, but only what is needed of it is made.
 *
 * @throws {YamlError} for whatever Helm refuses, with Go's words (Helm puts `YAML parse error on FILE: ` before them)
 */
export function readHead(text: string, { typeName = "util.SimpleHead" }: HeadOptions = {}): ManifestHead {
  const value = readQuickly(text, KEPT);
  return (value instanceof Dict ? plainHead(value) : undefined) ?? readHeadFully(text, typeName);
}

/** The head of a manifest as they usually are: `undefined` where Go's ways with types and upper case come in. */
function plainHead(root: Dict): ManifestHead | undefined {
  if (hasFoldedKey(root, KEPT)) return undefined;
  const apiVersion = plainText(root.get("apiVersion"));
  const kind = plainText(root.get("kind"));
  const metadata = root.get("metadata") ?? new Dict();
  if (apiVersion === undefined || kind === undefined || !(metadata instanceof Dict)) return undefined;
  if (hasFoldedKey(metadata, METADATA)) return undefined;
  const name = plainText(metadata.get("name"));
  const annotations = plainAnnotations(metadata.get("annotations"));
  if (name === undefined || annotations === undefined) return undefined;
  return { apiVersion, kind, name, namespace: textOr(metadata.get("namespace"), ""), annotations };
}

const METADATA: ReadonlySet<string> = new Set(["name", "annotations"]);

function plainText(value: Value): string | undefined {
  return value === undefined || value === null ? "" : textOr(value, undefined);
}

function textOr<T>(value: Value, other: T): string | T {
  return typeof value === "string" ? value : other;
}

function plainAnnotations(value: Value): ReadonlyMap<string, string> | undefined {
  const annotations = new Map<string, string>();
  if (value === undefined || value === null) return annotations;
  if (!(value instanceof Dict)) return undefined;
  for (const [key, item] of value.entries()) {
    const text = plainText(item);
    if (text === undefined) return undefined;
    annotations.set(key, text);
  }
  return annotations;
}

/** Whether a key is one of the names but for upper case, which Go's decoder takes for the name. */
function hasFoldedKey(dict: Dict, names: ReadonlySet<string>): boolean {
  for (const key of dict.keys()) if (!names.has(key) && foldedName(key, names) !== undefined) return true;
  return false;
}

function foldedName(key: string, names: ReadonlySet<string>): string | undefined {
  if (names.has(key)) return key;
  for (const name of names) if (key.length === name.length && folded(key) === folded(name)) return name;
  return undefined;
}

/** Also the Kelvin sign is a k, and the long s an s. */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function readHeadFully(text: string, typeName: string): ManifestHead {
  return new HeadDecoder(typeName).decode(rootOf(text));
}

/** Objects in which numbers and truths that go where a text belongs are texts, as sigs.k8s.io/yaml makes them. */
function rootOf(text: string): YamlObject {
  const part = readablePart(text);
  try {
    const node = parseDocument(part.text, part.cut);
    const root = node === undefined ? null : withTexts(resolveObjects(node, "last-wins"));
    valuesOfObject(root);
    return root;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new YamlError(`error converting YAML to JSON: ${error.message}`, { cause: error });
  }
}

function withTexts(root: YamlObject): YamlObject {
  return mapValues(root, (name, value) => {
    const field = foldedName(name, KEPT);
    if (field !== "metadata") return field === undefined ? value : textOf(value);
    return mapValues(value, (inner, item) => {
      const metadataField = foldedName(inner, METADATA);
      if (metadataField === "name") return textOf(item);
      return metadataField === undefined ? item : mapValues(item, (_, annotation) => textOf(annotation));
    });
  });
}

function mapValues(object: YamlObject, change: (key: string, value: YamlObject) => YamlObject): YamlObject {
  if (!(object instanceof YamlMap)) return object;
  const changed = new YamlMap();
  for (const { key, value } of object.entries.values()) changed.set(key, change(keyText(key, value), value));
  return changed;
}

function textOf(object: YamlObject): YamlObject {
  if (typeof object === "boolean") return String(object);
  if (typeof object === "string") return jsonText(object);
  if (!(object instanceof YamlNumber)) return object;
  if (object.kind !== "float64") return String(object.exact);
  return floatText(object.value, { infinite: "Inf", notANumber: "NaN" }).replace(/^Inf$/, "+Inf");
}

/** Go's decoder of JSON for the head: it goes on after a wrong type, and then reports the first. */
class HeadDecoder {
  readonly #typeName: string;
  #problem: string | undefined;
  #head = { apiVersion: "", kind: "", name: "", namespace: "" };
  #annotations = new Map<string, string>();

  constructor(typeName: string) {
    this.#typeName = typeName;
  }

  decode(root: YamlObject): ManifestHead {
    if (root instanceof YamlMap) this.#decodeRoot(root);
    else this.#expectNull(root, `value of type ${this.#typeName}`);
    if (this.#problem !== undefined) throw new YamlError(this.#problem);
    return { ...this.#head, annotations: this.#annotations };
  }

  #decodeRoot(root: YamlMap): void {
    const type = this.#typeName.slice(this.#typeName.indexOf(".") + 1);
    for (const [key, value] of sortedEntries(root)) {
      const field = foldedName(key, KEPT);
      if (field === "metadata") this.#decodeMetadata(value, type);
      else if (field === "apiVersion" || field === "kind") {
        this.#head[field] = this.#text(value, `struct field ${type}.${field} of type string`) ?? this.#head[field];
      }
    }
  }

  #decodeMetadata(value: YamlObject, type: string): void {
    if (value === null) {
      this.#head = { ...this.#head, name: "", namespace: "" };
      this.#annotations = new Map();
    } else if (value instanceof YamlMap) {
      for (const [key, item] of sortedEntries(value)) {
        const field = foldedName(key, METADATA);
        if (field === "name") {
          this.#head.name = this.#text(item, "struct field .metadata.name of type string") ?? this.#head.name;
        } else if (field === "annotations") this.#decodeAnnotations(item);
        else if (key === "namespace" && typeof item === "string") this.#head.namespace = item;
      }
    } else {
      const fields = String.raw`Name string "json:\"name\""; Annotations map[string]string "json:\"annotations\""`;
      this.#expectNull(value, `struct field ${type}.metadata of type struct { ${fields} }`);
    }
  }

  #decodeAnnotations(value: YamlObject): void {
    if (value === null) this.#annotations = new Map();
    else if (value instanceof YamlMap) {
      for (const [key, item] of sortedEntries(value)) {
        const text = this.#text(item, "struct field .metadata.annotations of type string");
        this.#annotations.set(key, text ?? "");
      }
    } else this.#expectNull(value, "struct field .metadata.annotations of type map[string]string");
  }

  /** `undefined` for null, which leaves what is there as it is. */
  #text(value: YamlObject, target: string): string | undefined {
    if (typeof value === "string") return value;
    this.#expectNull(value, target);
    return undefined;
  }

  #expectNull(value: YamlObject, target: string): void {
    if (value === null) return;
    const words = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal";
    this.#problem ??= `${words} ${jsonKindOf(value)} into Go ${target}`;
  }
}

function sortedEntries({ entries }: YamlMap): (readonly [string, YamlObject])[] {
  return [...entries.values()]
    .map(({ key, value }) => [keyText(key, value), value] as const)
    .toSorted(([left], [right]) => compareText(left, right));
}

function jsonKindOf(value: YamlObject): string {
  if (value instanceof YamlMap) return "object";
  if (value instanceof YamlNumber) return "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "bool" : "array";
}
