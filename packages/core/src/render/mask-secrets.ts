import { stringify } from "yaml";

import { readYaml } from "../manifest/yaml-text.ts";
import { splitDocuments } from "./split-documents.ts";

/** Two texts of one file, of which either may be missing. */
export interface TextChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const MASK = "(secret)";
const HIDDEN = "(not shown: it mentions a Secret and can't be read as YAML)\n";
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * A file's text as it may be shown: values of every `Secret` in it are replaced, their keys stay.
 *
 * Only for people: a document that holds a Secret is written anew, without its comments.
 */
export function maskSecrets(text: string): string {
  return mask(text, () => MASK);
}

/**
 * Both sides of a change as they may be shown: a secret value that changed reads differently on the two sides, one that
 * did not reads the same.
 */
export function maskSecretChange({ before, after }: TextChange): TextChange {
  const old = before === undefined ? undefined : secretValues(before);
  const side = (text: string | undefined, word: string, other: ReadonlyMap<string, string> | undefined) =>
    text === undefined
      ? undefined
      : mask(text, (key, value) => (other?.has(key) === true && other.get(key) !== value ? `(secret, ${word})` : MASK));
  return {
    before: side(before, "old", after === undefined ? undefined : secretValues(after)),
    after: side(after, "new", old),
  };
}

/** Gives the text to show for a secret value; `key` names it within the file. */
type ShowValue = (key: string, value: string) => string;

function secretValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  mask(text, (key, value) => {
    values.set(key, value);
    return MASK;
  });
  return values;
}

function mask(text: string, show: ShowValue): string {
  const shown: string[] = [];
  let found = false;
  for (const document of splitDocuments(text)) {
    const { documents, problems } = readYaml(document.text, { scalars: "any" });
    if (problems.length > 0 || documents.length > 1) return /secret/i.test(text) ? HIDDEN : text;
    const value = documents[0]?.value;
    found ||= holdsSecret(value);
    shown.push(holdsSecret(value) ? stringify(masked(value, show), { lineWidth: 0 }) : document.text);
  }
  return found ? shown.join("---\n") : text;
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(holdsSecret);
}

// Items of a SecretList may leave their kind out.
function isSecret(value: object): boolean {
  return "kind" in value && (value.kind === "Secret" || value.kind === "SecretList");
}

function masked(value: unknown, show: ShowValue): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, show));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (!isSecret(value)) return Object.fromEntries(entries.map(([key, inner]) => [key, masked(inner, show)]));
  if (fields(value)["kind"] === "SecretList") {
    const items = Array.isArray(fields(value)["items"]) ? (fields(value)["items"] as readonly unknown[]) : [];
    return { ...value, items: items.map((item) => masked({ ...fields(item), kind: "Secret" }, show)) };
  }
  const { namespace = "", name = "" } = fields(fields(value)["metadata"]);
  const id = JSON.stringify([namespace, name]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, maskedField(`${id}.${key}`, { key, inner, show })]));
}

interface SecretField {
  readonly key: string;
  readonly inner: unknown;
  readonly show: ShowValue;
}

/** Of a Secret only what names it stays; `data`, `stringData` and whatever else is there are values. */
function maskedField(id: string, { key, inner, show }: SecretField): unknown {
  if (["apiVersion", "kind", "type", "immutable"].includes(key)) return inner;
  if (key === "metadata") {
    const { annotations } = fields(inner);
    if (annotations === undefined || !Object.hasOwn(fields(annotations), LAST_APPLIED)) return inner;
    const last = { [LAST_APPLIED]: show(`${id}.${LAST_APPLIED}`, JSON.stringify(fields(annotations)[LAST_APPLIED])) };
    return { ...fields(inner), annotations: { ...fields(annotations), ...last } };
  }
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return show(id, JSON.stringify(inner));
  return Object.fromEntries(
    Object.entries(inner).map(([name, value]) => [name, show(`${id}.${JSON.stringify(name)}`, JSON.stringify(value))]),
  );
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
