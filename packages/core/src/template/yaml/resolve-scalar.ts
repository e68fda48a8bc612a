import { parseGoFloat, parseGoInt, parseGoUint } from "../format/number.ts";
import { textOfBytes } from "../values/text.ts";
import type { ScalarNode } from "./parse-nodes.ts";
import { YamlError } from "./yaml-error.ts";
import { isTimestamp } from "./resolve-timestamp.ts";

/** A number, which JSON makes a float in any case, but not every kind of it can be a key. */
export class YamlNumber {
  readonly kind: "int" | "uint64" | "float64";
  readonly value: number;
  /** All digits of an integer. */
  readonly exact: bigint;

  constructor(kind: YamlNumber["kind"], value: number, exact: bigint = 0n) {
    this.kind = kind;
    this.value = value;
    this.exact = exact;
  }
}

/** What a scalar means. */
export type YamlScalar = null | boolean | string | YamlNumber;

type ScalarTag = "null" | "bool" | "int" | "float" | "str" | "timestamp";

interface Typed {
  readonly tag: ScalarTag;
  readonly value: YamlScalar;
}

const TAG_PREFIX = "tag:yaml.org,2002:";
const TYPED_TAGS: ReadonlySet<string> = new Set(["str", "bool", "int", "float", "null", "timestamp"]);

const WORDS: ReadonlyMap<string, Typed> = new Map([
  ...wordsFor("bool", true, ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]),
  ...wordsFor("bool", false, ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]),
  ...wordsFor("null", null, ["", "~", "null", "Null", "NULL"]),
  ...wordsFor("float", new YamlNumber("float64", Number.NaN), [".nan", ".NaN", ".NAN"]),
  ...wordsFor("float", new YamlNumber("float64", Infinity), [".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"]),
  ...wordsFor("float", new YamlNumber("float64", -Infinity), ["-.inf", "-.Inf", "-.INF"]),
]);

function wordsFor(tag: ScalarTag, value: YamlScalar, words: readonly string[]): (readonly [string, Typed])[] {
  return words.map((word) => [word, { tag, value }] as const);
}

/**
 * What a scalar means, by its tag or by its text, as YAML 1.1 has it.
 *
 * @throws {YamlError} when the text does not fit the tag
 */
export function resolveScalar(node: ScalarNode): YamlScalar {
  if (node.tag === "") return node.isImplicit ? resolvePlain(node.value) : node.value;
  const name = node.tag.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : "";
  if (name === "binary") return decodeBinary(node.value);
  if (!TYPED_TAGS.has(name) || name === "str") return node.value;
  const typed = typeOfText(node.value, name === "timestamp");
  if (typed.tag === name) return typed.tag === "timestamp" ? node.value : typed.value;
  // A float may be written without a fraction, within 64 bits.
  if (name === "float" && typed.value instanceof YamlNumber && typed.value.kind === "int") {
    return new YamlNumber("float64", typed.value.value);
  }
  throw new YamlError(`yaml: cannot decode !!${typed.tag} \`${node.value}\` as a !!${name}`);
}

/** What a plain scalar without a tag means. One that looks like a time is a text then. */
export function resolvePlain(text: string): YamlScalar {
  return typeOfText(text, false).value;
}

function typeOfText(text: string, mayBeTimestamp: boolean): Typed {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  const code = text.charCodeAt(0);
  if (code === 0x2e) return typeOfFraction(text);
  if (code !== 0x2b && code !== 0x2d && !(code >= 0x30 && code <= 0x39)) return { tag: "str", value: text };
  if (mayBeTimestamp && isTimestamp(text)) return { tag: "timestamp", value: text };
  return typeOfNumber(text);
}

function typeOfFraction(text: string): Typed {
  const { value, error } = parseGoFloat(text);
  return error === undefined ? float(value) : { tag: "str", value: text };
}

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

const NUMERIC = /^[-+]?[0-9.][0-9a-fA-FxXoO_.+-]*$/;

function typeOfNumber(text: string): Typed {
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  if (!NUMERIC.test(plain)) return { tag: "str", value: text };
  const int = parseGoInt(plain, { base: 0 });
  if (int.error === undefined) return typedInt(int.value);
  const uint = parseGoUint(plain, { base: 0 });
  if (uint.error === undefined) return { tag: "int", value: new YamlNumber("uint64", Number(uint.value), uint.value) };
  if (FLOAT.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return float(value);
  }
  // Behind this prefix alone a sign may stand, by oversight.
  const binary = plain.startsWith("0b") ? parseGoInt(plain.slice(2), { base: 2 }) : undefined;
  if (binary !== undefined && binary.error === undefined) return typedInt(binary.value);
  return { tag: "str", value: text };
}

function typedInt(exact: bigint): Typed {
  return { tag: "int", value: new YamlNumber("int", Number(exact), exact) };
}

function float(value: number): Typed {
  return { tag: "float", value: new YamlNumber("float64", value) };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decodeBinary(text: string): string {
  const packed = text.replaceAll(/[\r\n]/g, "");
  if (!BASE64.test(packed)) throw new YamlError("yaml: !!binary value contains invalid base64 data");
  return textOfBytes(Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0)));
}
