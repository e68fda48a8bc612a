import { describe, expect, test } from "vitest";
import { int, type Value } from "../values/value.ts";
import { NotReproducible } from "../chance/chance.ts";
import { randomFunctions } from "./random.ts";
import { SeededRandom } from "../chance/seeded-random.ts";
import { callIn } from "../../../test-support/call-template-function.ts";

const seeded = (): ReturnType<typeof callIn> => callIn(randomFunctions, { random: new SeededRandom("shop/staging") });

describe("random functions", () => {
  test.each([
    ["randAlphaNum", [int(64)], /^[A-Za-z0-9]{64}$/],
    ["randAlpha", [int(64)], /^[A-Za-z]{64}$/],
    ["randNumeric", [int(64)], /^[0-9]{64}$/],
    ["randAscii", [int(64)], /^[ -~]{64}$/],
    ["randBytes", [int(12)], /^[A-Za-z0-9+/]{16}$/],
    ["uuidv4", [], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ] as [string, Value[], RegExp][])("%s has the right form, and is the same from the same seed", (name, args, form) => {
    const value = seeded()(name, ...args);

    expect(value).toMatch(form);
    expect(seeded()(name, ...args)).toBe(value);
    expect(callIn(randomFunctions, { random: new SeededRandom("another") })(name, ...args)).not.toBe(value);
  });

  test.each([["randAlphaNum"], ["randBytes"]])("%s is refused where chance is forbidden, by its name", (name) => {
    const error = new NotReproducible(name);

    expect(() => callIn(randomFunctions)(name, int(3))).toThrow(error);
  });

  test("what leaves no choice needs no chance", () => {
    const call = callIn(randomFunctions);

    expect(call("randInt", int(5), int(6))).toEqual(int(5));
    expect(call("shuffle", "")).toBe("");
    expect(call("randAlphaNum", int(0))).toBe("");
    expect(call("randAlphaNum", int(-1))).toBe("");
  });

  test("randInt stays within its limits, and refuses an empty range", () => {
    const call = seeded();

    const values = Array.from({ length: 50 }, () =>
      Number((call("randInt", int(-2), int(2)) as { value: bigint }).value),
    );

    expect(new Set(values)).toEqual(new Set([-2, -1, 0, 1]));
    expect(() => call("randInt", int(5), int(5))).toThrow("invalid argument to Intn");
    expect(() => call("randBytes", int(-1))).toThrow("runtime error: makeslice: len out of range");
  });

  test("shuffle keeps all signs", () => {
    const shuffled = seeded()("shuffle", "aé😀bc") as string;

    expect(Array.from(shuffled).toSorted()).toEqual(["a", "b", "c", "é", "😀"]);
  });
});

describe(SeededRandom, () => {
  test("gives the same bytes on each machine, however they are asked for", () => {
    const whole = new SeededRandom("a").bytes(40, "x");
    const source = new SeededRandom("a");

    expect(Buffer.from(whole).toString("hex")).toBe(
      "eb7b7bdd20ef65b6ef2375a25543b3646f386dc9364f3478556dc17567bc68ee1ae967ccb978da14",
    );
    expect(Buffer.concat([source.bytes(7, "x"), source.bytes(33, "x")])).toEqual(Buffer.from(whole));
  });

  test("one function's use leaves the others' values be", () => {
    const used = new SeededRandom("a");
    used.bytes(100, "y");

    expect(used.bytes(8, "x")).toEqual(new SeededRandom("a").bytes(8, "x"));
  });
});
