import type { Budget } from "../../budget.ts";
import { ANY, ANY_DICT, Dict, List, TEXT_LIST, type Value } from "../../values/value.ts";
import { dictOf, isNil, ofAny, ofDict, textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { textOfValue } from "../strings/text-of-value.ts";
import { deepCopied } from "./deep-copy.ts";
import { dig } from "./dig.ts";
import { mergeInto } from "./merge.ts";

const ITEM_BYTES = 16;
const STEPS_OF_ENTRY = 4;

/** Functions of maps. Go has no order of keys: where it would show, ours are sorted. */
export const dictFunctions: FunctionTable = new Map([
  ["dict", ofAny(0, dictOfPairs, { variadic: ANY })],
  ["get", ofDict(["string"], ([dict, key]) => valueAt(dictOf(dict), textOf(key)))],
  ["set", ofDict(["string", ANY], ([dict, key, value]) => withEntry(dictOf(dict), textOf(key), value))],
  ["unset", ofDict(["string"], ([dict, key]) => withoutEntry(dictOf(dict), textOf(key)))],
  ["hasKey", ofDict(["string"], ([dict, key]) => dictOf(dict).has(textOf(key)))],
  ["pluck", { params: ["string"], variadic: ANY_DICT, call: ([key, ...dicts]) => plucked(textOf(key), dicts) }],
  ["keys", { params: [], variadic: ANY_DICT, call: keysOf }],
  ["values", ofDict([], ([dict], { budget }) => valuesOf(dictOf(dict), budget))],
  ["pick", { ...ofDict([], picked), variadic: "string" }],
  ["omit", { ...ofDict([], omitted), variadic: "string" }],
  ["merge", merging({ overwrite: false, isStrict: false })],
  ["mustMerge", merging({ overwrite: false, isStrict: true })],
  ["mergeOverwrite", merging({ overwrite: true, isStrict: false })],
  ["mustMergeOverwrite", merging({ overwrite: true, isStrict: true })],
  ["dig", ofAny(0, dig, { variadic: ANY })],
  ["deepCopy", ofAny(1, copied)],
  ["mustDeepCopy", ofAny(1, copied)],
] satisfies [string, TemplateFunction][]);

function dictOfPairs(pairs: readonly Value[], { budget }: RenderContext): Dict {
  const dict = new Dict();
  for (let index = 0; index < pairs.length; index += 2) {
    const key = pairs[index];
    dict.set(
      typeof key === "string" ? key : counted(textOfValue(key), budget),
      index + 1 < pairs.length ? (pairs[index + 1] ?? null) : "",
    );
  }
  return dict;
}

/** Sorting takes longer for each key the more there are. */
function countSorting(size: number, budget: Budget): void {
  budget.step(size * STEPS_OF_ENTRY);
}

function counted(text: string, budget: Budget): string {
  budget.step(text.length);
  return text;
}

function valueAt(dict: Dict, key: string): Value {
  return dict.has(key) ? dict.get(key) : "";
}

function withEntry(dict: Dict, key: string, value: Value): Dict {
  if (dict.isNil) throw new FunctionError("assignment to entry in nil map");
  return dict.set(key, value ?? null);
}

function withoutEntry(dict: Dict, key: string): Dict {
  dict.delete(key);
  return dict;
}

function plucked(key: string, dicts: readonly Value[]): List {
  const found = dicts.map(dictOf).filter((dict) => dict.has(key));
  return new List(found.map((dict) => dict.get(key)));
}

function keysOf(dicts: readonly Value[], { budget }: RenderContext): List {
  for (const dict of dicts) countSorting(dictOf(dict).size, budget);
  const all = dicts.map((dict) => dictOf(dict).sortedKeys());
  budget.make(all.reduce((sum, keys) => sum + keys.length, 0) * ITEM_BYTES);
  return new List(all.flat(), { type: TEXT_LIST });
}

function valuesOf(dict: Dict, budget: Budget): List {
  countSorting(dict.size, budget);
  return new List(dict.sortedKeys().map((key) => dict.get(key)));
}

function picked([source, ...keys]: readonly Value[]): Dict {
  const dict = dictOf(source);
  const kept = keys.map(textOf).filter((key) => dict.has(key));
  return new Dict(kept.map((key): [string, Value] => [key, dict.get(key)]));
}

function omitted([source, ...keys]: readonly Value[], { budget }: RenderContext): Dict {
  const unwanted = new Set(keys);
  const rest = new Dict();
  budget.step(dictOf(source).size * STEPS_OF_ENTRY);
  for (const [key, value] of dictOf(source).entries()) if (!unwanted.has(key)) rest.set(key, value);
  return rest;
}

/** Merges all maps into the first. Where Go's library gives up, the plain functions give an empty text. */
function merging({ overwrite, isStrict }: { overwrite: boolean; isStrict: boolean }): TemplateFunction {
  return {
    params: [ANY_DICT],
    variadic: ANY_DICT,
    call: ([first, ...others], { budget }) => {
      const given = dictOf(first);
      const sources = others.map(dictOf);
      const target = given.isNil && sources.some(({ isNil: isNilDict }) => !isNilDict) ? new Dict() : given;
      for (const source of sources) {
        if (mergeInto(target, source, { overwrite, budget })) continue;
        if (isStrict) throw new FunctionError("src and dst must be of same type");
        return "";
      }
      return target;
    },
  };
}

function copied([value]: readonly Value[], { budget }: RenderContext): Value {
  if (isNil(value)) throw new FunctionError("reflect: call of reflect.Value.Type on zero Value");
  return deepCopied(value, budget);
}
