import type { Pattern } from "../../template/functions/regex/pattern.ts";
import type { Json } from "./json.ts";
import type { SchemaNode } from "./schema-node.ts";

/** One thing in a value that a schema does not allow. */
export interface SchemaProblem {
  /** Dotted; empty for the value as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A value and the schemas it is held against, from the inside out. */
export interface Frame {
  readonly node: SchemaNode;
  readonly value: Json;
  /** The key or index in the parent's value; `undefined` where it is the same value. */
  readonly part: string | undefined;
  /** What no keyword has looked at yet, for `unevaluated…`; `undefined` where nobody asks. */
  readonly keys: Set<string> | undefined;
  readonly items: Set<number> | undefined;
  /** Frames of the same value have the same. */
  readonly level: number;
  readonly parent: Frame | undefined;
  readonly depth: number;
}

/** What the checks of single kinds of values need of the whole. */
export interface Evaluator {
  /** @throws {RenderLimitError} when all searches together take too long */
  readonly countSearch: (pattern: Pattern, text: string) => void;
  /** Holds a value against a schema by itself. */
  readonly check: (node: SchemaNode, value: Json) => readonly SchemaProblem[];
  /** Holds an inner value against a schema. */
  readonly below: (frame: Frame, node: SchemaNode, value: Json, part: string) => readonly SchemaProblem[];
  /** Holds the same value against a further schema. */
  readonly same: (frame: Frame, node: SchemaNode) => readonly SchemaProblem[];
}

/** A problem of the frame's value. */
export function problem(frame: Frame, message: string): SchemaProblem {
  const parts: string[] = [];
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent)
    if (at.part !== undefined) parts.push(at.part);
  return { path: parts.toReversed().join("."), message };
}
