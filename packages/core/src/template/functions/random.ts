import { Int, int, type Value } from "../values/value.ts";
import { encodeBase64 } from "./standard-base64.ts";
import { countOf, textOf } from "./arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "./function.ts";
import { randomBelow, randomIndexes } from "../chance/random-choice.ts";

const DIGITS = "0123456789";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("");

/** `randAlphaNum`, `randAlpha`, `randNumeric`, `randAscii`, `randBytes`, `randInt`, `shuffle` and `uuidv4`. */
export const randomFunctions: FunctionTable = new Map([
  signsOf("randAlphaNum", LETTERS + DIGITS),
  signsOf("randAlpha", LETTERS),
  signsOf("randNumeric", DIGITS),
  signsOf("randAscii", PRINTABLE),
  ["randBytes", { params: ["int"], call: ([count], context) => randomBytes(count as Int, context) }],
  ["randInt", { params: ["int", "int"], call: ([from, to], context) => randomInt([from as Int, to as Int], context) }],
  ["shuffle", { params: ["string"], call: ([text], context) => shuffled(textOf(text), context) }],
  ["uuidv4", { params: [], call: (_, context) => uuid(context) }],
] satisfies [string, TemplateFunction][]);

/** A function that makes a text of so many of these signs; of none, for a negative count. */
function signsOf(name: string, signs: string): [string, TemplateFunction] {
  const call = ([wantedCount]: readonly Value[], { random, budget }: RenderContext): string => {
    const count = countOf(wantedCount);
    if (count <= 0) return "";
    budget.make(count);
    budget.step(count);
    const indexes = randomIndexes(signs.length, { count, random, wanted: name });
    return indexes.map((index) => signs[index]).join("");
  };
  return [name, { params: ["int"], call }];
}

function randomBytes({ value }: Int, { random, budget }: RenderContext): string {
  if (value < 0n) throw new FunctionError("runtime error: makeslice: len out of range");
  budget.make(Number(value));
  budget.step(Number(value));
  return value === 0n ? "" : encodeBase64(random.bytes(Number(value), "randBytes"));
}

function randomInt([from, to]: readonly [Int, Int], { random }: RenderContext): Int {
  const range = BigInt.asIntN(64, to.value - from.value);
  if (range <= 0n) throw new FunctionError("invalid argument to Intn");
  // One choice is none: no chance is needed.
  if (range === 1n) return int(from.value);
  return int(BigInt.asIntN(64, from.value + randomBelow(range, { random, wanted: "randInt" })));
}

const STEPS_OF_CHOICE = 8;

function shuffled(text: string, { random, budget }: RenderContext): string {
  // Go takes the text by runes, where each byte that is no text is one.
  const signs = Array.from(text, (sign) => (sign.isWellFormed() ? sign : "\uFFFD"));
  budget.step(signs.length * STEPS_OF_CHOICE);
  for (let at = signs.length - 1; at > 0; at--) {
    const other = Number(randomBelow(BigInt(at + 1), { random, wanted: "shuffle" }));
    [signs[at], signs[other]] = [signs[other] ?? "", signs[at] ?? ""];
  }
  return signs.join("");
}

function uuid({ random }: RenderContext): string {
  const bytes = Array.from(random.bytes(16, "uuidv4"));
  // Version 4, variant of RFC 9562.
  const marked = bytes.map((byte, at) => (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte));
  const hex = marked.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
