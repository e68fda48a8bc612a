import { compareSync } from "bcryptjs";
import { describe, expect, test } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { Budget, LimitPassed } from "../../budget.ts";
import { Int } from "../../values/value.ts";
import { SeededRandom } from "../../chance/seeded-random.ts";
import { aesFunctions } from "./aes.ts";
import { passwordFunctions } from "./passwords.ts";

const random = new SeededRandom("a");
const call = callIn(new Map([...passwordFunctions, ...aesFunctions]), { random });

describe("htpasswd", () => {
  test("gives a name and a hash of Go's cost and version", () => {
    const entry = call("htpasswd", "user", "pässwörd") as string;

    expect(entry).toMatch(/^user:\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(compareSync("pässwörd", entry.slice("user:".length))).toBe(true);
  });

  test("says what it can't do in place of the result", () => {
    expect(call("htpasswd", "u:", "x")).toBe("invalid username: u:");
    expect(call("bcrypt", "é".repeat(37))).toBe(
      "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes",
    );
  });
});

test("what takes long counts for many steps", () => {
  const small = { random, budget: new Budget({ steps: 1_000_000, bytes: 1000, depth: 1 }) };
  const limited = callIn(passwordFunctions, small);

  expect(limited("bcrypt", "x")).toMatch(/^\$2a\$10\$/);
  expect(() => limited("bcrypt", "x")).toThrow(LimitPassed);
  expect(() => limited("derivePassword", new Int(1n, "uint32"), "pin", "p", "u", "s")).toThrow(LimitPassed);
});

describe("derivePassword", () => {
  test.each([
    [3, "medium", "pass", "é", "site", "Nur4;Dug"],
    [1, "long", "password", "user", "a", "KoxsTeyuYavu2&"],
    [2, "pin", "pass", "me", "site", "7961"],
    [1, "short", "p", "u", "s", "Rud1"],
    [1, "maximum", "p", "u", "s", "t4#xAFSyHw8MyJrJ7#ru"],
    [1, "basic", "p", "u", "s", "tGf1NEr0"],
    [1, "nope", "p", "u", "s", "cannot find password template nope"],
  ])("%d %s %s %s %s is %s", (counter, type, password, user, site, derived) => {
    const number = new Int(BigInt(counter), "uint32");

    expect(call("derivePassword", number, type, password, user, site)).toBe(derived);
  });
});

describe("decryptAES", () => {
  test("reads what encryptAES wrote", () => {
    for (const text of ["secret", "é".repeat(8), "x".repeat(33)])
      expect(call("decryptAES", "key", call("encryptAES", "key", text))).toBe(text);
  });

  test("nothing stays nothing", () => {
    expect(call("encryptAES", "k", "")).toBe("");
    expect(call("decryptAES", "k", "")).toBe("");
  });

  // What Go's sprig gives.
  test.each([
    ["!!", "illegal base64 data at input byte 0"],
    ["AA=", "illegal base64 data at input byte 3"],
    ["AA==AA==", "illegal base64 data at input byte 4"],
    ["AAAA", "runtime error: slice bounds out of range [:16] with capacity 3"],
    ["A".repeat(24), "crypto/cipher: input not full blocks"],
  ])("refuses %s", (text, error) => {
    expect(() => call("decryptAES", "k", text)).toThrow(error);
  });
});
