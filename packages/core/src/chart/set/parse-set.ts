import { quoteGo, quoteGoRune } from "../../template/format/quote.ts";
import { parseGoAtoi, parseGoInt } from "../../template/format/number.ts";
import { FunctionError } from "../../template/functions/function.ts";
import { decodeJson } from "../../template/json/decode.ts";
import type { Profile } from "../../template/profile.ts";
import { typeOf } from "../../template/values/go-type.ts";
import { ANY_DICT, ANY_LIST, Dict, Int, List, type Value } from "../../template/values/value.ts";
import { SetReader } from "./set-reader.ts";

/** What the values of a `--set` text are. */
export type SetKind =
  /** `--set`: true, false, null and whole numbers (int64) are taken for what they look like. */
  | "typed"
  /** `--set-string` */
  | "string"
  /** `--set-json` */
  | "json"
  /** `--set-file`: paths of files */
  | "file"
  /** `--set-literal`: one key, and all the rest is its text */
  | "literal";

/** How to read a `--set` text. */
export interface ParseSetOptions {
  readonly kind: SetKind;
  readonly profile: Profile;
  /** The text of a file, for `file`. Its error's message is shown. */
  readonly readFile?: (path: string) => string;
}

/** A `--set` text that is not valid, in Helm's words. */
export class SetError extends Error {
  override readonly name = "SetError";
}

const MAX_INDEX = 65_536n;
const MAX_NESTING = 30;
/** Cells that indexes may make in one text: `a[65536]` alone makes that many. */
const MAX_CELLS = 10_000_000;

/**
 * Sets what a text such as `a.b=1,c[0]=x` says in `into`, which is changed.
 *
 * @throws {SetError}
 */
export function parseSet(text: string, into: Dict, options: ParseSetOptions): void {
  new SetParser(text, options).parse(into);
}

/** Whether the text ended before there was a value. Helm takes that for the end of its work, not for an error. */
type Ended = boolean;

class SetParser {
  readonly #reader: SetReader;
  readonly #options: ParseSetOptions;
  readonly #escapes: boolean;
  #cells = 0;

  constructor(text: string, options: ParseSetOptions) {
    this.#reader = new SetReader(text);
    this.#options = options;
    this.#escapes = options.kind !== "literal";
  }

  parse(into: Dict): void {
    while (!this.#key(into, 0));
  }

  #key(dict: Dict, nesting: number): Ended {
    const { text: key, stop } = this.#reader.readUntil(this.#escapes ? "=[,." : "=[.", this.#escapes);
    if (stop === undefined) {
      if (key === "") return true;
      throw new SetError(`key ${quoteGo(key)} has no value`);
    }
    if (stop === ",") throw new SetError(`key ${quoteGo(key)} has no value (cannot end with ,)`);
    if (stop === "[") return this.#listAt(dict, key, nesting);
    if (stop === ".") return this.#dictAt(dict, key, nesting + 1);
    const { value, ended } = this.#value();
    put(dict, key, value);
    return ended;
  }

