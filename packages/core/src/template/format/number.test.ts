import { describe, expect, it } from "vitest";
import {
  type FloatVerb,
  formatFloat,
  type IntFormat,
  parseGoAtoi,
  parseGoBool,
  parseGoFloat,
  parseGoInt,
  parseGoUint,
} from "./number.ts";

describe(formatFloat, () => {
  it("writes floats with Go's digits and exponents", () => {
    const written = FORMATTED.map(([value, verb, precision]) => [
      value,
      verb,
      precision,
      formatFloat(value, verb, precision),
    ]);

    expect(written).toEqual(FORMATTED);
  });

  it("rounds in decimal by the exact number, half to the even digit", () => {
    const numbers = [0.125, 0.375, 2.675, 1.005, 0.5, 1.5, 1e-5];
    const written = numbers.map((number) => formatFloat(number, "f", 2));

    expect(written.join(" ")).toBe("0.12 0.38 2.67 1.00 0.50 1.50 0.00");
  });
});

describe(parseGoFloat, () => {
  it("reads what Go reads, and gives Go's errors", () => {
    const read = FLOATS.map(([text]) => ({ text, ...parseGoFloat(text) }));

    expect(read).toEqual(FLOATS.map(([text, value, error]) => ({ text, value, error })));
  });
});

describe(parseGoInt, () => {
  it("reads what Go reads, and gives Go's errors", () => {
    const read = INTEGERS.map(([text, format]) => ({ text, ...parseGoInt(text, format) }));

    expect(read).toEqual(INTEGERS.map(([text, , value, error]) => ({ text, value, error })));
  });
});

describe(parseGoUint, () => {
  it("takes no sign", () => {
    const read = UNSIGNED.map(([text, format]) => ({ text, ...parseGoUint(text, format) }));

    expect(read).toEqual(UNSIGNED.map(([text, , value, error]) => ({ text, value, error })));
  });
});

describe(parseGoAtoi, () => {
  it("names itself in errors", () => {
    expect(parseGoAtoi("08")).toEqual({ value: 8n, error: undefined });
    expect(parseGoAtoi("x")).toEqual({ value: 0n, error: 'strconv.Atoi: parsing "x": invalid syntax' });
    expect(parseGoAtoi("9223372036854775808")).toEqual({
      value: 9223372036854775807n,
      error: 'strconv.Atoi: parsing "9223372036854775808": value out of range',
    });
  });
});

describe(parseGoBool, () => {
  it("takes a few spellings and no others", () => {
    expect(["1", "t", "T", "TRUE", "true", "True"].map((text) => parseGoBool(text).value)).not.toContain(false);
    expect(["0", "f", "F", "FALSE", "false", "False"].map((text) => parseGoBool(text))).toEqual(
      Array.from({ length: 6 }, () => ({ value: false, error: undefined })),
    );
    expect(parseGoBool("tRUE").error).toBe('strconv.ParseBool: parsing "tRUE": invalid syntax');
    expect(parseGoBool("yes").error).toBe('strconv.ParseBool: parsing "yes": invalid syntax');
  });
});

