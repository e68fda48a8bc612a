import { type Digits, exactDigits, roundDigits } from "../format/decimal-digits.ts";
import { formatFloat } from "../format/number.ts";
import { Dict, List, type Value } from "../values/value.ts";
import { YamlError } from "./yaml-error.ts";
import { goSyntax, goTypeOf } from "./read-go-syntax.ts";
import { YamlMap, type YamlObject } from "./resolved-object.ts";
import { YamlNumber, type YamlScalar } from "./resolve-scalar.ts";

/**
 * Objects of YAML on their way through JSON, to the values that Go's decoder makes of it: keys are texts, numbers floats.
 *
 * @throws {YamlError} for keys and numbers that JSON has no words for
 */
export function valuesOfObject(object: YamlObject): Value {
  const value = convert(object);
  // Only when all keys are fine is JSON written.
  const bad = findUnsupported(value);
  if (bad !== undefined) throw new YamlError(`json: unsupported value: ${formatFloat(bad, "g")}`);
  return value;
}

function convert(object: YamlObject): Value {
  if (object === null || typeof object === "boolean") return object;
  if (typeof object === "string") return jsonText(object);
  if (object instanceof YamlNumber) return object.value;
  if (!(object instanceof YamlMap)) return new List(object.map(convert));
  const dict = new Dict();
  for (const { key, value } of object.entries.values()) dict.set(keyText(key, value), convert(value));
  return dict;
}

const LONE = /\p{Surrogate}/gu;

/** A text as it comes out of JSON: bytes that are not UTF-8, which only `!!binary` can bring in, are U+FFFD each. */
export function jsonText(text: string): string {
  return text.isWellFormed() ? text : text.replaceAll(LONE, "\ufffd");
}

/** The text of a key. */
export function keyText(key: YamlScalar, value: YamlObject): string {
  if (typeof key === "string") return jsonText(key);
  if (typeof key === "boolean") return String(key);
  if (key instanceof YamlNumber) {
    if (key.kind === "int") return String(key.exact);
    if (key.kind === "float64") return floatText(key.value, { infinite: ".inf", notANumber: ".nan" });
  }
  throw new YamlError(
    `unsupported map key of type: ${goTypeOf(key)}, key: ${goSyntax(key)}, value: ${goSyntax(value)}`,
  );
}

/** A float with no more digits than a 32-bit one needs, as keys and texts get it. */
export function floatText(value: number, words: { readonly infinite: string; readonly notANumber: string }): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return words.notANumber;
  if (single === 0) return formatFloat(single, "g");
  if (!Number.isFinite(single)) return single < 0 ? `-${words.infinite}` : words.infinite;
  const exact = exactDigits(Math.abs(single));
  for (let count = 1; count < 9; count++) {
    const short = floatOf(roundDigits(exact, count), single);
    if (Math.fround(short) === single) return formatFloat(short, "g");
  }
  return formatFloat(floatOf(roundDigits(exact, 9), single), "g");
}

function floatOf({ digits, point }: Digits, sign: number): number {
  return Math.sign(sign) * Number(`0.${digits}e${point}`);
}

/** The first number, in the order of JSON, that is not finite. */
function findUnsupported(value: Value): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : value;
  if (value instanceof List) return firstOf(value.items);
  return value instanceof Dict ? firstOf(value.sortedKeys().map((key) => value.get(key))) : undefined;
}

function firstOf(values: readonly Value[]): number | undefined {
  for (const value of values) {
    const bad = findUnsupported(value);
    if (bad !== undefined) return bad;
  }
  return undefined;
}
