import { parseGoAtoi, parseGoInt } from "../../format/number.ts";
import { printAll } from "../../format/print.ts";
import { ANY, int, int64, type Value } from "../../values/value.ts";
import { countOf, ofAny, ofText } from "../arguments.ts";
import { FunctionError, type FunctionTable, type TemplateFunction } from "../function.ts";
import { toFloat64, toInt64 } from "./cast.ts";
import { type Decimal, decimalOf, difference, floatOf, product, quotient, sum } from "./decimal.ts";
import { rounded } from "./rounded.ts";

const largest = ofAny(1, ([first, ...others]) => extreme([first, ...others], (left, right) => left > right), {
  variadic: ANY,
});

/** Arithmetic and casts. */
export const mathFunctions: FunctionTable = new Map([
  ["atoi", ofText((text) => int(parseGoAtoi(text).value))],
  ["int", ofAny(1, ([value]) => int(toInt64(value)))],
  ["int64", ofAny(1, ([value]) => int64(toInt64(value)))],
  ["float64", ofAny(1, ([value]) => toFloat64(value))],
  ["toDecimal", ofAny(1, ([value]) => octal(value))],
  ["add1", ofAny(1, ([value]) => wrapped(toInt64(value) + 1n))],
  [
    "add",
    ofAny(0, (values) => wrapped(values.reduce((total, value) => total + toInt64(value), 0n)), { variadic: ANY }),
  ],
  ["sub", ofAny(2, ([left, right]) => wrapped(toInt64(left) - toInt64(right)))],
  ["div", ofAny(2, ([left, right]) => wrapped(toInt64(left) / divisor(right)))],
  ["mod", ofAny(2, ([left, right]) => wrapped(toInt64(left) % divisor(right)))],
  ["mul", ofAny(1, ([first, ...others]) => wrapped(others.reduce(times, toInt64(first))), { variadic: ANY })],
  ["add1f", ofAny(1, ([value]) => floatOf(sum(decimalOf(toFloat64(value)), { digits: 1n, exponent: 0 })))],
  ["addf", ofAny(0, (values) => folded([0, ...values], sum), { variadic: ANY })],
  ["subf", ofAny(1, (values) => folded(values, difference), { variadic: ANY })],
  ["divf", ofAny(1, (values) => folded(values, quotient), { variadic: ANY })],
  ["mulf", ofAny(1, (values) => folded(values, product), { variadic: ANY })],
  ["biggest", largest],
  ["max", largest],
  ["min", ofAny(1, (values) => extreme(values, (left, right) => left < right), { variadic: ANY })],
  ["maxf", ofAny(1, (values) => values.map(toFloat64).reduce(larger), { variadic: ANY })],
  ["minf", ofAny(1, (values) => -values.map((value) => -toFloat64(value)).reduce(larger), { variadic: ANY })],
  ["ceil", ofAny(1, ([value]) => Math.ceil(toFloat64(value)))],
  ["floor", ofAny(1, ([value]) => Math.floor(toFloat64(value)))],
  [
    "round",
    {
      params: [ANY, "int"],
      variadic: "float64",
      call: ([value, places, from = 0.5]) =>
        rounded(toFloat64(value), { places: countOf(places), from: toFloat64(from) }),
    },
  ],
] satisfies [string, TemplateFunction][]);

function wrapped(value: bigint): Value {
  return int64(BigInt.asIntN(64, value));
}

function times(total: bigint, value: Value): bigint {
  return BigInt.asIntN(64, total * toInt64(value));
}

function divisor(value: Value): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new FunctionError("runtime error: integer divide by zero");
  return number;
}

/** The text as an octal number, as file modes are written. */
function octal(value: Value): Value {
  const { value: parsed, error } = parseGoInt(printAll([value ?? null]), { base: 8 });
  return int64(error === undefined ? parsed : 0n);
}

function folded([first, ...others]: readonly Value[], combine: (left: Decimal, right: Decimal) => Decimal): number {
  const start = decimalOf(toFloat64(first));
  return floatOf(others.reduce((total: Decimal, value) => combine(total, decimalOf(toFloat64(value))), start));
}

function extreme(values: readonly Value[], isBetter: (left: bigint, right: bigint) => boolean): Value {
  return int64(values.map(toInt64).reduce((best, value) => (isBetter(value, best) ? value : best)));
}

/** Go's `math.Max`: infinity wins over NaN. */
function larger(left: number, right: number): number {
  return left === Infinity || right === Infinity ? Infinity : Math.max(left, right);
}
