import { formatFloat } from "../format/number.ts";
import { quoteGo } from "../format/quote.ts";
import { compareText } from "../values/text.ts";
import { type YamlObject, YamlMap } from "./resolved-object.ts";
import { type YamlScalar, YamlNumber } from "./resolve-scalar.ts";

const MAP = "map[interface {}]interface {}";
const LIST = "[]interface {}";

/** An object as Go's `%#v` prints it, in which some errors are written. */
export function goSyntax(object: YamlObject): string {
  if (object === null) return "<nil>";
  if (object instanceof YamlMap) {
    const entries = [...object.entries.values()].toSorted((left, right) => compareKeys(left.key, right.key));
    return `${MAP}{${entries.map(({ key, value }) => `${inside(key)}:${inside(value)}`).join(", ")}}`;
  }
  if (typeof object === "string") return quoteGo(object);
  if (typeof object === "boolean") return String(object);
  if (object instanceof YamlNumber) return numberSyntax(object);
  return `${LIST}{${object.map(inside).join(", ")}}`;
}

/** The type of a key as an error names it. */
export function goTypeOf(key: YamlScalar): string {
  if (key === null) return "%!s(<nil>)";
  return key instanceof YamlNumber ? key.kind : typeof key === "boolean" ? "bool" : "string";
}

function inside(object: YamlObject): string {
  return object === null ? "interface {}(nil)" : goSyntax(object);
}

function numberSyntax({ kind, value, exact }: YamlNumber): string {
  if (kind === "float64") return formatFloat(value, "g");
  return kind === "int" ? String(exact) : `0x${exact.toString(16)}`;
}

/** Go sorts keys of one type by value, and types by their addresses: the order is the one in both of Helm's programs. */
function compareKeys(left: YamlScalar, right: YamlScalar): number {
  if (typeof left === "string" && typeof right === "string") return compareText(left, right);
  if (left instanceof YamlNumber && right instanceof YamlNumber && left.kind === right.kind) {
    const difference = left.exact - right.exact;
    return difference === 0n ? left.value - right.value : difference < 0n ? -1 : 1;
  }
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  return rankOf(left) - rankOf(right);
}

function rankOf(key: YamlScalar): number {
  const type = key === null ? "nil" : goTypeOf(key);
  return ["nil", "string", "uint64", "int", "float64", "bool"].indexOf(type);
}