const FORMATTED: readonly (readonly [number, FloatVerb, number, string])[] = [
  [0, "g", -1, "0"],
  [0, "f", -1, "0"],
  [0, "e", -1, "0e+00"],
  [-0, "g", -1, "-0"],
  [-0, "f", -1, "-0"],
  [-0, "e", -1, "-0e+00"],
  [1, "g", -1, "1"],
  [0.1, "g", -1, "0.1"],
  [0.1, "f", -1, "0.1"],
  [0.1, "e", -1, "1e-01"],
  [123456, "g", -1, "123456"],
  [999999, "g", -1, "999999"],
  [1e6, "g", -1, "1e+06"],
  [1234567.5, "g", -1, "1.2345675e+06"],
  [1e20, "g", -1, "1e+20"],
  [1e20, "f", -1, "100000000000000000000"],
  [1e20, "e", -1, "1e+20"],
  [1e21, "g", -1, "1e+21"],
  [1e21, "f", -1, "1000000000000000000000"],
  [1e21, "e", -1, "1e+21"],
  [1e23, "g", -1, "1e+23"],
  [0.0001, "g", -1, "0.0001"],
  [0.00001, "g", -1, "1e-05"],
  [0.00001, "f", -1, "0.00001"],
  [0.00001, "e", -1, "1e-05"],
  [5e-324, "g", -1, "5e-324"],
  [
    5e-324,
    "f",
    -1,
    "0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005",
  ],
  [5e-324, "e", -1, "5e-324"],
  [1.7976931348623157e308, "g", -1, "1.7976931348623157e+308"],
  [
    1.7976931348623157e308,
    "f",
    -1,
    "179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
  ],
  [1.7976931348623157e308, "e", -1, "1.7976931348623157e+308"],
  [9007199254740992, "g", -1, "9.007199254740992e+15"],
  [9007199254740992, "f", -1, "9007199254740992"],
  [9007199254740992, "e", -1, "9.007199254740992e+15"],
  [2 ** -44, "g", -1, "5.684341886080802e-14"],
  [2 ** -44, "f", -1, "0.00000000000005684341886080802"],
  [2 ** -44, "e", -1, "5.684341886080802e-14"],
  [-2.5, "g", -1, "-2.5"],
  [2.5, "g", -1, "2.5"],
  [2.5, "f", -1, "2.5"],
  [2.5, "e", -1, "2.5e+00"],
  [0.5, "g", -1, "0.5"],
  [1.5, "g", -1, "1.5"],
  [9.5, "g", -1, "9.5"],
  [99.95, "g", -1, "99.95"],
  [1e-7, "g", -1, "1e-07"],
  [1e-7, "f", -1, "0.0000001"],
  [1e-7, "e", -1, "1e-07"],
  [Infinity, "g", -1, "+Inf"],
  [Infinity, "f", -1, "+Inf"],
  [Infinity, "e", -1, "+Inf"],
  [-Infinity, "g", -1, "-Inf"],
  [NaN, "g", -1, "NaN"],
  [2.5, "f", 0, "2"],
  [0.5, "f", 0, "0"],
  [1.5, "f", 0, "2"],
  [-2.5, "f", 0, "-2"],
  [9.5, "f", 0, "10"],
  [99.95, "f", 1, "100.0"],
  [0.1, "f", 20, "0.10000000000000000555"],
  [0.1, "f", 60, "0.100000000000000005551115123125782702118158340454101562500000"],
  [1e21, "f", 2, "1000000000000000000000.00"],
  [5e-324, "f", 3, "0.000"],
  [5e-324, "e", 5, "4.94066e-324"],
  [999999, "e", 2, "1.00e+06"],
  [999999, "g", 3, "1e+06"],
  [999999, "g", 6, "999999"],
  [123456, "g", 20, "123456"],
  [1e21, "g", 30, "1000000000000000000000"],
  [0.0001, "g", 0, "0.0001"],
  [0.1, "G", 2, "0.1"],
  [1e-7, "G", -1, "1E-07"],
  [1e20, "E", -1, "1E+20"],
  [0, "e", 3, "0.000e+00"],
  [0, "g", 3, "0"],
  [0, "f", 2, "0.00"],
  [1, "b", -1, "4503599627370496p-52"],
  [5e-324, "b", -1, "1p-1074"],
  [1e20, "b", -1, "6103515625000000p+14"],
  [1, "x", -1, "0x1p+00"],
  [0, "x", -1, "0x0p+00"],
  [0, "x", 2, "0x0.00p+00"],
  [0.1, "x", -1, "0x1.999999999999ap-04"],
  [0.1, "X", 3, "0X1.99AP-04"],
  [0.1, "x", 0, "0x1p-03"],
  [1.7976931348623157e308, "x", 2, "0x1.00p+1024"],
  [5e-324, "x", -1, "0x1p-1074"],
  [-2.5, "x", 4, "-0x1.4000p+01"],
  [1, "x", 20, "0x1.00000000000000000000p+00"],
];

