import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { describe, expect, test } from "vitest";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { nodeCertificates } from "../../../adapters/system-chance/node-certificates.ts";
import { systemClock } from "../../../adapters/system-chance/system-clock.ts";
import { systemRandom } from "../../../adapters/system-chance/system-random.ts";
import { Budget, LimitPassed } from "../../budget.ts";
import { int, List, Struct, type Value } from "../../values/value.ts";
import { FixedClock } from "../../chance/fixed-clock.ts";
import type { RenderContext } from "../function.ts";
import { PortableCertificates } from "./portable-certificates.ts";
import { SeededRandom } from "../../chance/seeded-random.ts";
import { certificateFunctions } from "./certificate-functions.ts";

const NEW_YEAR_2026 = 1_767_225_600_000_000_000n;

function seeded(seed: string): Partial<RenderContext> {
  const random = new SeededRandom(seed);
  return { random, certificates: new PortableCertificates(random), clock: new FixedClock(NEW_YEAR_2026) };
}

const call = callIn(certificateFunctions, seeded("a"));

function partsOf(value: Value): { cert: string; key: string } {
  const [cert, key] = (value as Struct).fields.map((field) => field.value as string);
  return { cert: cert ?? "", key: key ?? "" };
}

function read(value: Value): X509Certificate {
  return new X509Certificate(partsOf(value).cert);
}

