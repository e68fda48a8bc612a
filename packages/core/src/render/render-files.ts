import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import { groupOf } from "./namespaced-kinds.ts";
import type { Resource } from "./renderer.ts";

/** What tells resources of one cluster apart: group, kind, namespace and name. */
export function identityOf({ apiVersion, kind, namespace, name }: Resource): string {
  return JSON.stringify([groupOf(apiVersion), kind, namespace ?? "", name]);
}

/**
 * One file per resource, by its path in the app's folder, sorted by path; the first line says where it was made.
 *
 * Files are `<kind>-<name>.yaml` in lower case. Where two would have one name each gets its namespace, or if that does
 * not tell them apart, 8 hexadecimal digits of its identity, as does a resource whose name is no safe file name.
 * Resources must differ in identity.
 */
export function renderFiles(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const names = fileNames(resources);
  const files = resources.map((resource, index): [string, string] => {
    const { origin, text } = resource;
    return [
      names[index] ?? "",
      `# Source: ${origin.replaceAll(/\s+/g, " ")}\n${text.endsWith("\n") ? text : `${text}\n`}`,
    ];
  });
  return new Map(files.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

const FORMS = [plainName, nameWithNamespace, nameWithHash] as const;

/** Takes the next longer form of every name that two resources share, until none is shared. */
function fileNames(resources: readonly Resource[]): readonly string[] {
  const forms = resources.map((resource): number => (isSafe(plainName(resource)) ? 0 : 2));
  for (;;) {
    const names = resources.map((resource, index) => (FORMS[forms[index] ?? 0] ?? nameWithHash)(resource));
    const count = new Map<string, number>();
    for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
    const shared = names.map((name) => (count.get(name) ?? 0) > 1);
    const growing = forms.map((form, index) => shared[index] === true && form < 2);
    if (!growing.includes(true)) return names;
    for (const [index, grows] of growing.entries()) if (grows) forms[index] = (forms[index] ?? 0) + 1;
  }
}

function plainName({ kind, name }: Resource): string {
  return `${kind}-${name}`.toLowerCase().concat(".yaml");
}

function nameWithNamespace(resource: Resource): string {
  const { kind, name, namespace } = resource;
  const file = `${kind}-${name}-${namespace ?? ""}`.toLowerCase().concat(".yaml");
  return namespace !== undefined && isSafe(file) ? file : nameWithHash(resource);
}

function nameWithHash(resource: Resource): string {
  const { kind, name } = resource;
  const stem = `${kind}-${name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 100);
  const hash = bytesToHex(sha256(utf8ToBytes(identityOf(resource)))).slice(0, 8);
  return `${stem === "" ? "resource" : stem}-${hash}.yaml`;
}

/** What every file system, git and Flux take as a plain file of a folder. */
function isSafe(file: string): boolean {
  return file.length <= 200 && /^[a-z0-9][a-z0-9.-]*\.yaml$/.test(file);
}
