import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { NotReproducible } from "../functions/ports.ts";
import { elementType, typeOf } from "../values/go-type.ts";
import { textOfBytes } from "../values/text.ts";
import { ANY, Bytes, Dict, type GoType, Int, List, Struct, type Value } from "../values/value.ts";
import { formatFloatVerb } from "./format-float.ts";
import { formatIntVerb } from "./format-int.ts";
import { formatBytesHex, formatText, formatTextVerb } from "./format-text.ts";
import { NO_FLAGS, pad, type VerbFlags } from "./verb-flags.ts";

/** Collects what values print, each by a verb, as Go's `fmt` does. */
export class ValuePrinter {
  #out = "";
  #flags: VerbFlags = NO_FLAGS;
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
    if (this.#out.length > DEFAULT_LIMITS.bytes) throw new LimitPassed("bytes", DEFAULT_LIMITS.bytes);
  }

  /**
   * Prints an argument of `printf`.
   * @throws {NotReproducible} where Go prints an address
   * @throws {LimitPassed} for data that contains itself, and for too much of it
   */
  print(value: Value, verb: string, flags: VerbFlags = NO_FLAGS): void {
    this.#flags = flags;
    this.#printArgument(value, verb);
  }

  /** Prints what a pointer to a struct points at, by `%v`. */
  printTarget(pointer: Struct): void {
    this.#flags = NO_FLAGS;
    this.#printFields(pointer, "v", TOP);
  }

