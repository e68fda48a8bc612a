import { YamlNumber, type YamlScalar } from "./resolve-scalar.ts";

/** What YAML itself makes of a text: keys still have types. */
export type YamlObject = YamlScalar | readonly YamlObject[] | YamlMap;

/** A map, by keys that are told apart by type: `1`, `1.0` and `"1"` are three. */
export class YamlMap {
  readonly entries: Map<string, { readonly key: YamlScalar; readonly value: YamlObject }> = new Map();

  has(key: YamlScalar): boolean {
    return this.entries.has(identityOf(key));
  }

  set(key: YamlScalar, value: YamlObject): void {
    this.entries.set(identityOf(key), { key, value });
  }
}

function identityOf(key: YamlScalar): string {
  if (typeof key === "string") return `s${key}`;
  return key instanceof YamlNumber ? `${key.kind} ${key.kind === "float64" ? key.value : key.exact}` : String(key);
}
