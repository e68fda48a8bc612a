import type { Budget } from "../budget.ts";
import { compareText } from "./text.ts";

/**
 * A Go value as a template sees it.
 *
 * | Go | here |
 * |---|---|
 * | no value at all (an invalid `reflect.Value`) | `undefined` |
 * | nil in an `interface{}` | `null` |
 * | `bool` | `boolean` |
 * | `string`, bytes that are not UTF-8 included | `string`, see `text.ts` |
 * | `float64`: every number from YAML and JSON | `number` |
 * | integers of every kind | {@link Int} |
 * | slices | {@link List}; `[]byte` is {@link Bytes} |
 * | maps with text keys | {@link Dict} |
 * | structs and pointers to them | {@link Struct} |
 */
export type Value = undefined | null | boolean | string | number | Int | List | Bytes | Dict | Struct;

/** A Go type as `%T` prints it, such as `map[string]interface {}`. */
export type GoType = string;

/** Methods a template may call on a value, by name. */
export type Methods = ReadonlyMap<string, Method>;

/** A method: it gets the receiver and arguments already checked against `params`. */
export interface Method {
  /** Types of the arguments, as in a function's signature. */
  readonly params: readonly GoType[];
  /**
   * @param budget counts what takes long for its size; absent where a value's own text is asked for
   * @throws {FunctionError} with the text of the error it gives
   */
  readonly call: (receiver: Value, args: readonly Value[], budget?: Budget) => Value;
}

/** Go's kinds of integers. */
export type IntKind =
  | "int"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "uintptr";

/** An integer of a Go kind, always within that kind's range. */
export class Int {
  readonly value: bigint;
  readonly kind: IntKind;
  /** The kind, or a named type such as `time.Duration`. */
  readonly type: GoType;
  readonly methods: Methods | undefined;

  constructor(value: bigint, kind: IntKind = "int", named?: { readonly type: GoType; readonly methods?: Methods }) {
    this.value = value;
    this.kind = kind;
    this.type = named?.type ?? kind;
    this.methods = named?.methods;
  }
}

/** What every list, map and struct may carry besides its content. */
interface Typed {
  readonly type?: GoType;
  readonly methods?: Methods | undefined;
}

/** A slice other than `[]byte`. Its items are never changed; functions make new lists. */
export class List {
  readonly items: readonly Value[];
  readonly type: GoType;
  /** A nil slice is empty, but JSON and `%v` tell it from an empty one. */
  readonly isNil: boolean;
  readonly methods: Methods | undefined;

  constructor(items: readonly Value[], { type = ANY_LIST, isNil = false, methods }: Typed & { isNil?: boolean } = {}) {
    this.items = items;
    this.type = type;
    this.isNil = isNil;
    this.methods = methods;
  }
}

/** A `[]byte`. */
export class Bytes {
  readonly bytes: Uint8Array;
  readonly type: GoType = "[]uint8";
  /** See {@link List.isNil}. */
  readonly isNil: boolean;

  constructor(bytes: Uint8Array, { isNil = false }: { isNil?: boolean } = {}) {
    this.bytes = bytes;
    this.isNil = isNil;
  }
}

/** A map with text keys. Shared by reference and changed in place, as Go's: charts rely on it. */
export class Dict {
  readonly type: GoType;
  readonly isNil: boolean;
  readonly methods: Methods | undefined;
  #store: DictStore;

  constructor(
    entries?: Iterable<readonly [string, Value]> | null,
    { type = ANY_DICT, isNil = false, methods }: Typed & { isNil?: boolean } = {},
  ) {
    this.#store = { entries: new Map(entries), sorted: undefined };
    this.type = type;
    this.isNil = isNil;
    this.methods = methods;
  }

  get size(): number {
    return this.#store.entries.size;
  }

  /** `undefined` when there is no such key: what Go gives then depends on the type, see {@link elementType}. */
  get(key: string): Value {
    return this.#store.entries.get(key);
  }

