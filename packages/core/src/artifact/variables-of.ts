import type { Variables } from "../manifest/template.ts";
import type { Artifact } from "./artifact.ts";

/** What variables come from besides the artifact. */
export interface VariablesOfOptions {
  /** The app as its manifest writes it; becomes `APP`. */
  readonly app: string;
  /** The env's `.gimlet/vars`. */
  readonly envVars: Variables;
}

/**
 * The variables of one manifest of an artifact, not yet filled into each other.
 *
 * Of one name the last counts: the artifact's `context`, texts of its `items` in order, its `vars`, `APP`, the env's.
 */
export function variablesOf(artifact: Artifact, { app, envVars }: VariablesOfOptions): Variables {
  return new Map([...ownVariables(artifact), ["APP", app], ...envVars]);
}

/** What the artifact itself gives, in the same order. */
export function ownVariables(artifact: Artifact): Variables {
  const items = (artifact.items ?? []).flatMap((item) =>
    Object.entries(item).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
  return new Map([...Object.entries(artifact.context ?? {}), ...items, ...Object.entries(artifact.vars ?? {})]);
}
