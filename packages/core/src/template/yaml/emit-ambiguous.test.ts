import { describe, expect, it } from "vitest";
import { isAmbiguous } from "./emit-ambiguous.ts";

// Each as both libraries of Go take it.
const QUOTED = `
  y n yes No on off true False null ~ Null NULL Y N NO OFF On 0x1F 0b11 0o7 010 08 1_000 +1 -1 .5 1. 1e3 12e03 .inf .nan
  -.Inf +.INF .NaN 10:30 1:2:3 1:2.5 -1:30 +1_0:3 2024-01-01 2024-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z
  2001-12-14T1:2:3Z 2001-12-14T21:59:43,5Z 2024-01-01T00:00:00+24:00 2024-01-01T00:00:00+23:60 2024-2-29
  9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775808
  -9223372036854775809 0xFFFFFFFFFFFFFFFF -0x8000000000000000 +0x7fffffffffffffff 0b-1 0b+1 0O7 0B1 0X1f -0o7 1_ -_1
  0_x1F 0x_1 1__2 1e-400 .5_5 1e+5 +.5 -.5 0 00 -0 +0 0.0 1.10 0755 0o755 0899 1E5 1e05 0e0 00e1`;
const PLAIN = `
  tRue nUll oN << = 1e 0x .iNf 1:60 1:5_ 2024-13-01 2024-02-30 2001-12-14T21:59:43.10-0500 2001-12-14,1
  2001-12-14T24:00:00Z 1-2-3 12345-01-01 2024-01-01T00:00:00.+01:00 2024-00-01 2024-01-00 2024-1-32 2023-2-29
  0x10000000000000000 -0x8000000000000001 +0x8000000000000000 +0xffffffffffffffff 0b-2 -0b-1 0b 0o 0o8 0o-8 _1 +_ 1e400 -1e400 .5e400 .e5 .
  .. .5. 5.5.5 1e5e 1e- +. -. + -- .a -a :a a:b a#b ?a a, a] a} NaN Infinity inf Inf +inf -Infinity nan 1.2.3 v1.2 é
  0x1.8p3 1p3 0e ./a .5a 5a a5 12abc 1,000 12/3 127.0.0.1:80 80:80 8080:8080 1:80:80 ::1`;

describe(isAmbiguous, () => {
  it.each(wordsOf(QUOTED))("is true of %s", (word) => {
    expect([isAmbiguous(word, false), isAmbiguous(word, true)]).toEqual([true, true]);
  });

  it.each(wordsOf(PLAIN))("is false of %s", (word) => {
    expect([isAmbiguous(word, false), isAmbiguous(word, true)]).toEqual([false, false]);
  });

  it("is true of nothing at all, which is null", () => {
    expect(isAmbiguous("", false)).toBe(true);
  });

  it("is true of a date with a time after a space", () => {
    expect(isAmbiguous("2024-01-01 10:30:00.5", false)).toBe(true);
    expect(isAmbiguous("2024-01-01 10:30", false)).toBe(false);
  });

  it.each(["0o-7", "0o+7"])("is true of %s in the newer library only", (word) => {
    expect([isAmbiguous(word, false), isAmbiguous(word, true)]).toEqual([false, true]);
  });

  it("is false of digits beyond the range of floats", () => {
    expect(isAmbiguous("9".repeat(308), false)).toBe(true);
    expect(isAmbiguous("9".repeat(309), false)).toBe(false);
  });

  it("takes time in proportion to the text", () => {
    expect(isAmbiguous(`${"1:1".repeat(300_000)}x`, false)).toBe(false);
    expect(isAmbiguous(`1${"_".repeat(500_000)}x`, false)).toBe(false);
    expect(isAmbiguous(`0x${"f".repeat(500_000)}`, false)).toBe(false);
  });
});

function wordsOf(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