  has(key: string): boolean {
    return this.#store.entries.has(key);
  }

  set(key: string, value: Value): this {
    const store = this.#store;
    if (store.sorted !== undefined && !store.entries.has(key)) store.sorted = undefined;
    store.entries.set(key, value);
    return this;
  }

  delete(key: string): void {
    if (this.#store.entries.delete(key)) this.#store.sorted = undefined;
  }

  /** Keys in the order they came in, which Go does not have: only where order can't be seen. */
  keys(): IterableIterator<string> {
    return this.#store.entries.keys();
  }

  /** Entries in the order they came in; see {@link Dict.keys}. */
  entries(): IterableIterator<[string, Value]> {
    return this.#store.entries.entries();
  }

  /** Keys by their bytes: the order of `range`, `%v` and JSON. */
  sortedKeys(): readonly string[] {
    this.#store.sorted ??= [...this.#store.entries.keys()].toSorted(compareText);
    return this.#store.sorted;
  }

  /** The same map under another type, as Go's conversions give it: a change of one is a change of both. */
  as(typed: Typed): Dict {
    const twin = new Dict(null, { ...typed, isNil: this.isNil });
    twin.#store = this.#store;
    return twin;
  }
}

/** What the twins of a map share. */
interface DictStore {
  readonly entries: Map<string, Value>;
  sorted: readonly string[] | undefined;
}

/** A struct's exported field. */
export interface Field {
  readonly name: string;
  readonly value: Value;
  /** The declared type where it differs from the value's, such as `interface {}`. */
  readonly type?: GoType;
  /** Its key in JSON. @defaultValue `name`; `-` leaves it out */
  readonly json?: string;
  /** Whether it belongs to an embedded struct, which is a field itself: Go's own printing shows it there alone. */
  readonly promoted?: boolean;
  /** Whether JSON leaves it out when empty. @defaultValue `false` */
  readonly omitEmpty?: boolean;
}

/** A struct, or a pointer to one: its type then starts with `*`. */
export class Struct {
  readonly type: GoType;
  /** In the order of the declaration. */
  readonly fields: readonly Field[];
  readonly methods: Methods | undefined;
  /** What `%v`, `%s` and `{{ }}` print where it has a `String` method or is an error. */
  readonly toText: (() => string) | undefined;
  /** What `{{ }}` alone prints, where only a pointer to it has a `String` method: functions get a copy without one. */
  readonly toOutput: (() => string) | undefined;
  /** What JSON prints where it has a method for that. */
  readonly toJson: (() => Value) | undefined;
  /** What `deepCopy` makes of it where it leaves out private fields that count. */
  readonly toCopy: (() => Struct) | undefined;
  /** What methods work on, such as an instant. */
  readonly inner: unknown;

  constructor(
    type: GoType,
    fields: readonly Field[],
    {
      methods,
      toText,
      toOutput,
      toJson,
      toCopy,
      inner,
    }: {
      methods?: Methods;
      toText?: () => string;
      toOutput?: () => string;
      toJson?: () => Value;
      toCopy?: () => Struct;
      inner?: unknown;
    } = {},
  ) {
    this.type = type;
    this.fields = fields;
    this.methods = methods;
    this.toText = toText;
    this.toOutput = toOutput;
    this.toJson = toJson;
    this.toCopy = toCopy;
    this.inner = inner;
  }
}

export const ANY = "interface {}";
export const ANY_LIST = "[]interface {}";
export const ANY_DICT = "map[string]interface {}";
export const TEXT_LIST = "[]string";
export const TEXT_DICT = "map[string]string";

/** An `int`, from a number that is whole and exact. */
export function int(value: number | bigint): Int {
  return new Int(BigInt(value));
}

/** An `int64`, from a number that is whole and exact. */
export function int64(value: number | bigint): Int {
  return new Int(BigInt(value), "int64");
}
