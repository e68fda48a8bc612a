import { formatFloat } from "../../format/number.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "../../values/value.ts";
import { formatTime } from "../dates/format-time.ts";
import { instantIn, TIME } from "../dates/time-value.ts";
import { FunctionError } from "../function.ts";

const RFC_3339 = "2006-01-02T15:04:05.999999999Z07:00";
const INDENT = "  ";
// Deeper data is a circle: Go would use up its stack.
const MAX_DEPTH = 1000;

/** Why something can't be written as TOML, in BurntSushi's words: what `toToml` gives in place of the text. */
export class TomlEncodeError extends Error {
  override readonly name = "TomlEncodeError";
}

/**
 * A value as TOML, laid out as BurntSushi's library does: keys sorted, tables after values, indented by their depth.
 * @throws {TomlEncodeError} for what TOML has no form for
 * @throws {FunctionError} for nil, where the library panics, and for circles
 */
export function encodeToml(value: Value): string {
  if (value === null || value === undefined)
    throw new FunctionError("reflect: call of reflect.Value.Type on zero Value");
  const encoder = new Encoder();
  encoder.encode([], value);
  return encoder.text;
}

class Encoder {
  text = "";

  encode(key: readonly string[], value: Value): void {
    if (key.length > MAX_DEPTH) throw new FunctionError("data that holds itself can't be written as TOML");
    if (value instanceof List && formOf(value) === "tables") this.#writeTables(key, value);
    else if ((value instanceof Dict || value instanceof Struct) && formOf(value) === "table")
      this.#writeTable(key, value);
    else this.#writeKeyValue(key, value);
  }

  #writeTables(key: readonly string[], { items }: List): void {
    if (key.length === 0) throw new TomlEncodeError("toml: top-level values must be Go maps or structs");
    for (const item of items) {
      this.#newline();
      this.text += `${indentOf(key)}[[${key.map(keyText).join(".")}]]`;
      this.#newline();
      this.#writeEntries(key, item);
    }
  }

  #writeTable(key: readonly string[], value: Dict | Struct): void {
    if (key.length === 1) this.#newline();
    if (key.length > 0) {
      this.text += `${indentOf(key)}[${key.map(keyText).join(".")}]`;
      this.#newline();
    }
    this.#writeEntries(key, value);
  }

  #writeEntries(key: readonly string[], table: Value): void {
    const { direct, sub } = entriesOf(table);
    for (const { name, value } of [...direct, ...sub]) if (!isNil(value)) this.encode([...key, name], value);
  }

  #writeKeyValue(key: readonly string[], value: Value): void {
    const name = key.at(-1);
    if (name === undefined) this.text += elementText(value, 0);
    else {
      this.text += `${indentOf(key)}${keyText(name)} = ${elementText(value, key.length)}`;
      this.#newline();
    }
  }

  #newline(): void {
    if (this.text !== "") this.text += "\n";
  }
}

interface Entry {
  readonly name: string;
  readonly value: Value;
  /** Its place among a struct's fields. */
  readonly index: number;
}

/** Values first, tables after them. */
function entriesOf(table: Value): { direct: Entry[]; sub: Entry[] } {
  const embedded = embeddedIn(table);
  const entries: Entry[] =
    table instanceof Dict
      ? table.sortedKeys().map((name, index) => ({ name, value: table.get(name), index }))
      : table instanceof Struct
        ? table.fields
            .map(({ name, value }, index) => ({ name, value, index }))
            // Fields of an embedded struct stand for it.
            .filter(({ name }) => /^\p{Lu}/u.test(name) && !embedded.has(name))
        : [];
  const direct: Entry[] = [];
  const sub: Entry[] = [];
  for (const entry of entries) (formOf(entry.value) === "value" ? direct : sub).push(entry);
  return { direct, sub };
}

function embeddedIn(table: Value): ReadonlySet<string> {
  const fields = table instanceof Struct && table.fields.some(({ promoted }) => promoted === true) ? table.fields : [];
  return new Set(fields.filter(({ json }) => json === "-").map(({ name }) => name));
}

/** Whether something is written as a table, as several, or as a value; lists are looked through on the way. */
function formOf(value: Value, depth = 0): "table" | "tables" | "value" {
  if (isNil(value)) return "value";
  if (value instanceof Dict) return "table";
  if (value instanceof Struct) return isText(value) ? "value" : "table";
  if (!(value instanceof List) || value.items.length === 0) return "value";
  if (depth > MAX_DEPTH) throw new FunctionError("data that holds itself can't be written as TOML");
  let areTables = true;
  for (const item of value.items) {
    if (isNil(item)) throw new TomlEncodeError("toml: cannot encode array with nil element");
    if (formOf(item, depth + 1) !== "table") areTables = false;
  }
  return areTables ? "tables" : "value";
}

function elementText(value: Value, depth: number): string {
  if (depth > MAX_DEPTH) throw new FunctionError("data that holds itself can't be written as TOML");
  if (typeof value === "string") return quote(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return floatText(value);
  if (value instanceof Int) return value.type === "time.Duration" ? quote(durationText(value)) : String(value.value);
  if (value instanceof Bytes) return `[${Array.from(value.bytes).join(", ")}]`;
  if (value instanceof List) return `[${value.items.map((item) => elementText(item, depth + 1)).join(", ")}]`;
  if (value instanceof Struct && value.type === TIME) return formatTime(instantIn(value), RFC_3339);
  if (value instanceof Struct && isText(value)) return quote(value.toText?.() ?? "");
  return inlineTable(value, depth);
}

/** The library leaves commas before what it skips. */
function inlineTable(table: Value, depth: number): string {
  const { direct, sub } = entriesOf(table);
  const count = direct.length + sub.length;
  let text = "{";
  const write = (entries: readonly Entry[], isFollowed: boolean): void => {
    for (const [at, { name, value, index }] of entries.entries()) {
      if (isNil(value)) continue;
      text += `${keyText(name)} = ${elementText(value, depth + 1)}`;
      const isLast = table instanceof Dict ? !isFollowed && at === entries.length - 1 : index === count - 1;
      if (!isLast) text += ", ";
    }
  };
  write(direct, sub.length > 0);
  write(sub, false);
  return `${text}}`;
}

function durationText(value: Int): string {
  const text = value.methods?.get("String")?.call(value, []);
  return typeof text === "string" ? text : String(value.value);
}

/** Whether it writes itself as text, as times and versions do. */
function isText(value: Struct): boolean {
  return value.type === TIME || (value.methods?.has("MarshalText") ?? false);
}

function isNil(value: Value): boolean {
  if (value === null || value === undefined) return true;
  return (value instanceof List || value instanceof Dict) && value.isNil;
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  const text = formatFloat(value, "g", -1);
  return /[e.]/.test(text) ? text : `${text}.0`;
}

function keyText(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : quote(name);
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', String.raw`\"`],
  ["\\", "\\\\"],
  ["\b", String.raw`\b`],
  ["\t", String.raw`\t`],
  ["\n", String.raw`\n`],
  ["\f", String.raw`\f`],
  ["\r", String.raw`\r`],
]);

function quote(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what needs an escape
  const escaped = text.replace(/["\\\u0000-\u001F\u007F]/g, (sign) => {
    return SHORT.get(sign) ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

function indentOf(key: readonly string[]): string {
  return INDENT.repeat(Math.max(key.length - 1, 0));
}
