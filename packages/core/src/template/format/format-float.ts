import { type FloatVerb, formatFloat } from "./number.ts";
import { pad, padding, padWithSpaces, type Directive } from "./directive.ts";

/** A float as `printf` writes it; `undefined` for a verb that takes no floats. */
export function formatFloatVerb(value: number, directive: Directive): string | undefined {
  const style = STYLES.get(directive.verb);
  if (style === undefined) return undefined;
  const precision = directive.precision ?? style.precision;
  const text = formatFloat(value, style.verb, precision);
  if (!Number.isFinite(value)) return padWithSpaces(infinite(text, directive), directive);
  const negative = text.startsWith("-");
  const sign = negative ? "-" : directive.plus ? "+" : directive.space ? " " : "";
  const plain = negative ? text.slice(1) : text;
  const size = directive.sharp && style.verb !== "b" ? withPoint(plain, { verb: style.verb, precision }) : plain;
  // Zeros go between the sign and the digits.
  if (
    directive.zero &&
    !directive.minus &&
    directive.width !== undefined &&
    directive.width > size.length + 1 &&
    sign !== ""
  ) {
    return sign + padding(directive.width - size.length - 1, directive) + size;
  }
  return pad(sign + size, directive);
}

interface FloatStyle {
  readonly verb: FloatVerb;
  /** Where the format names none. */
  readonly precision: number;
}

const STYLES: ReadonlyMap<string, FloatStyle> = new Map<string, FloatStyle>([
  ["v", { verb: "g", precision: -1 }],
  ["b", { verb: "b", precision: -1 }],
  ["g", { verb: "g", precision: -1 }],
  ["G", { verb: "G", precision: -1 }],
  ["x", { verb: "x", precision: -1 }],
  ["X", { verb: "X", precision: -1 }],
  ["f", { verb: "f", precision: 6 }],
  ["F", { verb: "f", precision: 6 }],
  ["e", { verb: "e", precision: 6 }],
  ["E", { verb: "E", precision: 6 }],
]);

/** Infinity always has a sign, what is not a number only where it is asked for. */
function infinite(text: string, { plus, space }: Directive): string {
  if (text === "NaN") return plus ? "+NaN" : space ? " NaN" : text;
  return text === "+Inf" && space && !plus ? " Inf" : text;
}

/** What `#` asks for: a point in any case, and for some verbs the zeros at the end that `g` takes away. */
function withPoint(text: string, { verb, precision }: FloatStyle): string {
  const keepsZeros = verb === "g" || verb === "G" || verb === "x";
  const isHex = verb === "x" || verb === "X";
  const tailAt = text.search(isHex ? /[pP]/ : /[eE]/);
  const head = tailAt < 0 ? text : text.slice(0, tailAt);
  const tail = tailAt < 0 ? "" : text.slice(tailAt);
  const hasPoint = head.includes(".");
  // In hexadecimal Go counts the x of the prefix too.
  const counted = head.replace(".", "").replace(/^0+/, "").length + (!hasPoint && head === "0" ? 1 : 0);
  const wanted = precision === -1 ? 6 : precision;
  const zeros = keepsZeros ? "0".repeat(Math.max(0, wanted - counted)) : "";
  return `${head}${hasPoint ? "" : "."}${zeros}${tail}`;
}