const FLOATS: readonly (readonly [string, number, string?])[] = [
  ["0", 0],
  ["-0", -0],
  ["+1", 1],
  ["1.", 1],
  ["  1", 0, 'strconv.ParseFloat: parsing "  1": invalid syntax'],
  [".5", 0.5],
  [".", 0, 'strconv.ParseFloat: parsing ".": invalid syntax'],
  ["", 0, 'strconv.ParseFloat: parsing "": invalid syntax'],
  ["1e3", 1000],
  ["1E-3", 0.001],
  ["1e", 0, 'strconv.ParseFloat: parsing "1e": invalid syntax'],
  ["1e+", 0, 'strconv.ParseFloat: parsing "1e+": invalid syntax'],
  ["1e400", Infinity, 'strconv.ParseFloat: parsing "1e400": value out of range'],
  ["-1e400", -Infinity, 'strconv.ParseFloat: parsing "-1e400": value out of range'],
  ["1e-400", 0],
  ["9007199254740993", 9.007199254740992e15],
  ["0.1", 0.1],
  ["1_000", 1000],
  ["1_000.5", 1000.5],
  ["_1", 0, 'strconv.ParseFloat: parsing "_1": invalid syntax'],
  ["1_", 0, 'strconv.ParseFloat: parsing "1_": invalid syntax'],
  ["1__0", 0, 'strconv.ParseFloat: parsing "1__0": invalid syntax'],
  ["1_.5", 0, 'strconv.ParseFloat: parsing "1_.5": invalid syntax'],
  ["1e1_0", 1e10],
  ["1_e5", 0, 'strconv.ParseFloat: parsing "1_e5": invalid syntax'],
  ["0x1p4", 16],
  ["0x1P-2", 0.25],
  ["-0x1.8p1", -3],
  ["0x.8p0", 0.5],
  ["0x1", 0, 'strconv.ParseFloat: parsing "0x1": invalid syntax'],
  ["0x.p1", 0, 'strconv.ParseFloat: parsing "0x.p1": invalid syntax'],
  ["0x_1p4", 16],
  ["0x1_fp0", 31],
  ["0x_.1p4", 0, 'strconv.ParseFloat: parsing "0x_.1p4": invalid syntax'],
  ["0x1.fffffffffffff7p1023", 1.7976931348623157e308],
  ["0x1.fffffffffffff8p1023", Infinity, 'strconv.ParseFloat: parsing "0x1.fffffffffffff8p1023": value out of range'],
  ["0x1p-1074", 5e-324],
  ["0x1p-1075", 0],
  ["0x1.8p-1075", 5e-324],
  ["0b1", 0, 'strconv.ParseFloat: parsing "0b1": invalid syntax'],
  ["inf", Infinity],
  ["-Inf", -Infinity],
  ["+infinity", Infinity],
  ["infi", 0, 'strconv.ParseFloat: parsing "infi": invalid syntax'],
  ["nan", NaN],
  ["NaN", NaN],
  ["-nan", 0, 'strconv.ParseFloat: parsing "-nan": invalid syntax'],
  ["1x", 0, 'strconv.ParseFloat: parsing "1x": invalid syntax'],
  ["é", 0, 'strconv.ParseFloat: parsing "é": invalid syntax'],
  ["\udcff", 0, 'strconv.ParseFloat: parsing "\\xff": invalid syntax'],
  ["0x1p99999999999", Infinity, 'strconv.ParseFloat: parsing "0x1p99999999999": value out of range'],
];

