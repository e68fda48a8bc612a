import type { Value } from "../values/value.ts";
import { JSON_DIALECT } from "./emit-json-dialect.ts";
import { PRETTY_DIALECT } from "./emit-pretty-dialect.ts";
import { writeTree } from "./emit-tree.ts";

/**
 * A value as Kubernetes' YAML library writes it, for `toYaml`. Ends with a newline.
 *
 * @throws {FunctionError} in Go's words for what JSON or YAML can't say, and for data that contains itself
 * @throws {LimitPassed} for too much of it
 */
export function emitYaml(value: Value): string {
  return writeTree(value, JSON_DIALECT);
}

/**
 * A value as `toYamlPretty` writes it. Ends with a newline.
 *
 * @throws {FunctionError} for data that contains itself, which ends Helm itself
 * @throws {LimitPassed} for too much of it
 */
export function emitYamlPretty(value: Value): string {
  return writeTree(value, PRETTY_DIALECT);
}
