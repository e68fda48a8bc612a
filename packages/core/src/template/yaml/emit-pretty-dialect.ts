import { encodeBase64 } from "../functions/standard-base64.ts";
import { formatFloat } from "../format/number.ts";
import { Bytes, Dict, Int, List, type Struct, type Value } from "../values/value.ts";
import { bytesOfText } from "../values/text.ts";
import { isAmbiguous } from "./emit-ambiguous.ts";
import { type Dialect, Members, Plain, type TaggedText } from "./emit-tree.ts";

/** How the newer one of Go's YAML libraries writes, not through JSON: lists indented, and nothing folded. */
export const PRETTY_DIALECT: Dialect = {
  width: Infinity,
  listIndent: 2,
  tabsInBlocks: true,
  keyOrder: { lettersAfterDigitsFirst: true },
  isAmbiguous: (text) => isAmbiguous(text, true),
  writtenText: asBinary,
  withWrittenKeys: (dict) => dict,
  formatNumber: formatGoFloat,
  nilIsNull: false,
  replacementOf: plainOf,
};

/** What is not UTF-8 becomes a binary scalar, in lines of 70 signs. */
function asBinary(text: string): TaggedText {
  if (text.isWellFormed()) return { text };
  const encoded = encodeBase64(bytesOfText(text));
  if (encoded.length < BINARY_LINE) return { text: encoded, tag: "!!binary" };
  return { text: encoded.replaceAll(/.{1,70}/g, "$&\n"), tag: "!!binary" };
}

const BINARY_LINE = 70;

function formatGoFloat(value: number): string {
  if (Number.isFinite(value)) return formatFloat(value, "g");
  return value > 0 ? ".inf" : value < 0 ? "-.inf" : ".nan";
}

function plainOf(value: Int | Bytes | Struct): Plain | Members | Value {
  if (value instanceof Int) {
    const text = value.type === "time.Duration" ? value.methods?.get("String")?.call(value, []) : undefined;
    return text ?? new Plain(value.value.toString());
  }
  if (value instanceof Bytes) return new List(Array.from(value.bytes, (byte) => new Int(BigInt(byte), "uint8")));
  const json = value.toJson?.();
  if (typeof json === "string") return value.type.endsWith("time.Time") ? new Plain(json) : json;
  if (json !== undefined) return json;
  const dict = new Dict();
  for (const { name, value: member, promoted = false } of value.fields)
    if (/^[A-Z]/.test(name) && !promoted) dict.set(name.toLowerCase(), member);
  return new Members(dict);
}
