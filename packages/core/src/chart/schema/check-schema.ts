import { RenderLimitError } from "../../errors.ts";
import { isStackOverflow } from "../../template/language/call-failure.ts";
import { textOfBytes } from "../../template/values/text.ts";
import type { Dict } from "../../template/values/value.ts";
import { SchemaCompiler } from "./compile-schema.ts";
import type { Draft } from "./drafts.ts";
import { MAX_DEPTH, SchemaEvaluator } from "./evaluate-schema.ts";
import { type Json, jsonOfValue, parseJsonExactly } from "./json.ts";
import { SchemaError } from "./schema-error.ts";
import type { SchemaProblem } from "./schema-frame.ts";
import type { SchemaNode } from "./schema-node.ts";

/** What came of checking values. */
export interface CheckedValues {
  /** Empty when the values fit. A schema that can't be used is one problem, of the values as a whole. */
  readonly problems: readonly SchemaProblem[];
  readonly warnings: readonly string[];
}

/** A `values.schema.json` ready to check with, as often as need be. */
export interface ValuesSchema {
  /** @throws {RenderLimitError} when it takes too long */
  readonly check: (values: Dict) => CheckedValues;
}

/** Helm's name for the schema: what it refers to by a relative address lies beside it. */
const SCHEMA_URL = "file:///values.schema.json";

/**
 * Holds values against a `values.schema.json`, of any draft from 4 to 2020-12.
 *
 * Accepts what Helm accepts, and says in Helm's words, though not in its layout, what it does not.
 *
 * @throws {RenderLimitError} for a schema that takes too long
 */
export function checkSchema(schema: Uint8Array, values: Dict): CheckedValues {
  return compileValuesSchema(schema).check(values);
}

/**
 * Reads a `values.schema.json`; one that can't be used accepts nothing.
 *
 * It is interpreted: no code is generated. Schemas elsewhere are not fetched; those of an `urn:` accept everything, with
 * a warning, as Helm has it.
 *
 * @throws {RenderLimitError} for a schema that takes too long
 */
export function compileValuesSchema(schema: Uint8Array): ValuesSchema {
  const warnings: string[] = [];
  try {
    const metaschemas = new Metaschemas();
    const compiler = new SchemaCompiler({
      assertFormats: false,
      checkSchema: (content, draft, location) => metaschemas.check(content, draft, location),
      onUrn: (urn) => {
        warnings.push(`unresolved URN reference ignored; using permissive schema: ${urn}`);
      },
    });
    compiler.add(SCHEMA_URL, parsed(schema));
    const node = compiler.compile(SCHEMA_URL);
    return { check: (values) => ({ problems: new SchemaEvaluator().check(node, jsonOfValue(values)), warnings }) };
  } catch (error) {
    if (isStackOverflow(error)) throw new RenderLimitError("levels of a schema", MAX_DEPTH, [], { cause: error });
    if (!(error instanceof SchemaError)) throw error;
    const problems = [{ path: "", message: error.message }];
    return { check: () => ({ problems, warnings }) };
  }
}

/** The schemas of schemas, each compiled when first asked for. */
class Metaschemas {
  readonly #nodes = new Map<Draft, SchemaNode>();

  check(schema: Json, draft: Draft, location: string): void {
    const node = this.#nodes.get(draft) ?? compileMetaschema(draft);
    this.#nodes.set(draft, node);
    const problems = new SchemaEvaluator().check(node, schema);
    const [first] = problems;
    if (first === undefined) return;
    const where = first.path === "" ? "" : ` at ${JSON.stringify(first.path)}`;
    throw new SchemaError(`"${location}" is not valid against metaschema:${where} ${first.message}`);
  }
}

function compileMetaschema(draft: Draft): SchemaNode {
  const scheme = draft.version < 2019 ? "http" : "https";
  const compiler = new SchemaCompiler({ assertFormats: true, checkSchema: () => {}, onUrn: () => {} });
  return compiler.compile(`${scheme}://json-schema.org/${draft.metaschema}`);
}

function parsed(schema: Uint8Array): Json {
  try {
    return parseJsonExactly(textOfBytes(schema));
  } catch (error) {
    if (error instanceof SyntaxError) throw new SchemaError(`values.schema.json: ${error.message}`, { cause: error });
    throw error;
  }
}