  #printArgument(value: Value, verb: string): void {
    if (value === undefined || value === null) {
      if (verb === "v" || verb === "T") this.write(pad("<nil>", this.#flags));
      else this.write(`%!${verb}(<nil>)`);
    } else if (verb === "T") this.write(formatText(typeOf(value), this.#flags));
    else if (verb === "p") this.#printAddress(value, verb);
    else if (value instanceof Bytes && verb === "v") this.#printBytes(value, verb, "[]byte");
    else if (!this.#printMethods(value, verb)) this.#printValue(value, verb, TOP);
  }

  #printValue(value: Value, verb: string, place: Place): void {
    if (value === undefined || value === null) this.#printNil(verb, place.declared);
    else if (typeof value !== "object" || value instanceof Int) this.#printScalar(value, verb, place);
    else if (place.depth > 0 && place.exported && this.#printMethods(value, verb)) return;
    else if (value instanceof Bytes) this.#printBytes(value, verb, value.type);
    else if (value instanceof List) this.#printList(value, verb, place);
    else if (value instanceof Dict) this.#printDict(value, verb, place);
    else if (isPointer(value)) this.#printPointer(value, verb, place);
    else this.#printFields(value, verb, place);
  }

  #printScalar(value: boolean | string | number | Int, verb: string, place: Place): void {
    if (place.depth > 0 && place.exported && this.#printMethods(value, verb)) return;
    const text = scalarText(value, verb, this.#flags);
    if (text === undefined) this.#printBadVerb(value, verb);
    else this.write(text);
  }

  /** Says that the verb does not fit: `%!d(string=hi)`. */
  #printBadVerb(value: Value, verb: string): void {
    this.#inError = true;
    this.write(`%!${verb}(${typeOf(value)}=`);
    this.#printArgument(value, "v");
    this.write(")");
    this.#inError = false;
  }

  /** Whether the value could print itself, and did. */
  #printMethods(value: Value, verb: string): boolean {
    if (typeof value !== "object" || value === null || this.#inError) return false;
    if (verb === "w" && !(value instanceof Bytes)) {
      this.#printBadVerb(value, verb);
      return true;
    }
    if (this.#flags.sharpV || !TEXT_VERBS.has(verb)) return false;
    const text = ownText(value);
    if (text === undefined) return false;
    this.write(formatTextVerb(text, verb, this.#flags) ?? "");
    return true;
  }

  #printNil(verb: string, declared: GoType): void {
    const { sharpV } = this.#flags;
    if (!declared.startsWith("*")) this.write(sharpV ? `${declared}(nil)` : "<nil>");
    else if (verb === "v") this.write(sharpV ? `(${declared})(nil)` : pad("<nil>", this.#flags));
    else if (ADDRESS_VERBS.has(verb)) this.write(formatIntVerb(NIL_ADDRESS, verb, this.#flags) ?? "");
    else this.write(`%!${verb}(${declared}=${pad("<nil>", this.#flags)})`);
  }

  #printAddress(value: Value, verb: string): void {
    if ((value instanceof List || value instanceof Dict) && value.isNil) {
      this.write(formatIntVerb(NIL_ADDRESS, "x", { ...this.#flags, sharp: !this.#flags.sharp }) ?? "");
    } else if (typeof value !== "object" || value instanceof Int || (value instanceof Struct && !isPointer(value))) {
      this.#printBadVerb(value, verb);
    } else throw new NotReproducible("printf");
  }

  #printBytes({ bytes, type }: Bytes, verb: string, shownType: GoType): void {
    if (verb === "x" || verb === "X") this.write(formatBytesHex(bytes, verb, this.#flags));
    else if (verb === "s" || verb === "q") this.write(formatTextVerb(textOfBytes(bytes), verb, this.#flags) ?? "");
    else {
      const marks = this.#flags.sharpV ? braces(verb === "v" ? shownType : type) : BRACKETS;
      this.#printEach(bytes, marks, (byte) => this.#printScalar(new Int(BigInt(byte), "uint8"), verb, TOP));
    }
  }

  #printList(list: List, verb: string, place: Place): void {
    if (this.#flags.sharpV && list.isNil) return this.write(`${list.type}(nil)`);
    const inner = within(place, elementType(list.type));
    const marks = this.#flags.sharpV ? braces(list.type) : BRACKETS;
    this.#printEach(list.items, marks, (item) => this.#printValue(item, verb, inner));
  }

  #printDict(dict: Dict, verb: string, place: Place): void {
    if (this.#flags.sharpV && dict.isNil) return this.write(`${dict.type}(nil)`);
    const inner = within(place, elementType(dict.type));
    const marks = this.#flags.sharpV ? braces(dict.type) : MAP_BRACKETS;
    this.#printEach(dict.sortedKeys(), marks, (key) => {
      this.#printScalar(key, verb, inner);
      this.write(":");
      this.#printValue(dict.get(key), verb, inner);
    });
  }

  /** A pointer is followed only where nothing is around it; elsewhere Go prints the address. */
  #printPointer(pointer: Struct, verb: string, place: Place): void {
    if (place.depth === 0) {
      this.write("&");
      this.#printFields(pointer, verb, within(place, ANY));
    } else if (verb === "v" || ADDRESS_VERBS.has(verb)) throw new NotReproducible("printf");
    else this.#printBadVerb(pointer, verb);
  }

  #printFields({ type, fields }: Struct, verb: string, place: Place): void {
    const { sharpV, plusV } = this.#flags;
    const marks = sharpV ? braces(type.replace(/^\*/, "")) : { ...BRACKETS, start: "{", end: "}" };
    this.#printEach(fields, marks, (field) => {
      if (sharpV || plusV) this.write(`${field.name}:`);
      const exported = place.exported && /^[A-Z]/.test(field.name);
      this.#printValue(field.value, verb, { ...within(place, field.type ?? ANY), exported });
    });
  }

  #printEach<T>(items: Iterable<T>, { start, end, between }: Marks, printOne: (item: T) => void): void {
    this.write(start);
    let isFirst = true;
    for (const item of items) {
      if (!isFirst) this.write(between);
      isFirst = false;
      printOne(item);
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

interface Marks {
  readonly start: string;
  readonly end: string;
  readonly between: string;
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
function scalarText(value: boolean | string | number | Int, verb: string, flags: VerbFlags): string | undefined {
  if (typeof value === "string") return formatTextVerb(value, verb, flags);
  if (typeof value === "number") return formatFloatVerb(value, verb, flags);
  if (value instanceof Int) return formatIntVerb(value, verb, flags);
  return verb === "v" || verb === "t" ? pad(String(value), flags) : undefined;
}
