import { parseGoFloat, parseGoInt, parseGoUint } from "../format/number.ts";
import { quoteGo, unquoteGoRune } from "../format/quote.ts";

/** A number as it stands in a template, as every type that can hold it: which one it becomes depends on its use. */
export interface NumberLiteral {
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
  readonly complex: Complex | undefined;
  /** Whether it is a float where nothing asks for a type. */
  readonly looksLikeFloat: boolean;
}

/** A complex number, which templates can print and nothing else. */
export interface Complex {
  readonly real: number;
  readonly imaginary: number;
}

const INT_RANGE = { min: -(2 ** 63), max: 2 ** 63 };
const UINT_MAX = 2 ** 64;
const PAIR = /^(.*[^eEpP])([+-].*)i$/u;

/** The number that is written, or what Go says about it. */
export function parseNumber(text: string, kind: "number" | "character" | "complex"): NumberLiteral | string {
  if (kind === "character") return parseCharacter(text);
  if (kind === "complex") {
    const [, real = "", imaginary = ""] = PAIR.exec(text) ?? [];
    return ofComplex(real, imaginary) ?? "syntax error scanning complex number";
  }
  if (text.endsWith("i")) {
    const literal = ofComplex("0", text.slice(0, -1));
    if (literal !== undefined) return literal;
  }
  return parseReal(text);
}

function parseReal(text: string): NumberLiteral | string {
  const signed = parseGoInt(text, { base: 0 });
  const unsigned = parseGoUint(text, { base: 0 });
  const int = signed.error === undefined ? signed.value : undefined;
  const uint = unsigned.error === undefined ? unsigned.value : int === 0n ? 0n : undefined;
  const looksLikeFloat = /[.eEpP]/.test(text) && (!/^0[xX]/.test(text) || /[pP]/.test(text));
  const whole = int ?? uint;
  if (whole !== undefined) return { int, uint, float: Number(whole), complex: undefined, looksLikeFloat };
  const { value, error } = parseGoFloat(text);
  if (error !== undefined) return `illegal number syntax: ${quoteGo(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteGo(text)}`;
  return { ...wholeOf(value), float: value, complex: undefined, looksLikeFloat };
}

function ofComplex(realText: string, imaginaryText: string): NumberLiteral | undefined {
  const real = parseGoFloat(realText);
  const imaginary = parseGoFloat(imaginaryText);
  if (real.error !== undefined || imaginary.error !== undefined) return undefined;
  const complex = { real: real.value, imaginary: imaginary.value };
  if (complex.imaginary !== 0)
    return { int: undefined, uint: undefined, float: undefined, complex, looksLikeFloat: false };
  return { ...wholeOf(complex.real), float: complex.real, complex, looksLikeFloat: false };
}

function wholeOf(value: number): Pick<NumberLiteral, "int" | "uint"> {
  if (!Number.isInteger(value)) return { int: undefined, uint: undefined };
  return {
    int: value >= INT_RANGE.min && value < INT_RANGE.max ? BigInt(value) : undefined,
    uint: value >= 0 && value < UINT_MAX ? BigInt(value) : undefined,
  };
}

function parseCharacter(text: string): NumberLiteral | string {
  const code = unquoteGoRune(text);
  if (code === undefined) return startsWithCharacter(text) ? `malformed character constant: ${text}` : "invalid syntax";
  return { int: BigInt(code), uint: BigInt(code), float: code, complex: undefined, looksLikeFloat: false };
}

/** Whether there is a character, but more than one. */
function startsWithCharacter(text: string): boolean {
  const longest = 10;
  for (let end = 2; end <= longest && end < text.length; end++)
    if (unquoteGoRune(`${text.slice(0, end)}'`) !== undefined) return true;
  return false;
}
