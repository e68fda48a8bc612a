import { formatFloat } from "../../format/number.ts";
import { ownText } from "../../format/value-printer.ts";
import { printAll } from "../../format/print.ts";
import { textOfBytes } from "../../values/text.ts";
import { Bytes, Int, List, TEXT_LIST, type Value } from "../../values/value.ts";
import { isNil } from "../arguments.ts";

/** A value as `toString` writes it: bytes as text, all else as `%v`. */
export function textOfValue(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatFloat(value, "g");
  if (value instanceof Int && value.type === value.kind) return value.value.toString();
  if (value instanceof Bytes) return textOfBytes(value.bytes);
  return ownText(value) ?? printAll([value]);
}

/** The texts of a slice's items, or of the value itself where it is none; nil is left out. */
export function textsOfValue(value: Value): readonly string[] {
  if (value instanceof List) {
    // A typed slice holds texts alone.
    if (value.type === TEXT_LIST) return value.items as readonly string[];
    return value.items.filter((item) => !isNil(item)).map(textOfValue);
  }
  if (value instanceof Bytes) return Array.from(value.bytes, String);
  return isNil(value) ? [] : [textOfValue(value)];
}
