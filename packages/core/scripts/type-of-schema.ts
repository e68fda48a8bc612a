// Writes TypeScript types for the part of JSON Schema that our own schemas use.

/** The part of JSON Schema that our own schemas use. */
export interface Schema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "boolean" | "integer" | "number";
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly default?: string;
}

/** Interfaces for `schema` and every titled object in it, the outermost last. */
export function typesOf(schema: Schema): string {
  const interfaces: string[] = [];
  typeOf(schema, interfaces);
  return interfaces.join("\n");
}

function typeOf(schema: Schema, interfaces: string[]): string {
  if (schema.enum !== undefined) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array": {
      const item = typeOf(schema.items ?? {}, interfaces);
      return `readonly ${/[ |]/.test(item) && !item.startsWith("Readonly<") ? `(${item})` : item}[]`;
    }
    case "object":
      return objectType(schema, interfaces);
    case undefined:
      break;
  }
  return "unknown";
}

function objectType(schema: Schema, interfaces: string[]): string {
  if (schema.properties === undefined) {
    const value = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
    return `Readonly<Record<string, ${typeOf(value, interfaces)}>>`;
  }
  if (schema.title === undefined) throw new Error("an object with properties needs a title");
  const lines = Object.entries(schema.properties).map(([key, value]) => {
    const optional = schema.required?.includes(key) === true ? "" : "?";
    return `${docstring(value, "  ")}  readonly ${key}${optional}: ${typeOf(value, interfaces)};\n`;
  });
  interfaces.push(`${docstring(schema, "")}export interface ${schema.title} {\n${lines.join("")}}\n`);
  return schema.title;
}

function docstring({ description, default: byDefault }: Schema, indent: string): string {
  if (description === undefined) throw new Error("every type and property needs a description");
  const note = byDefault === undefined ? "" : ` Default: \`${byDefault}\`.`;
  return `${indent}/** ${description}${note} */\n`;
}
