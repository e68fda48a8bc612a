import { ANY_DICT, ANY_LIST, Dict, type GoType, List, type Value } from "../values/value.ts";
import { typeOf } from "../values/go-type.ts";
import { parseDocument } from "./parse-nodes.ts";
import { YamlError } from "./yaml-error.ts";
import { readQuickly } from "./read-quick.ts";
import { readablePart } from "./read-unreadable.ts";
import { valuesOfObject } from "./read-values.ts";
import { type DuplicateKeys, resolveObjects } from "./resolve-objects.ts";

export { YamlError } from "./yaml-error.ts";

/**
 * The first document of a YAML text, as `sigs.k8s.io/yaml` unmarshals it into an `interface{}`: types of YAML 1.1, keys
 * as texts, numbers as floats, of keys that come twice the last. Null for a text without content.
 *
 * @throws {YamlError} with Go's words
 */
export function readYaml(text: string): Value {
  const value = readQuickly(text, "all");
  return value === undefined ? readFully(text, "last-wins") : value;
}

/**
 * The same, but a key that comes twice in a map is an error, as for Go's `UnmarshalStrict`.
 *
 * @throws {YamlError} with Go's words
 */
export function readYamlStrict(text: string): Value {
  return readFully(text, "refused");
}

/**
 * The same as {@link readYaml} into a `map[string]interface{}`, empty for a text without content.
 *
 * @throws {YamlError} with Go's words, also for what is no map
 */
export function readYamlMap(text: string): Dict {
  const value = readYaml(text);
  if (value === null) return new Dict();
  return value instanceof Dict ? value : failFor(value, ANY_DICT);
}

/**
 * The same as {@link readYaml} into a `[]interface{}`, empty for a text without content.
 *
 * @throws {YamlError} with Go's words, also for what is no list
 */
export function readYamlList(text: string): List {
  const value = readYaml(text);
  if (value === null) return new List([]);
  return value instanceof List ? value : failFor(value, ANY_LIST);
}

function readFully(text: string, duplicates: DuplicateKeys): Value {
  const part = readablePart(text);
  try {
    const node = parseDocument(part.text, part.cut);
    return node === undefined ? null : valuesOfObject(resolveObjects(node, duplicates));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new YamlError(`error converting YAML to JSON: ${error.message}`, { cause: error });
  }
}

function failFor(value: Value, target: GoType): never {
  throw new YamlError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKindOf(value)} into Go value of type ${target}`,
  );
}

function jsonKindOf(value: Value): string {
  if (value instanceof Dict) return "object";
  if (value instanceof List) return "array";
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "bool" : typeOf(value);
}
