import { readYaml, YamlError } from "../template/yaml/read-yaml.ts";
import type { Profile } from "../template/profile.ts";
import { Dict, List, type Value } from "../template/values/value.ts";
import { mergeDicts } from "./merge-dicts.ts";

/**
 * The values of a `values.yaml`, the chart's or a user's.
 *
 * Helm 4 merges all documents of the file, Helm 3 reads the first.
 *
 * @throws {YamlError} in Helm's words
 */
export function readValues(text: string, profile: Profile): Dict {
  if (profile.valuesDocuments === "first") return dictOf(readYaml(text));
  let values = new Dict();
  for (const document of documentsOf(text)) {
    try {
      values = mergeDicts(values, dictOf(readYaml(document)));
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      throw new YamlError(`cannot unmarshal yaml document: ${error.message}`, { cause: error });
    }
  }
  return values;
}

/** The documents as Kubernetes' reader cuts them: at lines that start with `---`, also within a block scalar. */
function documentsOf(text: string): readonly string[] {
  // A last line without an end gets one: it shows in a block scalar.
  if (!text.includes("---") && !text.includes("\r")) return [text === "" || text.endsWith("\n") ? text : `${text}\n`];
  const documents: string[] = [];
  let current: string[] = [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const raw of lines) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line.startsWith("---")) {
      const after = line.slice(3).trim();
      if (after !== "" && !after.startsWith("#"))
        throw new YamlError(`error reading yaml document: invalid Yaml document separator: ${after}`);
      if (current.length > 0) {
        documents.push(`${current.join("\n")}\n`);
        current = [];
        continue;
      }
    }
    current.push(line);
  }
  if (current.length > 0) documents.push(`${current.join("\n")}\n`);
  return documents;
}

function dictOf(value: Value): Dict {
  if (value === null || value === undefined) return new Dict();
  if (value instanceof Dict) return value;
  const what =
    value instanceof List
      ? "array"
      : typeof value === "string"
        ? "string"
        : typeof value === "boolean"
          ? "bool"
          : "number";
  throw new YamlError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
  );
}
