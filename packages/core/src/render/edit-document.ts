import { type ParsedNode, isMap, isScalar } from "yaml";

import { isPlainText, quoted } from "../manifest/plain-text.ts";
import { readYaml } from "../manifest/yaml-text.ts";

/**
 * The document with `metadata.namespace`, put before the first key of `metadata`; all else stays as written.
 * @returns `undefined` when it is written in a way that leaves no place for it
 */
export function withNamespace(text: string, namespace: string): string | undefined {
  const root = readYaml(text, { scalars: "text" }).documents[0]?.root ?? null;
  const metadata = valueOfKey(root, "metadata");
  if (!isMap<ParsedNode, ParsedNode | null>(metadata) || metadata.items[0] === undefined) return undefined;
  const { key } = metadata.items[0];
  const at = key.range[0];
  const column = at - (text.lastIndexOf("\n", at - 1) + 1);
  const json = isScalar(key) && key.type === "QUOTE_DOUBLE";
  const value = json || !isPlainText(namespace) ? quoted(namespace) : namespace;
  const pair = `${json ? quoted("namespace") : "namespace"}: ${value}`;
  const entry = metadata.flow === true ? `${pair}, ` : `${pair}\n${" ".repeat(column)}`;
  const edited = text.slice(0, at) + entry + text.slice(at);
  return isSame(edited, addNamespace(text, namespace)) ? edited : undefined;
}

/**
 * The items of a `List` as documents of their own, as written.
 * @returns `undefined` when one can't stand alone, such as one with an alias to another
 */
export function listItems(text: string): readonly { readonly text: string; readonly line: number }[] | undefined {
  const yaml = readYaml(text, { scalars: "text" });
  const document = yaml.documents[0];
  const items = valueOfKey(document?.root ?? null, "items");
  const values = (document?.value as { readonly items?: readonly unknown[] } | undefined)?.items ?? [];
  const nodes = items !== undefined && "items" in items ? (items.items as readonly ParsedNode[]) : [];
  const cut = nodes.map((node) => {
    const { line, column } = yaml.position(node.range[0]);
    const indent = new RegExp(`^ {0,${column - 1}}`, "gm");
    return { text: `${text.slice(node.range[0], node.range[1]).replace(indent, "").trimEnd()}\n`, line };
  });
  return cut.length === values.length && cut.every((item, index) => isSame(item.text, values[index])) ? cut : undefined;
}

function addNamespace(text: string, namespace: string): unknown {
  const value = readYaml(text, { scalars: "text" }).documents[0]?.value as Readonly<Record<string, object>>;
  return { ...value, metadata: { namespace, ...value["metadata"] } };
}

function isSame(text: string, expected: unknown): boolean {
  const { documents, problems } = readYaml(text, { scalars: "text" });
  if (problems.length > 0 || documents.length !== 1) return false;
  return JSON.stringify(documents[0]?.value) === JSON.stringify(expected);
}

function valueOfKey(node: ParsedNode | null, wanted: string): ParsedNode | undefined {
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;
  return node.items.find(({ key }) => isScalar(key) && key.value === wanted)?.value ?? undefined;
}
