// Makes types and validators from the JSON Schemas: `pnpm --filter @gimlet/core generate`.
import { readFile, writeFile } from "node:fs/promises";

import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";

import { type Schema, typesOf } from "./type-of-schema.ts";

const PACKAGE = new URL("../", import.meta.url);

/** Each schema, and the path without ending of what is made from it. */
const SCHEMAS: Readonly<Record<string, string>> = {
  "schemas/manifest.schema.json": "src/manifest/manifest",
  "schemas/artifact.schema.json": "src/artifact/artifact",
};

/** Path in the package → text, of every generated file. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const [schemaPath, target] of Object.entries(SCHEMAS)) {
    const schema = JSON.parse(await readFile(new URL(schemaPath, PACKAGE), "utf8")) as Schema;
    const banner = `// Made from ${schemaPath} by scripts/generate.ts. Change the schema instead.\n`;
    files.set(`${target}-type.generated.ts`, `${banner}\n${typesOf(schema)}`);
    files.set(`${target}-validator.generated.ts`, `${banner}// @ts-nocheck\n\n${validatorOf(schema)}`);
  }
  return files;
}

function validatorOf(schema: Schema): string {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    strict: true,
    code: { source: true, esm: true, lines: true },
  });
  const name = `validate${schema.title ?? ""}`;
  const validate = ajv.compile(withoutWords(schema) as Schema);
  const code = (standalone as unknown as { default: typeof standalone.default }).default(ajv, validate);
  if (code.includes("require("))
    throw new Error(`${name} would need ajv at run time: avoid the keyword that asks for it`);
  const body = code
    .replace(/^"use strict";\n?/, "")
    .replace(/^export const validate = .*;\n?/m, "")
    .replace(/^export default .*;\n?/m, "")
    .replace(/\n?\/\*# sourceURL.*$/m, "");
  const main = /function (validate\d+)\(/.exec(body)?.[1];
  if (main === undefined) throw new Error("ajv's output has no validate function");
  return `import type { KeyShape, SchemaValidator } from "${schema.title === "Manifest" ? "." : "../manifest"}/schema-check.ts";

${body.trim()}

export const ${name}: SchemaValidator = ${main};

/** The keys that ${schema.title ?? ""} knows; \`null\` where any key may be. */
export const ${(schema.title ?? "").toLowerCase()}Keys: KeyShape = ${JSON.stringify(shapeOf(schema), undefined, 2)};
`;
}

/** Drops what only people and editors read. */
function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, word]) => !(["title", "description", "default"].includes(key) && typeof word === "string"))
      .map(([key, inner]) => [key, withoutWords(inner)]),
  );
}

type Shape = { readonly [key: string]: Shape } | null;

function shapeOf(schema: Schema): Shape {
  const inner = schema.type === "array" ? (schema.items ?? {}) : schema;
  if (inner.properties === undefined) return null;
  return Object.fromEntries(Object.entries(inner.properties).map(([key, value]) => [key, shapeOf(value)]));
}

if (import.meta.main) {
  for (const [path, text] of await generate()) await writeFile(new URL(path, PACKAGE), text);
}
