import { nearest } from "./nearest.ts";

/** The keys an object of a format knows; `null` where any key may be. Lists count as their items. */
export type KeyShape = { readonly [key: string]: KeyShape } | null;

/** Keys and indexes that lead to a value, from the outside in. */
export type ValuePath = readonly (string | number)[];

/** What a validator compiled by ajv reports. */
interface SchemaError {
  /** JSON pointer of the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator compiled ahead by ajv. */
export interface SchemaValidator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** One thing that is wrong with a value. */
export interface ValueProblem {
  readonly path: ValuePath;
  /** What the path names: the value, or its key. */
  readonly about: "value" | "key";
  readonly message: string;
  readonly hint?: string;
}

/** Everything that breaks the schema, in words. */
export function schemaProblems(validate: SchemaValidator, data: unknown): readonly ValueProblem[] {
  if (validate(data)) return [];
  return (validate.errors ?? []).map((error) => {
    const path = pathOfPointer(error.instancePath, data);
    return { path, about: "value", ...wordsFor(error, path, valueAt(data, path)) };
  });
}

/** The keys no schema knows, each with the nearest one that it does know. */
export function unknownKeys(shape: KeyShape, data: unknown, path: ValuePath = []): readonly ValueProblem[] {
  if (shape === null || typeof data !== "object" || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((item: unknown, index) => unknownKeys(shape, item, [...path, index]));
  return Object.entries(data).flatMap(([key, value]): readonly ValueProblem[] => {
    if (Object.hasOwn(shape, key)) return unknownKeys(shape[key] ?? null, value, [...path, key]);
    const meant = nearest(key, Object.keys(shape));
    const hint = meant === undefined ? `Known here: ${Object.keys(shape).join(", ")}.` : `Did you mean "${meant}"?`;
    return [{ path: [...path, key], about: "key", message: `unknown key "${key}" is kept, but does nothing`, hint }];
  });
}

/**
 * Spells keys as the schema does where only upper and lower case differ, and drops keys whose value is null.
 *
 * Go's JSON decoder ignores case, and old clients post capitalised keys. The exact spelling wins over another one.
 */
export function withSchemaKeys(shape: KeyShape, data: unknown, { anyCase }: { readonly anyCase: boolean }): unknown {
  if (shape === null || typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((item: unknown) => withSchemaKeys(shape, item, { anyCase }));
  const known = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  const entries = Object.entries(data).flatMap(([key, value]): [string, unknown][] => {
    const other = anyCase ? known.get(key.toLowerCase()) : undefined;
    const name = other === undefined || (other !== key && Object.hasOwn(data, other)) ? key : other;
    if (!Object.hasOwn(shape, name)) return [[name, value]];
    return value === null ? [] : [[name, withSchemaKeys(shape[name] ?? null, value, { anyCase })]];
  });
  return Object.fromEntries(entries);
}

/** `a.b[0].c`, the way people write a path. */
export function formatPath(path: ValuePath): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

function pathOfPointer(pointer: string, data: unknown): ValuePath {
  let value = data;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(value) ? Number(key) : key;
      value = valueAt(value, [step]);
      return step;
    });
}

/** The value at a path; `undefined` where there is none. */
export function valueAt(data: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string | number, unknown>>)[key];
  }, data);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  array: "a list",
  object: "a map of keys and values",
};

function wordsFor(error: SchemaError, path: ValuePath, value: unknown): { message: string; hint?: string } {
  const name = path.length === 0 ? "the file" : formatPath(path);
  const { params } = error;
  switch (error.keyword) {
    case "required":
      return { message: `${formatPath([...path, String(params["missingProperty"])])} is missing` };
    case "type": {
      const message = `${name} must be ${TYPE_WORDS[String(params["type"])] ?? String(params["type"])}, is ${show(value)}`;
      const quotable = params["type"] === "string" && ["number", "boolean"].includes(typeof value);
      return quotable ? { message, hint: "Put it in quotes." } : { message };
    }
    case "enum": {
      const words = params["allowedValues"] as readonly string[]; // What ajv gives for this keyword.
      const meant = typeof value === "string" ? nearest(value, words) : undefined;
      const message = `${name} must be ${words.map((word) => JSON.stringify(word)).join(" or ")}, is ${show(value)}`;
      return meant === undefined ? { message } : { message, hint: `Did you mean "${meant}"?` };
    }
    case "minimum":
      return { message: `${name} must be at least ${String(params["limit"])}, is ${show(value)}` };
    case "maximum":
      return { message: `${name} must be at most ${String(params["limit"])}, is ${show(value)}` };
    case "pattern":
      return { message: `${name} must not be empty` };
    default:
      return { message: `${name} breaks the rule ${error.keyword}` };
  }
}

function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
