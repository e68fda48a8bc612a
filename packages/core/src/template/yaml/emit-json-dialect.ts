import { encodeBase64 } from "../functions/standard-base64.ts";
import { formatFloat } from "../format/number.ts";
import { FunctionError } from "../functions/function.ts";
import { isTrue } from "../values/go-type.ts";
import { Bytes, Dict, Int, type Struct, type Value } from "../values/value.ts";
import { isAmbiguous } from "./emit-ambiguous.ts";
import { isHarmlessKey, keyThroughJson, textThroughJson } from "./emit-through-json.ts";
import { type Dialect, Plain } from "./emit-tree.ts";

/**
 * How Kubernetes' YAML library writes: what JSON keeps of a value, with keys in the order people sort, lists not indented in
 * maps, and text folded behind column 80.
 */
export const JSON_DIALECT: Dialect = {
  width: 80,
  listIndent: 0,
  tabsInBlocks: false,
  keyOrder: { lettersAfterDigitsFirst: false },
  isAmbiguous: (text) => isAmbiguous(text, false),
  writtenText: (text) => ({ text: textThroughJson(text) }),
  withWrittenKeys: dictThroughJson,
  formatNumber: numberThroughJson,
  nilIsNull: true,
  replacementOf: jsonOf,
};

/** Keys that differ in bytes only that are no UTF-8 are one key then, and the last of them has the say. */
function dictThroughJson(dict: Dict): Dict {
  const keys = dict.sortedKeys();
  if (keys.every(isHarmlessKey)) return dict;
  return new Dict(keys.map((key) => [keyThroughJson(key), dict.get(key)] as const));
}

/** Whole numbers within 64 bits are integers after the way through JSON, all others floats. */
function numberThroughJson(value: number): string {
  if (Number.isInteger(value)) {
    if (value > -(2 ** 63) && value < 2 ** 64) return String(value);
  } else if (!Number.isFinite(value)) {
    const name = value > 0 ? "+Inf" : value < 0 ? "-Inf" : "NaN";
    throw new FunctionError(`error marshaling into JSON: json: unsupported value: ${name}`);
  }
  return formatFloat(value, "g");
}

function jsonOf(value: Int | Bytes | Struct): Plain | Value {
  if (value instanceof Int) return new Plain(value.value.toString());
  if (value instanceof Bytes) return value.isNil ? null : encodeBase64(value.bytes);
  if (value.toJson !== undefined) return value.toJson();
  const dict = new Dict();
  for (const { name, value: member, json = name, omitEmpty = false } of value.fields) {
    if (/^[A-Z]/.test(name) && json !== "-" && !(omitEmpty && !isTrue(member))) dict.set(json, member);
  }
  return dict;
}
