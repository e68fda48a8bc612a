import { describe, expect, it } from "vitest";
import { Dict } from "../values/value.ts";
import { decodeJson, decodeJsonDict, decodeJsonList } from "./decode.ts";
import { encodeJson } from "./encode.ts";

describe(decodeJson, () => {
  it("reads what Go reads, and refuses the rest in Go's words", () => {
    expect(DECODED.map(([text]) => [text, ...outcomeOf(text)])).toEqual(
      DECODED.map(([text, json, error]) => [text, json, error]),
    );
  });

  it("reads numbers as float64 and the keys of a map in any order", () => {
    const value = decodeJson('{"b":12345678901234567890,"a":1}');

    expect(value).toBeInstanceOf(Dict);
    expect(value instanceof Dict ? [value.get("b"), value.sortedKeys()] : []).toEqual([
      12345678901234567000,
      ["a", "b"],
    ]);
  });

  it("reads 10,000 lists within each other and no more", () => {
    expect(outcomeOf("[".repeat(10_000))[1]).toBe("unexpected end of JSON input");
    expect(outcomeOf("[".repeat(10_001))[1]).toBe("invalid character '[' exceeded max depth");
    expect(() => decodeJson("[".repeat(10_000) + "]".repeat(10_000))).not.toThrow();
  });
});

describe(decodeJsonDict, () => {
  it("keeps what it could read of a map beside the error", () => {
    const decoded = AS_DICT.map(([text]) => ({ text, result: decodeJsonDict(text) }));

    expect(decoded.map(({ text, result }) => [text, encodeJson(result.value), result.error])).toEqual(
      AS_DICT.map(([text, json, error]) => [text, json, error]),
    );
  });
});

describe(decodeJsonList, () => {
  it("keeps what it could read of a list beside the error", () => {
    const decoded = AS_LIST.map(([text]) => ({ text, result: decodeJsonList(text) }));

    expect(decoded.map(({ text, result }) => [text, encodeJson(result.value), result.error])).toEqual(
      AS_LIST.map(([text, json, error]) => [text, json, error]),
    );
  });
});

/** The value as JSON, or the error. */
function outcomeOf(text: string): [string | undefined, string | undefined] {
  try {
    return [encodeJson(decodeJson(text)), undefined];
  } catch (error) {
    return [undefined, error instanceof Error ? error.message : ""];
  }
}

/** Text, then its value as JSON, or the error. */
const DECODED: readonly (readonly [text: string, json: string | undefined, error?: string])[] = [
  ["", undefined, "unexpected end of JSON input"],
  ["  ", undefined, "unexpected end of JSON input"],
  ["1", "1"],
  ["-0", "-0"],
  ["1.0e2", "100"],
  ["1e400", undefined, "json: cannot unmarshal number 1e400 into Go value of type float64"],
  ["[1,1e400,2]", undefined, "json: cannot unmarshal number 1e400 into Go value of type float64"],
  ["tru", undefined, "invalid character ' ' in literal true (expecting 'e')"],
  ["true", "true"],
  ["nul", undefined, "invalid character ' ' in literal null (expecting 'l')"],
  ["nulL", undefined, "invalid character 'L' in literal null (expecting 'l')"],
  ["falsy", undefined, "invalid character 'y' in literal false (expecting 'e')"],
  ["null", "null"],
  ['"a"', '"a"'],
  ['"a', undefined, "unexpected end of JSON input"],
  ['"a\\', undefined, "invalid character ' ' in string escape code"],
  ['"a\\q"', undefined, "invalid character 'q' in string escape code"],
  ['"\\u00e9\\ud83d\\ude00\\n\\/"', '"é😀\\n/"'],
  ['"\\ud800"', '"�"'],
  ['"\\ud800\\u0041"', '"�A"'],
  ['"\\ude00\\ud83d"', '"��"'],
  ['"\\u12g4"', undefined, "invalid character 'g' in \\u hexadecimal character escape"],
  ['"\\u12', undefined, "invalid character ' ' in \\u hexadecimal character escape"],
  ['"a\tb"', undefined, "invalid character '\\t' in string literal"],
  ['"a\nb"', undefined, "invalid character '\\n' in string literal"],
  ['"\u007f"', '"\u007f"'],
  ['"\udcff\udcc3"', '"��"'],
  ["[]", "[]"],
  ["[ ]", "[]"],
  ["{}", "{}"],
  ["{ }", "{}"],
  ["[1,2]]", undefined, "invalid character ']' after top-level value"],
  ["[1,]", undefined, "invalid character ']' looking for beginning of value"],
  ["[,1]", undefined, "invalid character ',' looking for beginning of value"],
  ["[1 2]", undefined, "invalid character '2' after array element"],
  ["[1", undefined, "unexpected end of JSON input"],
  ["[", undefined, "unexpected end of JSON input"],
  ["{", undefined, "unexpected end of JSON input"],
  ['{"a"', undefined, "unexpected end of JSON input"],
  ['{"a":', undefined, "unexpected end of JSON input"],
  ['{"a":1', undefined, "unexpected end of JSON input"],
  ['{"a":1,', undefined, "unexpected end of JSON input"],
  ['{"a":1,}', undefined, "invalid character '}' looking for beginning of object key string"],
  ['{"a" 1}', undefined, "invalid character '1' after object key"],
  ["{a:1}", undefined, "invalid character 'a' looking for beginning of object key string"],
  ["{'a':1}", undefined, "invalid character '\\'' looking for beginning of object key string"],
  ['{"a":1 "b":2}', undefined, "invalid character '\"' after object key:value pair"],
  ['{"a":1,"a":2}', '{"a":2}'],
  ['{"__proto__":1}', '{"__proto__":1}'],
  ['{"":{"":[]}}', '{"":{"":[]}}'],
  ['{"a":01}', undefined, "invalid character '1' after object key:value pair"],
  ['{"a":1.}', undefined, "invalid character '}' after decimal point in numeric literal"],
  ['{"a":.5}', undefined, "invalid character '.' looking for beginning of value"],
  ['{"a":+1}', undefined, "invalid character '+' looking for beginning of value"],
  ['{"a":-}', undefined, "invalid character '}' in numeric literal"],
  ["-", undefined, "invalid character ' ' in numeric literal"],
  ["1.", undefined, "invalid character ' ' after decimal point in numeric literal"],
  ["1e", undefined, "invalid character ' ' in exponent of numeric literal"],
  ["1e+x", undefined, "invalid character 'x' in exponent of numeric literal"],
  ["1.5.2", undefined, "invalid character '.' after top-level value"],
  ["1e5e", undefined, "invalid character 'e' after top-level value"],
  ["1-", undefined, "invalid character '-' after top-level value"],
  ["0x1", undefined, "invalid character 'x' after top-level value"],
  ["NaN", undefined, "invalid character 'N' looking for beginning of value"],
  ["// c", undefined, "invalid character '/' looking for beginning of value"],
  ["\ufeff1", undefined, "invalid character 'ï' looking for beginning of value"],
  ["é", undefined, "invalid character 'Ã' looking for beginning of value"],
  ["tré", undefined, "invalid character 'Ã' in literal true (expecting 'u')"],
  ["\udcff", undefined, "invalid character 'ÿ' looking for beginning of value"],
  ['"a"x', undefined, "invalid character 'x' after top-level value"],
  [' [1 , {"b" : null}] \n', '[1,{"b":null}]'],
  ['{"a":1}{"b":2}', undefined, "invalid character '{' after top-level value"],
  ["\\", undefined, "invalid character '\\\\' looking for beginning of value"],
  ['"\\"', undefined, "unexpected end of JSON input"],
  ["\u0000", undefined, "invalid character '\\x00' looking for beginning of value"],
];