const INTEGERS: readonly (readonly [string, IntFormat, bigint, string?])[] = [
  ["0", { base: 10, bits: 64 }, 0n],
  ["123", { base: 10, bits: 64 }, 123n],
  ["-5", { base: 10, bits: 64 }, -5n],
  ["+7", { base: 10, bits: 64 }, 7n],
  ["", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "": invalid syntax'],
  ["-", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "-": invalid syntax'],
  ["12a", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "12a": invalid syntax'],
  ["1.5", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "1.5": invalid syntax'],
  [" 1", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing " 1": invalid syntax'],
  ["08", { base: 10, bits: 64 }, 8n],
  ["0x1F", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "0x1F": invalid syntax'],
  ["1_000", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "1_000": invalid syntax'],
  ["9223372036854775807", { base: 10, bits: 64 }, 9223372036854775807n],
  [
    "9223372036854775808",
    { base: 10, bits: 64 },
    9223372036854775807n,
    'strconv.ParseInt: parsing "9223372036854775808": value out of range',
  ],
  ["-9223372036854775808", { base: 10, bits: 64 }, -9223372036854775808n],
  [
    "-9223372036854775809",
    { base: 10, bits: 64 },
    -9223372036854775808n,
    'strconv.ParseInt: parsing "-9223372036854775809": value out of range',
  ],
  [
    "99999999999999999999x",
    { base: 10, bits: 64 },
    9223372036854775807n,
    'strconv.ParseInt: parsing "99999999999999999999x": value out of range',
  ],
  ["127", { base: 10, bits: 8 }, 127n],
  ["128", { base: 10, bits: 8 }, 127n, 'strconv.ParseInt: parsing "128": value out of range'],
  ["-129", { base: 10, bits: 8 }, -128n, 'strconv.ParseInt: parsing "-129": value out of range'],
  ["40000", { base: 10, bits: 16 }, 32767n, 'strconv.ParseInt: parsing "40000": value out of range'],
  ["2147483648", { base: 10, bits: 32 }, 2147483647n, 'strconv.ParseInt: parsing "2147483648": value out of range'],
  ["0x1F", { base: 0, bits: 64 }, 31n],
  ["0X1f", { base: 0, bits: 64 }, 31n],
  ["-0b101", { base: 0, bits: 64 }, -5n],
  ["0o17", { base: 0, bits: 64 }, 15n],
  ["017", { base: 0, bits: 64 }, 15n],
  ["08", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "08": invalid syntax'],
  ["0", { base: 0, bits: 64 }, 0n],
  ["00", { base: 0, bits: 64 }, 0n],
  ["0x", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "0x": invalid syntax'],
  ["0b", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "0b": invalid syntax'],
  ["1_000", { base: 0, bits: 64 }, 1000n],
  ["0x_f", { base: 0, bits: 64 }, 15n],
  ["0_7", { base: 0, bits: 64 }, 7n],
  ["1__0", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "1__0": invalid syntax'],
  ["_1", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "_1": invalid syntax'],
  ["1_", { base: 0, bits: 64 }, 0n, 'strconv.ParseInt: parsing "1_": invalid syntax'],
  ["0x7fffffffffffffff", { base: 0, bits: 64 }, 9223372036854775807n],
  [
    "0x8000000000000000",
    { base: 0, bits: 64 },
    9223372036854775807n,
    'strconv.ParseInt: parsing "0x8000000000000000": value out of range',
  ],
  ["zz", { base: 36, bits: 64 }, 1295n],
  ["102", { base: 2, bits: 64 }, 0n, 'strconv.ParseInt: parsing "102": invalid syntax'],
  ["\udcff", { base: 10, bits: 64 }, 0n, 'strconv.ParseInt: parsing "\\xff": invalid syntax'],
];

const UNSIGNED: readonly (readonly [string, IntFormat, bigint, string?])[] = [
  ["0", { base: 10, bits: 64 }, 0n],
  ["18446744073709551615", { base: 10, bits: 64 }, 18446744073709551615n],
  [
    "18446744073709551616",
    { base: 10, bits: 64 },
    18446744073709551615n,
    'strconv.ParseUint: parsing "18446744073709551616": value out of range',
  ],
  ["-1", { base: 10, bits: 64 }, 0n, 'strconv.ParseUint: parsing "-1": invalid syntax'],
  ["+1", { base: 10, bits: 64 }, 0n, 'strconv.ParseUint: parsing "+1": invalid syntax'],
  ["256", { base: 10, bits: 8 }, 255n, 'strconv.ParseUint: parsing "256": value out of range'],
  ["0xff", { base: 0, bits: 8 }, 255n],
  ["x", { base: 10, bits: 64 }, 0n, 'strconv.ParseUint: parsing "x": invalid syntax'],
];
