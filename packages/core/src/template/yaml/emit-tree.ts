import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { FunctionError } from "../functions/function.ts";
import { byteLength } from "../values/text.ts";
import { Bytes, Dict, Int, List, Struct, type Value } from "../values/value.ts";
import { analyzeText, isLineBreak, type TextAnalysis } from "./emit-analysis.ts";
import { inKeyOrder, type KeyOrder } from "./emit-key-order.ts";
import { writeDoubleQuoted, writeLiteral, writePlain, writeSingleQuoted } from "./emit-quoted.ts";

/** In what the two libraries differ by which Helm writes YAML. */
export interface Dialect {
  /** After which column text is folded; `Infinity` for never. */
  readonly width: number;
  /** By how much a list in a map is indented: 0 or 2. */
  readonly listIndent: number;
  /** Whether a block of text may hold tabs. */
  readonly tabsInBlocks: boolean;
  readonly keyOrder: KeyOrder;
  /** Whether a text must be quoted because it looks like something else. */
  readonly isAmbiguous: (text: string) => boolean;
  /** What is written for a text with fragile signs, see `emit-analysis.ts`. */
  readonly writtenText: (text: string) => TaggedText;
  /** The map with its keys as they are written, the map itself where they are so already. */
  readonly withWrittenKeys: (dict: Dict) => Dict;
  readonly formatNumber: (value: number) => string;
  /** Whether lists and maps that are nil are null, or empty. */
  readonly nilIsNull: boolean;
  /** What is written in the place of what YAML has no form for. */
  readonly replacementOf: (value: Int | Bytes | Struct) => Plain | Members | Value;
}

/** A text, with a tag where it needs one. */
export interface TaggedText {
  readonly text: string;
  /** Such as `!!binary`. */
  readonly tag?: string;
}

/** What is written as it is. */
export class Plain {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A map whose entries stay in the order they came in. */
export class Members {
  readonly dict: Dict;

  constructor(dict: Dict) {
    this.dict = dict;
  }
}

/**
 * A value as a document of YAML.
 *
 * @throws {FunctionError} for data that contains itself
 * @throws {LimitPassed} for too much of it
 */
export function writeTree(value: Value, dialect: Dialect): string {
  const writer = new TreeWriter(dialect);
  writer.writeRoot(value);
  return writer.text;
}

/** Keys of more bytes get a line of their own. */
const LONGEST_SIMPLE_KEY = 128;
/** From this depth on Go looks whether a value contains itself. */
const SUSPICIOUS_DEPTH = 1000;
const GREATEST_DEPTH = 2000;

/** The place of a node: everything that is not empty and no scalar writes lines at `indent`. */
interface Place {
  /** Of the lists and maps in it, and of the further lines of a scalar. */
  readonly indent: number;
  readonly column: number;
}

class TreeWriter {
  readonly #dialect: Dialect;
  readonly #around = new Set<Block>();
  #out = "";
  #depth = 0;
  #atLineStart = true;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  get text(): string {
    return this.#out;
  }

  writeRoot(value: Value): void {
    const written = this.#replaced(value);
    if (isBlock(written)) this.#writeBlock(written, 0);
    else this.#writeScalar(written, { column: 0, indent: 2 });
    this.#endLine();
  }

  /** Writes the items of a list or the entries of a map, the first where the line is now, which must be at `indent`. */
  #writeBlock(value: Block, indent: number): void {
    this.#enter(value);
    if (value instanceof List) this.#writeItems(value.items, indent);
    else if (value instanceof Members) this.#writeEntries(value.dict, { keys: value.dict.keys(), indent });
    else this.#writeSorted(value, indent);
    if (this.#depth > SUSPICIOUS_DEPTH) this.#around.delete(value);
    this.#depth--;
  }

