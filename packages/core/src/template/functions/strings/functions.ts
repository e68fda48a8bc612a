import type { Budget } from "../../budget.ts";
import { quoteGo } from "../../format/quote.ts";
import { printAll } from "../../format/print.ts";
import { isAscii } from "../../values/byte-units.ts";
import { byteLength, compareText, rejoined } from "../../values/text.ts";
import { ANY, Bytes, Dict, List, TEXT_DICT, TEXT_LIST, type Value } from "../../values/value.ts";
import { bigintOf, countOf, isNil, ofAny, ofText, ofTexts, textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { abbreviate, abbreviateBoth } from "./abbreviate.ts";
import { initialsOf, substring, truncated, withoutSpaces } from "./cut.ts";
import { lowerText, swappedCase, titleText, untitleText, upperText } from "./letter-case.ts";
import { countParts, hasPart, replaced, splitText, trimmed, withoutPart } from "./parts.ts";
import { textOfValue, textsOfValue } from "./text-of-value.ts";
import { trimmedSpace } from "./white-space.ts";
import { capitalWords, joinedWords } from "./word-case.ts";
import { wrapText } from "./wrap.ts";

/** From this size on, what a text will take is counted before it is made. */
const LARGE = 65_536;
/** What an item of a list takes of the limit. */
const ITEM_BYTES = 16;
const STEPS_OF_SORTING = 8;

const trimAll = ofTexts((signs, text) => trimmed(text, signs));

/** Functions of texts. */
export const stringFunctions: FunctionTable = new Map([
  ["hello", { params: [], call: () => "Hello!" }],
  ["abbrev", { params: ["int", "string"], call: ([width, text]) => abbreviate(textOf(text), countOf(width)) }],
  [
    "abbrevboth",
    {
      params: ["int", "int", "string"],
      call: ([offset, width, text]) => abbreviateBoth(textOf(text), { offset: countOf(offset), width: countOf(width) }),
    },
  ],
  ["trunc", { params: ["int", "string"], call: ([count, text]) => truncated(textOf(text), countOf(count)) }],
  ["trim", ofText(trimmedSpace)],
  ["upper", ofSigns(upperText)],
  ["lower", ofSigns(lowerText)],
  ["title", ofSigns(titleText)],
  ["untitle", ofSigns(untitleText)],
  [
    "substr",
    {
      params: ["int", "int", "string"],
      call: ([start, end, text]) => substring(textOf(text), { start: bigintOf(start), end: bigintOf(end) }),
    },
  ],
  [
    "repeat",
    { params: ["int", "string"], call: ([count, text], context) => repeated(textOf(text), countOf(count), context) },
  ],
  ["trimall", trimAll],
  ["trimAll", trimAll],
  ["trimSuffix", ofTexts((part, text) => withoutPart(text, { part, at: "end" }))],
  ["trimPrefix", ofTexts((part, text) => withoutPart(text, { part, at: "start" }))],
  ["nospace", ofText(withoutSpaces)],
  ["initials", ofText(initialsOf)],
  ["swapcase", ofSigns(swappedCase)],
  ["snakecase", ofWords((text) => joinedWords(text, "_"))],
  ["camelcase", ofWords(capitalWords)],
  ["kebabcase", ofWords((text) => joinedWords(text, "-"))],
  [
    "wrap",
    {
      params: ["int", "string"],
      call: ([width, text], { budget }) =>
        wrapText(textOf(text), { width: countOf(width), separator: "", breakWords: false }, budget),
    },
  ],
  [
    "wrapWith",
    {
      params: ["int", "string", "string"],
      call: ([width, separator, text], { budget }) =>
        wrapText(textOf(text), { width: countOf(width), separator: textOf(separator), breakWords: true }, budget),
    },
  ],
  ["contains", ofTexts((part, text) => hasPart(text, { part, at: "anywhere" }))],
  ["hasPrefix", ofTexts((part, text) => hasPart(text, { part, at: "start" }))],
  ["hasSuffix", ofTexts((part, text) => hasPart(text, { part, at: "end" }))],
  [
    "quote",
    ofAny(0, (values, context) => joinedTexts(values, (value) => quoteGo(textOfValue(value)), context), {
      variadic: ANY,
    }),
  ],
  [
    "squote",
    ofAny(0, (values, context) => joinedTexts(values, (value) => `'${printed(value)}'`, context), { variadic: ANY }),
  ],
  ["cat", ofAny(0, (values, context) => joinedTexts(values, printed, context), { variadic: ANY })],
  [
    "indent",
    { params: ["int", "string"], call: ([count, text], context) => indented(textOf(text), countOf(count), context) },
  ],
  [
    "nindent",
    {
      params: ["int", "string"],
      call: ([count, text], context) => `\n${indented(textOf(text), countOf(count), context)}`,
    },
  ],
  [
    "replace",
    {
      params: ["string", "string", "string"],
      call: ([old, by, text], context) =>
        replacedWithin(context, { text: textOf(text), old: textOf(old), by: textOf(by) }),
    },
  ],
  [
    "plural",
    {
      params: ["string", "string", "int"],
      call: ([one, many, count]) => (bigintOf(count) === 1n ? textOf(one) : textOf(many)),
    },
  ],
  ["toString", ofAny(1, ([value], { budget }) => counted(textOfValue(value), budget))],
  ["toStrings", ofAny(1, ([value]) => (isTexts(value) ? value : textList(textsOfValue(value))))],
  [
    "join",
    { params: ["string", ANY], call: ([separator, value], context) => joined(textOf(separator), value, context) },
  ],
  ["split", splitting((parts) => numbered(parts))],
  ["splitList", splitting((parts) => textList(parts))],
  [
    "splitn",
    {
      params: ["string", "int", "string"],
      call: ([separator, count, text], context) =>
        numbered(parted(context, { text: textOf(text), separator: textOf(separator), count: countOf(count) })),
    },
  ],
  ["sortAlpha", ofAny(1, ([value], { budget }) => sorted(value, budget))],
] satisfies [string, TemplateFunction][]);

/** A function that looks at each sign by itself where not all are ASCII, which needs much more room than the text. */
function ofSigns(call: (text: string) => string): TemplateFunction {
  return {
    params: ["string"],
    call: ([given], { budget }) => {
      const text = textOf(given);
      if (text.length > LARGE && !isAscii(text)) budget.make(text.length * ITEM_BYTES);
      return call(text);
    },
  };
}

/** A function that takes a text apart into words, which needs much more room than the text. */
function ofWords(call: (text: string) => string): TemplateFunction {
  return {
    params: ["string"],
    call: ([given], { budget }) => {
      const text = textOf(given);
      budget.make(text.length * ITEM_BYTES);
      return call(text);
    },
  };
}

function splitting(valueOf: (parts: readonly string[]) => Value): TemplateFunction {
  return {
    params: ["string", "string"],
    call: ([separator, text], context) =>
      valueOf(parted(context, { text: textOf(text), separator: textOf(separator), count: -1 })),
  };
}

function parted(
  { budget }: RenderContext,
  { text, separator, count }: { text: string; separator: string; count: number },
): readonly string[] {
  if (text.length > LARGE) budget.make(countParts(text, separator) * ITEM_BYTES);
  return splitText(text, separator, count);
}

/** Nil is left out. */
function joinedTexts(values: readonly Value[], textOfOne: (value: Value) => string, { budget }: RenderContext): string {
  let joined: string | undefined;
  let isOne = true;
  for (const value of values) {
    if (isNil(value)) continue;
    const text = textOfOne(value);
    isOne = joined === undefined;
    joined = joined === undefined ? text : `${joined} ${text}`;
  }
  if (joined === undefined) return "";
  budget.make(joined.length);
  budget.step(joined.length >> 1);
  return isOne ? joined : rejoined(joined);
}

/** What a value prints may be much longer than the value is large. */
function counted(text: string, budget: Budget): string {
  budget.step(text.length >> 1);
  return text;
}

function printed(value: Value): string {
  return typeof value === "string" ? value : printAll([value]);
}

function repeated(text: string, count: number, { budget }: RenderContext): string {
  if (count < 0) throw new FunctionError("strings: negative Repeat count");
  if (text === "") return "";
  budget.make(byteLength(text) * count);
  return rejoined(text.repeat(count));
}

function indented(text: string, count: number, { budget }: RenderContext): string {
  if (count < 0) throw new FunctionError("strings: negative Repeat count");
  budget.make(count);
  const pad = " ".repeat(count);
  if (!text.includes("\n")) return pad + text;
  // Lines are counted only where there may be too many of them.
  const most = text.length * (count + 1);
  if (most > LARGE) budget.make(text.length + text.split("\n").length * count);
  const indentedText = pad + text.replace(/\n/g, `\n${pad}`);
  budget.make(indentedText.length);
  return indentedText;
}

function replacedWithin(
  { budget }: RenderContext,
  { text, old, by }: { text: string; old: string; by: string },
): string {
  if (by.length > old.length) {
    const found = old === "" ? text.length + 1 : Math.floor(text.length / old.length);
    // A first, generous guess; only where it is too much the places are counted.
    const most = text.length + found * by.length;
    if (most > LARGE) budget.make(text.length + (text.split(old).length + 1) * by.length);
  }
  return replaced(text, { old, by });
}

function joined(separator: string, value: Value, { budget }: RenderContext): string {
  const texts = textsOfValue(value);
  const size = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
  budget.make(size);
  budget.step(size >> 1);
  return rejoined(texts.join(separator));
}

/** Sorts by bytes. A slice of texts is sorted itself, which whoever else holds it sees, as in Go. */
function sorted(value: Value, budget: Budget): List {
  if (value instanceof List) budget.step(value.items.length * STEPS_OF_SORTING);
  if (!(value instanceof List || value instanceof Bytes)) return textList([textOfValue(value)]);
  const texts = textsOfValue(value).toSorted(compareText);
  if (!isTexts(value) || Object.isFrozen(value.items)) return textList(texts);
  // The one place where a list is changed: what Go does here shows in the templates' output.
  const items = value.items as Value[];
  for (const [index, text] of texts.entries()) items[index] = text;
  return value;
}

function isTexts(value: Value): value is List {
  return value instanceof List && value.type === TEXT_LIST;
}

function textList(texts: readonly string[]): List {
  return new List(texts, { type: TEXT_LIST });
}

function numbered(parts: readonly string[]): Dict {
  return new Dict(
    parts.map((part, index): [string, Value] => [`_${index}`, part]),
    { type: TEXT_DICT },
  );
}
