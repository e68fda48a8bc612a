import { manifestKeys } from "../manifest/manifest-validator.generated.ts";
import type { KeyShape } from "../manifest/schema-check.ts";
import { artifactKeys } from "./artifact-validator.generated.ts";
import type { Artifact } from "./artifact.ts";

// The original leaves these out when empty; `environments`, `vars` and the like as well.
const SHAPE: KeyShape = { ...artifactKeys, environments: manifestKeys };

/**
 * Writes an artifact as JSON with two spaces and a final newline; the same artifact always gives the same bytes.
 *
 * Known keys come in the order of the schema, others sorted after them; empty lists, maps and texts are left out where
 * the original leaves them out, and so is the event `push`.
 */
export function formatArtifact(artifact: Artifact): string {
  const { version } = artifact;
  const { event, ...withoutEvent } = version;
  const shown = { ...artifact, version: event === "push" ? withoutEvent : version };
  return `${JSON.stringify(inOrder(SHAPE, withoutEmpty(shown)), undefined, 2)}\n`;
}

function withoutEmpty(artifact: Artifact): unknown {
  return { ...filled(artifact), version: filled(artifact.version) };
}

function filled(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === "" || value === false || value === 0) return true;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function inOrder(shape: KeyShape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => inOrder(shape, item));
  if (typeof value !== "object" || value === null) return value;
  const known = Object.keys(shape ?? {});
  const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);
  const entries = Object.entries(value).toSorted(
    ([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(shapeOf(shape, key), inner)]));
}

function shapeOf(shape: KeyShape, key: string): KeyShape {
  return shape !== null && Object.hasOwn(shape, key) ? (shape[key] ?? null) : null;
}