  #writeItems(items: readonly Value[], indent: number): void {
    let isFirst = true;
    for (const item of items) {
      if (!isFirst) this.#startLine(indent);
      isFirst = false;
      this.#write("- ");
      const written = this.#replaced(item);
      if (isBlock(written)) this.#writeBlock(written, indent + 2);
      else this.#writeScalar(written, { column: indent + 2, indent: indent + 2 });
    }
  }

  #writeSorted(dict: Dict, indent: number): void {
    const written = this.#dialect.withWrittenKeys(dict);
    const keys = inKeyOrder(written.sortedKeys(), this.#dialect.keyOrder);
    this.#writeEntries(written, { keys, indent });
  }

  #writeEntries(dict: Dict, { keys, indent }: { readonly keys: Iterable<string>; readonly indent: number }): void {
    let isFirst = true;
    for (const key of keys) {
      if (!isFirst) this.#startLine(indent);
      isFirst = false;
      this.#writeEntry(key, { value: dict.get(key), indent });
    }
  }

  #writeEntry(key: string, { value, indent }: { readonly value: Value; readonly indent: number }): void {
    const simple = this.#simpleKey(key);
    if (simple === undefined) return this.#writeComplexEntry(key, { value, indent });
    this.#write(simple);
    const written = this.#replaced(value);
    if (!isBlock(written)) {
      this.#write(": ");
      return this.#writeScalar(written, { column: indent + simple.length + 2, indent: indent + 2 });
    }
    this.#write(":");
    const inner = written instanceof List ? indent + this.#dialect.listIndent : indent + 2;
    this.#startLine(inner);
    this.#writeBlock(written, inner);
  }

  /** A key of several lines, or a long one. */
  #writeComplexEntry(key: string, { value, indent }: { readonly value: Value; readonly indent: number }): void {
    const place = { column: indent + 2, indent: indent + 2 };
    this.#write("? ");
    this.#writeScalar(key, place);
    this.#startLine(indent);
    this.#write(": ");
    const written = this.#replaced(value);
    if (isBlock(written)) this.#writeBlock(written, indent + 2);
    else this.#writeScalar(written, place);
  }

  /** The key as it is written before its colon, if it can be. */
  #simpleKey(key: string): string | undefined {
    const analysis = analyzeText(key, this.#dialect.tabsInBlocks);
    if (analysis.isFragile) {
      const { text, tag } = this.#dialect.writtenText(key);
      if (tag !== undefined) return text.includes("\n") ? undefined : `${tag} ${text}`;
    }
    if (analysis.isMultiline || (key.length > LONGEST_SIMPLE_KEY / 3 && byteLength(key) > LONGEST_SIMPLE_KEY)) {
      return undefined;
    }
    const place = { column: 0, indent: 0, width: Infinity };
    if (this.#dialect.isAmbiguous(key)) return writeDoubleQuoted(key, place);
    if (analysis.mayBePlain) return key;
    return analysis.mayBeSingleQuoted ? writeSingleQuoted(key, place) : writeDoubleQuoted(key, place);
  }

  #writeScalar(value: Scalar, place: Place): void {
    if (typeof value === "string") this.#writeText(value, place);
    else this.#write(this.#plainScalar(value));
  }

  #plainScalar(value: Exclude<Scalar, string>): string {
    if (value === undefined || value === null) return "null";
    if (typeof value === "boolean") return value ? "true" : "false";
    if (typeof value === "number") return this.#dialect.formatNumber(value);
    if (value instanceof Plain) return value.text;
    return value instanceof List ? "[]" : "{}";
  }

  #writeText(raw: string, { column, indent }: Place): void {
    const analysis = analyzeText(raw, this.#dialect.tabsInBlocks);
    if (!analysis.isFragile) return this.#writeAnalyzed(raw, { analysis, column, indent });
    const { text, tag } = this.#dialect.writtenText(raw);
    if (tag === undefined) {
      return this.#writeAnalyzed(text, { analysis: analyzeText(text, this.#dialect.tabsInBlocks), column, indent });
    }
    this.#write(text.includes("\n") ? `${tag} ${writeLiteral(text, indent)}` : `${tag} ${text}`);
    this.#atLineStart = text.endsWith("\n");
  }

  #writeAnalyzed(text: string, { analysis, column, indent }: Place & { readonly analysis: TextAnalysis }): void {
    const place = { column, indent, width: this.#dialect.width };
    if (analysis.hasNewline) {
      if (!analysis.mayBeBlock) return this.#write(writeDoubleQuoted(text, place));
      this.#write(writeLiteral(text, indent));
      this.#atLineStart = isLineBreak(text.charCodeAt(text.length - 1));
    } else if (this.#dialect.isAmbiguous(text)) this.#write(writeDoubleQuoted(text, place));
    else if (analysis.mayBePlain) this.#write(writePlain(text, place));
    else if (analysis.mayBeSingleQuoted) this.#write(writeSingleQuoted(text, place));
    else this.#write(writeDoubleQuoted(text, place));
  }

  #replaced(value: Value): Block | Scalar {
    let current: Plain | Members | Value = value;
    while (current instanceof Int || current instanceof Bytes || current instanceof Struct) {
      current = this.#dialect.replacementOf(current);
    }
    const isNil = (current instanceof List || current instanceof Dict) && current.isNil;
    return isNil && this.#dialect.nilIsNull ? null : current;
  }

  #enter(value: Block): void {
    this.#depth++;
    if (this.#depth <= SUSPICIOUS_DEPTH) return;
    if (this.#around.has(value)) {
      throw new FunctionError(
        `error marshaling into JSON: json: unsupported value: encountered a cycle via ${value instanceof Members ? "a struct" : value.type}`,
      );
    }
    this.#around.add(value);
    if (this.#depth > GREATEST_DEPTH) throw new LimitPassed("depth", GREATEST_DEPTH);
  }

  #startLine(indent: number): void {
    this.#endLine();
    this.#out += paddingOf(indent);
    if (this.#out.length > DEFAULT_LIMITS.bytes) throw new LimitPassed("bytes", DEFAULT_LIMITS.bytes);
  }

  #endLine(): void {
    if (!this.#atLineStart) this.#out += "\n";
    this.#atLineStart = true;
  }

  #write(text: string): void {
    this.#out += text;
    this.#atLineStart = false;
  }
}

type Block = List | Dict | Members;
/** Lists and maps only where they are empty. */
type Scalar = undefined | null | boolean | string | number | Plain | Block;

function isBlock(value: Block | Scalar): value is Block {
  if (value instanceof List) return value.items.length > 0;
  if (value instanceof Members) return value.dict.size > 0;
  return value instanceof Dict && value.size > 0;
}

const PADDINGS: readonly string[] = Array.from({ length: 64 }, (_, size) => " ".repeat(size));

function paddingOf(size: number): string {
  return PADDINGS[size] ?? " ".repeat(size);
}