describe("genCA and genSignedCert", () => {
  const authority = call("genCA", "my-ca", int(365));
  const signed = call(
    "genSignedCert",
    "svc",
    new List(["10.0.0.1", "::ffff:1.2.3.4", "fe80::1"]),
    new List(["svc.default"]),
    int(10),
    authority,
  );

  test("an authority verifies what it signed", () => {
    expect(read(signed).verify(read(authority).publicKey)).toBe(true);
    expect(read(signed).checkIssued(read(authority))).toBe(true);
    expect(read(authority).verify(read(authority).publicKey)).toBe(true);
    expect(read(authority).ca).toBe(true);
    expect(read(signed).ca).toBe(false);
  });

  test("certificates have the fields that sprig sets", () => {
    const certificate = read(signed);

    expect(certificate.subject).toBe("CN=svc");
    expect(certificate.issuer).toBe("CN=my-ca");
    expect(certificate.subjectAltName).toBe(
      "DNS:svc.default, IP Address:10.0.0.1, IP Address:1.2.3.4, IP Address:FE80:0:0:0:0:0:0:1",
    );
    expect(certificate.validFrom).toBe("Jan  1 00:00:00 2026 GMT");
    expect(certificate.validTo).toBe("Jan 11 00:00:00 2026 GMT");
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  test("each key is the certificate's own, in PKCS#1", () => {
    const key = createPrivateKey(partsOf(authority).key);

    expect(read(authority).checkPrivateKey(key)).toBe(true);
    expect(partsOf(signed).key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(partsOf(signed).key).not.toBe(partsOf(authority).key);
  });

  test("the same seed gives the bytes that Go's library writes for this key, on each machine", () => {
    const { cert } = partsOf(callIn(certificateFunctions, seeded("a"))("genCA", "my-ca", int(365)));

    expect(cert).toBe(partsOf(authority).cert);
    expect(createHash("sha256").update(cert).digest("hex")).toBe(
      "d51db6c6a2f7f8ff08f9d6e2d07aae1affae20f44ee2ed1d9b4c939e1b9a1f3c",
    );
  });

  test("refuses a key that is not the authority's", () => {
    const other = call("genPrivateKey", "ed25519");
    const wrong = new Struct("sprig.certificate", [
      { name: "Cert", value: partsOf(authority).cert },
      { name: "Key", value: other },
    ]);

    expect(() => call("genSignedCert", "x", null, null, int(1), wrong)).toThrow(
      "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
    );
  });
});

describe("keys of other kinds", () => {
  test.each([
    ["ecdsa", "EC PRIVATE KEY", "ec"],
    ["ed25519", "PRIVATE KEY", "ed25519"],
    ["dsa", "DSA PRIVATE KEY", "dsa"],
  ])("%s is a key that others read", (kind, label, type) => {
    const pem = call("genPrivateKey", kind) as string;

    expect(pem.startsWith(`-----BEGIN ${label}-----\n`)).toBe(true);
    expect(createPrivateKey(pem).asymmetricKeyType).toBe(type);
  });

  test.each(["ecdsa", "ed25519"])("%s keys sign", (kind) => {
    const authority = call("genCAWithKey", "ca", int(1), call("genPrivateKey", kind));
    const signed = call("genSignedCertWithKey", "x", null, null, int(1), authority, call("genPrivateKey", "ecdsa"));

    expect(read(signed).verify(read(authority).publicKey)).toBe(true);
  });

  test("a key of PKCS#8 is taken, and given back in sprig's form", () => {
    const pem = createPrivateKey(call("genPrivateKey", "ecdsa") as string);
    const pkcs8 = pem.export({ type: "pkcs8", format: "pem" });

    const { key } = partsOf(call("genSelfSignedCertWithKey", "x", null, null, int(1), pkcs8 as string));

    expect(createPrivateKey(key).equals(pem)).toBe(true);
    expect(key).toMatch(/^-----BEGIN EC PRIVATE KEY-----\n/);
  });

  test("an unknown kind is said in place of a key", () => {
    expect(call("genPrivateKey", "foo")).toBe("Unknown type foo");
  });
});

describe("what is refused, in sprig's words", () => {
  test.each([
    ["genCAWithKey", ["x", int(1), "nope"], "parsing private key: no PEM data in input"],
    [
      "genCAWithKey",
      ["x", int(1), "-----BEGIN FOO-----\n-----END FOO-----\n"],
      "parsing private key: no private key data in PEM block of type FOO",
    ],
    ["genSelfSignedCert", ["x", new List(["1.2.3"]), null, int(1)], "error parsing ip: 1.2.3"],
    ["genSelfSignedCert", ["x", new List([int(1)]), null, int(1)], "error parsing ip: 1 is not a string"],
    [
      "genSelfSignedCert",
      ["x", null, new List([true]), int(1)],
      "error processing alternate dns name: true is not a string",
    ],
    [
      "genSelfSignedCert",
      ["x", null, new List(["é"]), int(1)],
      'error creating certificate: x509: "é" cannot be encoded as an IA5String',
    ],
    ["buildCustomCert", ["!", ""], "unable to decode base64 certificate"],
    ["buildCustomCert", ["", "!"], "unable to decode base64 private key"],
    ["buildCustomCert", ["", ""], "unable to decode certificate"],
  ] as [string, Value[], string][])("%s", (name, args, error) => {
    expect(() => call(name, ...args)).toThrow(error);
  });

  test("a certificate where chance is forbidden, by the function's name", () => {
    expect(() => callIn(certificateFunctions)("genCA", "x", int(1))).toThrow("genCA gives something else each time");
  });
});

test("buildCustomCert gives back what it was given", () => {
  const { cert, key } = partsOf(
    call("genSelfSignedCertWithKey", "x", null, null, int(1), call("genPrivateKey", "ed25519")),
  );

  const built = call("buildCustomCert", btoa(cert), btoa(key));

  expect(partsOf(built)).toEqual({ cert, key });
});

test("with the platform's chance, certificates hold too, and differ each time", () => {
  const real = callIn(certificateFunctions, {
    random: systemRandom,
    clock: systemClock,
    certificates: nodeCertificates,
  });

  const [first, second] = [real("genCA", "x", int(1)), real("genCA", "x", int(1))];

  expect(read(first).verify(read(first).publicKey)).toBe(true);
  expect(partsOf(first).key).not.toBe(partsOf(second).key);
});

test("keys count for many steps of a render", () => {
  const budget = new Budget({ steps: 200_000, bytes: 1000, depth: 1 });

  expect(() => callIn(certificateFunctions, { ...seeded("a"), budget })("genCA", "x", int(1))).toThrow(LimitPassed);
});

test("days beyond what Go's durations hold wrap around", () => {
  const key = call("genPrivateKey", "ed25519");

  expect(read(call("genCAWithKey", "x", int(3_650_000), key)).validTo).toBe("Dec 10 07:12:26 2081 GMT");
  expect(read(call("genCAWithKey", "x", int(10_000), key)).validTo).toBe("May 19 00:00:00 2053 GMT");
});