const AS_DICT: readonly (readonly [text: string, json: string, error?: string])[] = [
  ["{}", "{}"],
  ['{"a":1}', '{"a":1}'],
  ["null", "null"],
  ["[]", "{}", "json: cannot unmarshal array into Go value of type map[string]interface {}"],
  ["[1]", "{}", "json: cannot unmarshal array into Go value of type map[string]interface {}"],
  ["1", "{}", "json: cannot unmarshal number into Go value of type map[string]interface {}"],
  ['"s"', "{}", "json: cannot unmarshal string into Go value of type map[string]interface {}"],
  ["true", "{}", "json: cannot unmarshal bool into Go value of type map[string]interface {}"],
  ["false", "{}", "json: cannot unmarshal bool into Go value of type map[string]interface {}"],
  ["1e400", "{}", "json: cannot unmarshal number into Go value of type map[string]interface {}"],
  [
    '{"a":1e400,"b":[-1e999]}',
    '{"a":null,"b":[null]}',
    "json: cannot unmarshal number 1e400 into Go value of type float64",
  ],
  ["[1e400,2]", "{}", "json: cannot unmarshal array into Go value of type map[string]interface {}"],
  ["", "{}", "unexpected end of JSON input"],
  ['{"a":', "{}", "unexpected end of JSON input"],
  ["[1", "{}", "unexpected end of JSON input"],
];

const AS_LIST: readonly (readonly [text: string, json: string, error?: string])[] = [
  ["{}", "[]", "json: cannot unmarshal object into Go value of type []interface {}"],
  ['{"a":1}', "[]", "json: cannot unmarshal object into Go value of type []interface {}"],
  ["null", "null"],
  ["[]", "[]"],
  ["[1]", "[1]"],
  ["1", "[]", "json: cannot unmarshal number into Go value of type []interface {}"],
  ['"s"', "[]", "json: cannot unmarshal string into Go value of type []interface {}"],
  ["true", "[]", "json: cannot unmarshal bool into Go value of type []interface {}"],
  ["false", "[]", "json: cannot unmarshal bool into Go value of type []interface {}"],
  ["1e400", "[]", "json: cannot unmarshal number into Go value of type []interface {}"],
  ['{"a":1e400,"b":[-1e999]}', "[]", "json: cannot unmarshal object into Go value of type []interface {}"],
  ["[1e400,2]", "[null,2]", "json: cannot unmarshal number 1e400 into Go value of type float64"],
  ["", "[]", "unexpected end of JSON input"],
  ['{"a":', "[]", "unexpected end of JSON input"],
  ["[1", "[]", "unexpected end of JSON input"],
];
