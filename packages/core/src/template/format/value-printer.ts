import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { NotReproducible } from "../chance/chance.ts";
import { elementType, typeOf } from "../values/go-type.ts";
import { textOfBytes } from "../values/text.ts";
import { ANY, Bytes, Dict, type Field, type GoType, Int, List, Struct, type Value } from "../values/value.ts";
import { formatFloatVerb } from "./format-float.ts";
import { formatIntVerb } from "./format-int.ts";
import { formatBytesHex, formatText, formatTextVerb } from "./format-text.ts";
import { type Directive, pad, PLAIN } from "./directive.ts";

/** What a piece of a text takes before it is all put together. */
const BYTES_OF_PIECE = 16;

/** Collects what values print, each by a verb, as Go's `fmt` does. */
export class ValuePrinter {
  #out = "";
  #pieces = 0;
  #directive: Directive = PLAIN;
  /** Within `%!d(…)` no methods are called. */
  #inError = false;

  get text(): string {
    return this.#out;
  }

  /**
   * Adds text as it is.
   * @throws {LimitPassed} when there is too much of it
   */
  write(text: string): void {
    this.#out += text;
    this.#pieces++;
    if (this.#out.length + this.#pieces * BYTES_OF_PIECE > DEFAULT_LIMITS.bytes)
      throw new LimitPassed("bytes", DEFAULT_LIMITS.bytes);
  }

  /**
   * Prints an argument of `printf`.
   * @throws {NotReproducible} where Go prints an address
   * @throws {LimitPassed} for data that contains itself, and for too much of it
   */
  print(value: Value, directive: Directive = PLAIN): void {
    this.#directive = directive;
    this.#printArgument(value);
  }

  /** Prints what a pointer to a struct points at, by `%v`. */
  printTarget(pointer: Struct): void {
    this.#directive = PLAIN;
    this.#printFields(pointer, TOP);
  }

  #printArgument(value: Value): void {
    const { verb } = this.#directive;
    if (value === undefined || value === null) {
      this.write(verb === "v" || verb === "T" ? pad("<nil>", this.#directive) : `%!${verb}(<nil>)`);
    } else if (verb === "T") this.write(formatText(typeOf(value), this.#directive));
    else if (verb === "p") this.#printAddress(value);
    else if (value instanceof Bytes && verb === "v") this.#printBytes(value, "[]byte");
    else if (!this.#printMethods(value)) this.#printValue(value, TOP);
  }

  #printValue(value: Value, place: Place): void {
    if (value === undefined || value === null) this.#printNil(place.declared);
    else if (place.depth > 0 && place.exported && this.#printMethods(value)) return;
    else if (typeof value !== "object" || value instanceof Int) this.#printScalar(value);
    else if (value instanceof Bytes) this.#printBytes(value, value.type);
    else if (value instanceof List) this.#printList(value, place);
    else if (value instanceof Dict) this.#printDict(value, place);
    else if (isPointer(value)) this.#printPointer(value, place);
    else this.#printFields(value, place);
  }

  #printScalar(value: boolean | string | number | Int): void {
    const text = scalarText(value, this.#directive);
    if (text === undefined) this.#printBadVerb(value);
    else this.write(text);
  }

  /** Says that the verb does not fit: `%!d(string=hi)`. */
  #printBadVerb(value: Value): void {
    const directive = this.#directive;
    this.write(`%!${directive.verb}(${typeOf(value)}=`);
    this.#directive = { ...directive, verb: "v" };
    this.#inError = true;
    this.#printArgument(value);
    this.#inError = false;
    this.#directive = directive;
    this.write(")");
  }

  /** Whether the value could print itself, and did. */
  #printMethods(value: Value): boolean {
    if (typeof value !== "object" || value === null || this.#inError) return false;
    const { verb, sharpV } = this.#directive;
    if (verb === "w" && !(value instanceof Bytes)) {
      this.#printBadVerb(value);
      return true;
    }
    if (sharpV || !TEXT_VERBS.has(verb)) return false;
    const text = ownText(value);
    if (text === undefined) return false;
    this.write(formatTextVerb(text, this.#directive) ?? "");
    return true;
  }

  #printNil(declared: GoType): void {
    const { verb, sharpV } = this.#directive;
    if (!declared.startsWith("*")) this.write(sharpV ? `${declared}(nil)` : "<nil>");
    else if (verb === "v") this.write(sharpV ? `(${declared})(nil)` : pad("<nil>", this.#directive));
    else if (ADDRESS_VERBS.has(verb)) this.write(formatIntVerb(NIL_ADDRESS, this.#directive) ?? "");
    else this.write(`%!${verb}(${declared}=${pad("<nil>", this.#directive)})`);
  }

  #printAddress(value: Value): void {
    if ((value instanceof List || value instanceof Dict) && value.isNil) {
      this.write(formatIntVerb(NIL_ADDRESS, { ...this.#directive, verb: "x", sharp: !this.#directive.sharp }) ?? "");
    } else if (typeof value !== "object" || value instanceof Int || (value instanceof Struct && !isPointer(value))) {
      this.#printBadVerb(value);
    } else throw new NotReproducible("printf");
  }

  #printBytes({ bytes, type }: Bytes, shownType: GoType): void {
    const { verb, sharpV } = this.#directive;
    if (verb === "x" || verb === "X") this.write(formatBytesHex(bytes, this.#directive));
    else if (verb === "s" || verb === "q") this.write(formatTextVerb(textOfBytes(bytes), this.#directive) ?? "");
    else {
      const marks = sharpV ? braces(verb === "v" ? shownType : type) : BRACKETS;
      this.#printEach(bytes, { ...marks, print: (byte) => this.#printScalar(new Int(BigInt(byte), "uint8")) });
    }
  }

  #printList(list: List, place: Place): void {
    if (this.#directive.sharpV && list.isNil) return this.write(`${list.type}(nil)`);
    const inner = within(place, elementType(list.type));
    const marks = this.#directive.sharpV ? braces(list.type) : BRACKETS;
    this.#printEach(list.items, { ...marks, print: (item) => this.#printValue(item, inner) });
  }

  #printDict(dict: Dict, place: Place): void {
    if (this.#directive.sharpV && dict.isNil) return this.write(`${dict.type}(nil)`);
    const inner = within(place, elementType(dict.type));
    const marks = this.#directive.sharpV ? braces(dict.type) : MAP_BRACKETS;
    const print = (key: string): void => {
      this.#printScalar(key);
      this.write(":");
      this.#printValue(dict.get(key), inner);
    };
    this.#printEach(dict.sortedKeys(), { ...marks, print });
  }

  /** A pointer is followed only where nothing is around it; elsewhere Go prints the address. */
  #printPointer(pointer: Struct, place: Place): void {
    const { verb } = this.#directive;
    if (place.depth === 0) {
      this.write("&");
      this.#printFields(pointer, within(place, ANY));
    } else if (verb === "v" || ADDRESS_VERBS.has(verb)) throw new NotReproducible("printf");
    else this.#printBadVerb(pointer);
  }

  #printFields({ type, fields }: Struct, place: Place): void {
    const { sharpV, plusV } = this.#directive;
    const marks = sharpV ? braces(type.replace(/^\*/, "")) : { ...BRACKETS, start: "{", end: "}" };
    const print = (field: Field): void => {
      if (sharpV || plusV) this.write(`${field.name}:`);
      const exported = place.exported && /^[A-Z]/.test(field.name);
      this.#printValue(field.value, { ...within(place, field.type ?? ANY), exported });
    };
    const own = fields.filter(({ promoted }) => promoted !== true);
    this.#printEach(own, { ...marks, print });
  }

  #printEach<T>(items: Iterable<T>, { start, end, between, print }: Listing<T>): void {
    this.write(start);
    let isFirst = true;
    for (const item of items) {
      if (!isFirst) this.write(between);
      isFirst = false;
      print(item);
    }
    this.write(end);
  }
}

/** What a value says of itself where it has a `String` or `Error` method. */
export function ownText(value: Value): string | undefined {
  if (typeof value !== "object" || value === null || value instanceof Bytes) return undefined;
  if (value instanceof Struct && value.toText !== undefined) return value.toText();
  // Its methods belong to pointers to it, and here is none.
  if (value instanceof Struct && value.toOutput !== undefined) return undefined;
  const method = value.methods?.get("Error") ?? value.methods?.get("String");
  const text = method?.params.length === 0 ? method.call(value, []) : undefined;
  return typeof text === "string" ? text : undefined;
}

/** Whether a struct is a pointer to one. */
export function isPointer(struct: Struct): boolean {
  return struct.type.startsWith("*");
}

/** Where a value stands. */
interface Place {
  /** How many values are around it. */
  readonly depth: number;
  /** Whether its methods may be called: not below a struct's private field. */
  readonly exported: boolean;
  /** The declared type, which tells what a nil there is. */
  readonly declared: GoType;
}

/** What stands around and between the items of a value. */
interface Marks {
  readonly start: string;
  readonly end: string;
  readonly between: string;
}

interface Listing<T> extends Marks {
  readonly print: (item: T) => void;
}

const TOP: Place = { depth: 0, exported: true, declared: ANY };
const BRACKETS: Marks = { start: "[", end: "]", between: " " };
const MAP_BRACKETS: Marks = { start: "map[", end: "]", between: " " };
const TEXT_VERBS: ReadonlySet<string> = new Set("vsxXq");
const ADDRESS_VERBS: ReadonlySet<string> = new Set("bodxX");
const NIL_ADDRESS = { value: 0n, kind: "uint64" } as const;

function braces(type: GoType): Marks {
  return { start: `${type}{`, end: "}", between: ", " };
}

function within(place: Place, declared: GoType): Place {
  const depth = place.depth + 1;
  if (depth > DEFAULT_LIMITS.depth) throw new LimitPassed("depth", DEFAULT_LIMITS.depth);
  return { depth, exported: place.exported, declared };
}

/** `undefined` where the verb does not fit. */
function scalarText(value: boolean | string | number | Int, directive: Directive): string | undefined {
  if (typeof value === "string") return formatTextVerb(value, directive);
  if (typeof value === "number") return formatFloatVerb(value, directive);
  if (value instanceof Int) return formatIntVerb(value, directive);
  return directive.verb === "v" || directive.verb === "t" ? pad(String(value), directive) : undefined;
}
