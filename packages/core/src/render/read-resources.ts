import { readYaml } from "../manifest/yaml-text.ts";
import { listItems, withNamespace } from "./edit-document.ts";
import { isNamespacedKind } from "./namespaced-kinds.ts";
import { identityOf } from "./render-files.ts";
import type { Resource } from "./renderer.ts";
import { type DocumentText, splitDocuments } from "./split-documents.ts";

/** What is wrong with a text of resources, at a place in it. */
interface ResourceProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Resources of a text of YAML documents, with everything that is wrong with it. */
export interface ReadResources {
  readonly resources: readonly Resource[];
  readonly problems: readonly ResourceProblem[];
}

/** Where resources go that name no namespace, and what they were made from. */
export interface ReadResourcesOptions {
  /** `undefined` leaves all as they are. */
  readonly namespace: string | undefined;
  readonly origin: string;
}

/** Reads resources as written; a `List` counts as its items, and a resource may be there once. */
export function readResources(text: string, options: ReadResourcesOptions): ReadResources {
  const reader = new ResourceReader(options);
  for (const document of splitDocuments(text)) reader.read(document);
  return reader;
}

class ResourceReader implements ReadResources {
  readonly resources: Resource[] = [];
  readonly problems: ResourceProblem[] = [];
  readonly #options: ReadResourcesOptions;
  readonly #seen = new Set<string>();

  constructor(options: ReadResourcesOptions) {
    this.#options = options;
  }

  read(document: DocumentText): void {
    const yaml = readYaml(document.text, { scalars: "any" });
    const refuse = (offset: number, message: string, hint?: string) => {
      const { line, column } = yaml.position(offset);
      this.problems.push({ line: line + document.linesBefore, column, message, hint });
    };
    for (const { offset, message, hint } of yaml.problems) refuse(offset, message, hint);
    const [first] = yaml.documents;
    if (first === undefined || first.value === null) return;
    this.#readValue(document, first.value, (message, hint) => refuse(first.root?.range[0] ?? 0, message, hint));
  }

  #readValue(document: DocumentText, value: unknown, refuse: (message: string, hint?: string) => void): void {
    const [apiVersion, kind, metadata] = ["apiVersion", "kind", "metadata"].map((key) => fieldOf(value, key));
    if (!isText(kind)) return refuse("a resource has no kind");
    if (!isText(apiVersion)) return refuse(`a resource of kind ${kind} has no apiVersion`);
    if (kind.endsWith("List") && Array.isArray(fieldOf(value, "items"))) return this.#readList(document, kind, refuse);

    const name = fieldOf(metadata, "name");
    if (!isText(name)) {
      const generated = fieldOf(metadata, "generateName") !== undefined;
      return generated
        ? refuse(`a ${kind} has generateName, which gitops can't apply again`, "Give it a metadata.name.")
        : refuse(`a ${kind} has no metadata.name`, "Names are texts: put a number in quotes.");
    }
    const namespace = fieldOf(metadata, "namespace");
    if (namespace !== undefined && !isText(namespace))
      return refuse(`${kind} ${name} has a metadata.namespace that is no text`, "Remove the key or fill it in.");
    this.#add(document, { apiVersion, kind, name, namespace }, refuse);
  }

  #readList({ text, linesBefore }: DocumentText, kind: string, refuse: (message: string, hint?: string) => void): void {
    const items = listItems(text);
    if (items === undefined)
      return refuse(`the items of the ${kind} can't be taken apart`, "Write its items as documents of their own.");
    for (const item of items) this.read({ text: item.text, linesBefore: linesBefore + item.line - 1 });
  }

  #add(
    { text }: DocumentText,
    named: Pick<Resource, "apiVersion" | "kind" | "name" | "namespace">,
    refuse: (message: string, hint?: string) => void,
  ): void {
    const { origin } = this.#options;
    const resource = { ...named, origin, text };
    const { namespace } = this.#options;
    const isPlaced = namespace === undefined || named.namespace !== undefined || !isNamespacedKind(named);
    const placed = isPlaced ? resource : inNamespace(resource, namespace);
    if (placed === undefined)
      return refuse(`${named.kind} ${named.name} has no place for a namespace`, "Write metadata.namespace into it.");
    const identity = identityOf(placed);
    if (this.#seen.has(identity)) return refuse(`${named.kind} ${named.name} is there twice`, "Keep one of them.");
    this.#seen.add(identity);
    this.resources.push(placed);
  }
}

function inNamespace(resource: Resource, namespace: string): Resource | undefined {
  const text = withNamespace(resource.text, namespace);
  return text === undefined ? undefined : { ...resource, namespace, text };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
