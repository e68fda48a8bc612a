import { isTrue, kindOf } from "../../values/go-type.ts";
import { ANY, Bytes, List, type Value } from "../../values/value.ts";
import { bigintOf, countOf, isNil, ofAny } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { toInt64 } from "../math/cast.ts";
import { itemsOf, NIL_POINTER } from "./items.ts";
import { ValueSet } from "./membership.ts";
import { countedBy, countedTo, sequence } from "./ranges.ts";

const NIL_LIST = new List([], { isNil: true });
const ITEM_BYTES = 16;

const list = ofAny(0, (items) => new List(items), { variadic: ANY });
const push = ofAny(2, ([items, item], context) => grown([...itemsOf(items, "Cannot push on type"), item], context));

/** Functions of lists. The `must` twins say the same, since templates see a panic as an error. */
export const listFunctions: FunctionTable = new Map([
  ["list", list],
  ["tuple", list],
  ...twins(
    "first",
    ofAny(1, ([items]) => itemsOf(items, "Cannot find first on type").at(0) ?? null),
  ),
  ...twins(
    "last",
    ofAny(1, ([items]) => itemsOf(items, "Cannot find last on type").at(-1) ?? null),
  ),
  ...twins(
    "rest",
    ofAny(1, ([items]) => part(itemsOf(items, "Cannot find rest on type"), { from: 1 })),
  ),
  ...twins(
    "initial",
    ofAny(1, ([items]) => part(itemsOf(items, "Cannot find initial on type"), { from: 0, to: -1 })),
  ),
  ...twins("append", push),
  ...twins("push", push),
  ...twins(
    "prepend",
    ofAny(2, ([items, item], context) => grown([item, ...itemsOf(items, "Cannot prepend on type")], context)),
  ),
  ["concat", ofAny(0, concatenated, { variadic: ANY })],
  ...twins(
    "reverse",
    ofAny(1, ([items]) => new List(itemsOf(items, "Cannot find reverse on type").toReversed())),
  ),
  ...twins(
    "uniq",
    ofAny(1, ([items], context) => distinct(itemsOf(items, "Cannot find uniq on type"), context)),
  ),
  ...twins("without", ofAny(1, without, { variadic: ANY })),
  ...twins("has", ofAny(2, has)),
  ...twins(
    "compact",
    ofAny(1, ([items]) => new List(itemsOf(items, "Cannot compact on type").filter(isTrue))),
  ),
  ...twins("slice", ofAny(1, sliced, { variadic: ANY })),
  ...twins("chunk", { params: ["int", ANY], call: chunked }),
  ["until", { params: ["int"], call: ([stop], { budget }) => countedTo(bigintOf(stop), budget) }],
  [
    "untilStep",
    {
      params: ["int", "int", "int"],
      call: ([start, stop, step], { budget }) =>
        countedBy({ start: bigintOf(start), stop: bigintOf(stop), step: bigintOf(step) }, budget),
    },
  ],
  ["seq", { params: [], variadic: "int", call: (numbers, { budget }) => sequence(numbers.map(bigintOf), budget) }],
] satisfies [string, TemplateFunction][]);

function twins(name: string, entry: TemplateFunction): [string, TemplateFunction][] {
  return [
    [name, entry],
    [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`, entry],
  ];
}

function grown(items: readonly Value[], { budget }: RenderContext): List {
  budget.make(items.length * ITEM_BYTES);
  return new List(items);
}

/** Without the first or the last; of nothing it is a nil slice. */
function part(items: readonly Value[], { from, to }: { from: number; to?: number }): List {
  return items.length === 0 ? NIL_LIST : new List(items.slice(from, to));
}

function concatenated(lists: readonly Value[], context: RenderContext): Value {
  const all = lists.map((items) => itemsToConcat(items));
  const size = all.reduce((sum, items) => sum + items.length, 0);
  context.budget.make(size * ITEM_BYTES);
  return size === 0 ? NIL_LIST : new List(all.flat());
}

function itemsToConcat(value: Value): readonly Value[] {
  if (value instanceof List) return value.items;
  if (value instanceof Bytes) return itemsOf(value, "");
  throw new FunctionError(isNil(value) ? NIL_POINTER : `Cannot concat type ${kindOf(value)} as list`);
}

function distinct(items: readonly Value[], { budget }: RenderContext): List {
  const seen = new ValueSet(budget);
  return new List(
    items.filter((item) => {
      if (seen.has(item)) return false;
      seen.add(item);
      return true;
    }),
  );
}

function without([items, ...omitted]: readonly Value[], { budget }: RenderContext): Value {
  const unwanted = new ValueSet(budget);
  for (const value of omitted) unwanted.add(value);
  return new List(itemsOf(items, "Cannot find without on type").filter((item) => !unwanted.has(item)));
}

function has([wanted, haystack]: readonly Value[], { budget }: RenderContext): Value {
  if (isNil(haystack)) return false;
  const set = new ValueSet(budget);
  set.add(wanted);
  return itemsOf(haystack, "Cannot find has on type").some((item) => set.has(item));
}

/** From the first index up to the second; the type stays, and of nothing it is nil. */
function sliced([value, ...indices]: readonly Value[]): Value {
  const items = itemsOf(value, "list should be type of slice or array but");
  if (items.length === 0) return null;
  const [first, second] = indices;
  const start = indices.length > 0 ? toInt64(first ?? null) : 0n;
  const end = indices.length > 1 ? toInt64(second ?? null) : BigInt(items.length);
  if (start < 0n || end < start || end > BigInt(items.length)) {
    throw new FunctionError("reflect.Value.Slice: slice index out of bounds");
  }
  if (value instanceof Bytes) return new Bytes(value.bytes.slice(Number(start), Number(end)));
  return new List(items.slice(Number(start), Number(end)), value instanceof List ? { type: value.type } : {});
}

function chunked([length, value]: readonly Value[], { budget }: RenderContext): Value {
  const items = itemsOf(value, "Cannot chunk type");
  const size = countOf(length);
  const count = Math.floor((items.length - 1) / size) + 1;
  if (!(count >= 0 && Number.isFinite(count))) throw tooLong();
  budget.make((items.length + count) * ITEM_BYTES);
  const chunks: Value[] = [];
  for (let index = 0; index < count; index++) {
    const chunk = index < count - 1 ? size : items.length % size || size;
    if (chunk < 0) throw tooLong();
    chunks.push(new List(items.slice(index * size, index * size + chunk)));
  }
  return new List(chunks, { type: "[][]interface {}" });
}

function tooLong(): FunctionError {
  return new FunctionError("runtime error: makeslice: len out of range");
}