  #listAt(dict: Dict, key: string, nesting: number): Ended {
    const index = this.#index();
    if (index === undefined) return true;
    const before = dict.has(key) ? listOf(dict.get(key)) : [];
    // Go's panics over a type that is not the one expected are caught where the key was read.
    const { items, ended } = this.#item(before, index, nesting);
    put(dict, key, new List(items));
    return ended;
  }

  #dictAt(dict: Dict, key: string, nesting: number): Ended {
    if (nesting > MAX_NESTING)
      throw new SetError(`value name nested level is greater than maximum supported nested level of ${MAX_NESTING}`);
    const inner = dict.has(key) ? dictOf(dict.get(key)) : new Dict();
    const ended = this.#key(inner, nesting);
    if (!ended && inner.size === 0) throw new SetError(`key map ${quoteGo(key)} has no value`);
    if (inner.size > 0) put(dict, key, inner);
    return ended;
  }

  /** `undefined` where the text ends within it, and that passes for the end. */
  #index(): bigint | undefined {
    const { text, stop } = this.#reader.readUntil("]", this.#escapes);
    if (stop === undefined) {
      if (this.#options.profile.setOpenIndex === "passed-over") return undefined;
      throw new SetError("error parsing index: EOF");
    }
    const { value, error } = parseGoAtoi(text);
    if (error !== undefined) throw new SetError(`error parsing index: ${error}`);
    return value;
  }

  #item(
    before: readonly Value[],
    index: bigint,
    nesting: number,
  ): { readonly items: readonly Value[]; readonly ended: Ended } {
    if (index < 0n) throw new SetError(`negative ${index} index not allowed`);
    const { text, stop } = this.#reader.readUntil("[.=", this.#escapes);
    if (text !== "")
      throw new SetError(
        `unexpected data at end of array index: [${Array.from(text, (sign) => quoteGoRune(sign.codePointAt(0) ?? 0)).join(" ")}]`,
      );
    if (stop === undefined) return { items: before, ended: true };
    if (stop === "=") {
      const { value } = this.#value();
      // Whether the text ended with the value is lost here; reading on tells it again.
      return { items: this.#withItem(before, index, value), ended: false };
    }
    const at = index < before.length ? Number(index) : -1;
    if (stop === "[") return this.#nestedItem(before, index, nesting);
    const existing = before[at];
    const inner = existing instanceof Dict ? existing : new Dict();
    const ended = this.#key(inner, nesting);
    if (!ended) return { items: this.#withItem(before, index, inner), ended };
    return { items: at < 0 ? before : before.with(at, inner), ended };
  }

  #nestedItem(
    before: readonly Value[],
    index: bigint,
    nesting: number,
  ): { readonly items: readonly Value[]; readonly ended: Ended } {
    const next = this.#index();
    if (next === undefined) return { items: before, ended: true };
    const existing = index < before.length ? (before[Number(index)] ?? null) : null;
    const { items, ended } = this.#item(existing === null ? [] : listOf(existing), next, nesting);
    if (!ended) return { items: this.#withItem(before, index, new List(items)), ended };
    return { items: existing === null ? before : before.with(Number(index), new List(items)), ended };
  }

  #withItem(before: readonly Value[], index: bigint, value: Value): readonly Value[] {
    if (index > MAX_INDEX)
      throw new SetError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
    const at = Number(index);
    this.#cells += Math.max(before.length, at + 1);
    if (this.#cells > MAX_CELLS) throw new SetError(`the text sets more than ${MAX_CELLS} items of lists`);
    const items = [...before];
    while (items.length <= at) items.push(null);
    items[at] = value;
    return items;
  }

  #value(): { readonly value: Value; readonly ended: Ended } {
    const { kind } = this.#options;
    if (kind === "literal") return { value: this.#reader.readUntil("", false).text, ended: false };
    if (kind === "json") return { value: this.#jsonValue(), ended: false };
    if (this.#reader.isAtEnd()) return { value: "", ended: true };
    if (this.#reader.skip("{")) return { value: this.#list(), ended: false };
    return { value: this.#convert(this.#reader.readUntil(",", true).text), ended: false };
  }

  #jsonValue(): Value {
    if (this.#reader.skipEmpty()) return null;
    const json = this.#reader.readJson();
    if (json === undefined) throw new SetError("invalid JSON");
    try {
      return decodeJson(json);
    } catch (error) {
      if (error instanceof FunctionError) throw new SetError(error.message, { cause: error });
      throw error;
    } finally {
      this.#reader.skipEmpty();
    }
  }

  #list(): List {
    const items: Value[] = [];
    for (;;) {
      const { text, stop } = this.#reader.readUntil(",}", true);
      if (stop === undefined) throw new SetError("list must terminate with '}'");
      items.push(this.#convert(text));
      if (stop === "}") {
        this.#reader.skip(",");
        return new List(items);
      }
    }
  }

  #convert(text: string): Value {
    const { kind, readFile } = this.#options;
    if (kind === "string") return text;
    if (kind === "typed") return typedValue(text);
    if (readFile === undefined) throw new SetError(`open ${text}: there are no files to read from`);
    try {
      return readFile(text);
    } catch (error) {
      throw new SetError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

/** What a text of `--set` looks like; numbers with leading zeros stay texts. */
function typedValue(text: string): Value {
  if (/^true$/iu.test(text)) return true;
  if (/^false$/iu.test(text)) return false;
  if (/^null$/iu.test(text)) return null;
  if (text === "0") return new Int(0n, "int64");
  if (text === "" || text.startsWith("0")) return text;
  const { value, error } = parseGoInt(text);
  return error === undefined ? new Int(value, "int64") : text;
}

/** An empty key is read, and forgotten. */
function put(dict: Dict, key: string, value: Value): void {
  if (key !== "") dict.set(key, value);
}

function listOf(value: Value): readonly Value[] {
  if (value instanceof List) return value.items;
  throw wrongType(value, ANY_LIST);
}

function dictOf(value: Value): Dict {
  if (value instanceof Dict) return value;
  throw wrongType(value, ANY_DICT);
}

function wrongType(value: Value, wanted: string): SetError {
  const type = value === null || value === undefined ? "nil" : typeOf(value);
  return new SetError(`unable to parse key: interface conversion: interface {} is ${type}, not ${wanted}`);
}
