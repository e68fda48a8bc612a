import { rejoined } from "../values/text.ts";
import { Int, Struct, type Value } from "../values/value.ts";
import { formatFloat } from "./number.ts";
import { isPointer, ownText, ValuePrinter } from "./value-printer.ts";

/**
 * What `{{ }}` prints of a value; `<no value>` for none and nil.
 * @throws {NotReproducible} where Go prints an address
 * @throws {LimitPassed} for data that contains itself, and for too much of it
 */
export function printText(value: Value): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "<no value>";
  if (value instanceof Struct && value.toOutput !== undefined) return value.toOutput();
  if (value instanceof Struct && isPointer(value) && ownText(value) === undefined) {
    const printer = new ValuePrinter();
    printer.printTarget(value);
    return rejoined(printer.text);
  }
  return printOne(value);
}

/**
 * Go's `fmt.Sprint`, the function `print`: a space between neighbours of which neither is a text.
 * @throws as {@link printText}
 */
export function printAll(values: readonly Value[]): string {
  let text = "";
  values.forEach((value, index) => {
    if (index > 0 && typeof value !== "string" && typeof values[index - 1] !== "string") text += " ";
    text += printOne(value);
  });
  return rejoined(text);
}

/**
 * Go's `fmt.Sprintln`, the function `println`: a space between all, and a newline.
 * @throws as {@link printText}
 */
export function printLine(values: readonly Value[]): string {
  return rejoined(`${values.map(printOne).join(" ")}\n`);
}

/** A value by `%v`. */
function printOne(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return formatFloat(value, "g");
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value instanceof Int && value.methods === undefined) return value.value.toString();
  const printer = new ValuePrinter();
  printer.print(value);
  return rejoined(printer.text);
}
