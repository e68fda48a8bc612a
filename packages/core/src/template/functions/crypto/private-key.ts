import { p256, p384, p521 } from "@noble/curves/nist.js";
import { FunctionError } from "../function.ts";
import {
  bigintOfBytes,
  bytesOfBigint,
  contentOf,
  der,
  derBits,
  type DerElement,
  DerError,
  derInteger,
  derOid,
  integerOf,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  parseDer,
  parseSequence,
  SEQUENCE,
} from "./der.ts";
import { inverseModulo } from "./modular.ts";
import { findPem, type PemBlock } from "./pem.ts";

/** A private key, whatever its kind. */
export type PrivateKey = RsaKey | EcdsaKey | Ed25519Key | DsaKey;

export interface RsaKey {
  readonly kind: "rsa";
  readonly modulus: bigint;
  readonly publicExponent: bigint;
  readonly privateExponent: bigint;
  readonly primes: readonly [bigint, bigint];
}

export interface EcdsaKey {
  readonly kind: "ecdsa";
  readonly curve: EcCurve;
  /** As many bytes as the curve's order has. */
  readonly secret: Uint8Array;
}

export interface Ed25519Key {
  readonly kind: "ed25519";
  readonly seed: Uint8Array;
}

export interface DsaKey {
  readonly kind: "dsa";
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
  readonly x: bigint;
}

/** A named curve of NIST. */
export interface EcCurve {
  readonly oid: string;
  readonly operations: typeof p256;
  /** Bytes of a secret. */
  readonly size: number;
}

export const P256: EcCurve = { oid: "1.2.840.10045.3.1.7", operations: p256, size: 32 };
const CURVES: readonly EcCurve[] = [
  P256,
  { oid: "1.3.132.0.34", operations: p384, size: 48 },
  { oid: "1.3.132.0.35", operations: p521, size: 66 },
];

export const RSA_OID = "1.2.840.113549.1.1.1";
export const EC_OID = "1.2.840.10045.2.1";
export const ED25519_OID = "1.3.101.112";

/** The key as sprig prints it: PKCS#1, SEC 1, PKCS#8 for Ed25519, OpenSSL's own form for DSA. */
export function pemOfKey(key: PrivateKey): PemBlock {
  switch (key.kind) {
    case "rsa":
      return { label: "RSA PRIVATE KEY", bytes: derOfKey(key) };
    case "ecdsa":
      return { label: "EC PRIVATE KEY", bytes: derOfKey(key) };
    case "ed25519":
      return { label: "PRIVATE KEY", bytes: derOfKey(key) };
    case "dsa":
      return { label: "DSA PRIVATE KEY", bytes: derOfKey(key) };
  }
}

/** The key in the form of {@link pemOfKey}. */
export function derOfKey(key: PrivateKey): Uint8Array {
  switch (key.kind) {
    case "rsa":
      return sequenceOfIntegers(rsaIntegers(key));
    case "ecdsa":
      return der(
        SEQUENCE,
        derInteger(1n),
        der(OCTET_STRING, key.secret),
        der(0xa0, derOid(key.curve.oid)),
        der(0xa1, derBits(key.curve.operations.getPublicKey(key.secret, false))),
      );
    case "ed25519":
      return der(
        SEQUENCE,
        derInteger(0n),
        der(SEQUENCE, derOid(ED25519_OID)),
        der(OCTET_STRING, der(OCTET_STRING, key.seed)),
      );
    case "dsa":
      return sequenceOfIntegers([0n, key.p, key.q, key.g, key.y, key.x]);
  }
}

/**
 * The key that the first PEM block of a text holds.
 * @throws {FunctionError}
 */
export function parseKeyPem(text: string): PrivateKey {
  const block = findPem(text);
  if (block === undefined) throw new FunctionError("no PEM data in input");
  if (block.label === "PRIVATE KEY") return naming("decoding PEM as PKCS#8", () => parsePkcs8(block.bytes));
  if (!block.label.endsWith(" PRIVATE KEY"))
    throw new FunctionError(`no private key data in PEM block of type ${block.label}`);
  switch (block.label.slice(0, -" PRIVATE KEY".length)) {
    case "RSA":
      return naming("parsing RSA private key from PEM", () => parseRsa(block.bytes));
    case "EC":
      return naming("parsing EC private key from PEM", () => parseEc(block.bytes));
    case "DSA":
      return naming("parsing DSA private key from PEM", () => parseDsa(block.bytes));
    default:
      throw new FunctionError(`invalid private key type ${block.label}`);
  }
}

/** The key in what {@link derOfKey} gives for its kind. */
export function parseKeyDer(bytes: Uint8Array, kind: PrivateKey["kind"]): PrivateKey {
  switch (kind) {
    case "rsa":
      return parseRsa(bytes);
    case "ecdsa":
      return parseEc(bytes);
    case "ed25519":
      return parsePkcs8(bytes);
    case "dsa":
      return parseDsa(bytes);
  }
}

function rsaIntegers({ modulus, publicExponent, privateExponent, primes: [p, q] }: RsaKey): bigint[] {
  const exponents = [privateExponent % (p - 1n), privateExponent % (q - 1n), inverseModulo(q, p)];
  return [0n, modulus, publicExponent, privateExponent, p, q, ...exponents];
}

function sequenceOfIntegers(values: readonly bigint[]): Uint8Array {
  return der(SEQUENCE, ...values.map(derInteger));
}

function parseRsa(bytes: Uint8Array): RsaKey {
  const [, modulus, publicExponent, privateExponent, p, q] = parseSequence(bytes);
  const key: RsaKey = {
    kind: "rsa",
    modulus: integerOf(modulus),
    publicExponent: integerOf(publicExponent),
    privateExponent: integerOf(privateExponent),
    primes: [integerOf(p), integerOf(q)],
  };
  if (key.primes[0] * key.primes[1] !== key.modulus) throw new FunctionError("crypto/rsa: invalid modulus");
  return key;
}

function parseDsa(bytes: Uint8Array): DsaKey {
  const [, p, q, g, y, x] = parseSequence(bytes);
  return {
    kind: "dsa",
    p: integerOf(p),
    q: integerOf(q),
    g: integerOf(g),
    y: integerOf(y),
    x: integerOf(x),
  };
}

function parseEc(bytes: Uint8Array, named?: DerElement): EcdsaKey {
  const [, secret, ...options] = parseSequence(bytes);
  const parameters = options.find(({ tag }) => tag === 0xa0);
  const [oid = named] = parameters === undefined ? [] : parseDer(parameters.content);
  const curve = CURVES.find((known) => sameBytes(derOid(known.oid), (named ?? oid)?.whole));
  if (curve === undefined) throw new FunctionError("x509: unknown elliptic curve");
  const value = bigintOfBytes(contentOf(secret, OCTET_STRING));
  return { kind: "ecdsa", curve, secret: bytesOfBigint(value, curve.size) };
}

function parsePkcs8(bytes: Uint8Array): PrivateKey {
  const [, algorithm, secret] = parseSequence(bytes);
  const [oid, parameters] = parseDer(contentOf(algorithm, SEQUENCE));
  contentOf(oid, OBJECT_IDENTIFIER);
  const inner = contentOf(secret, OCTET_STRING);
  if (sameBytes(derOid(RSA_OID), oid?.whole)) return parseRsa(inner);
  if (sameBytes(derOid(EC_OID), oid?.whole)) return parseEc(inner, parameters);
  if (!sameBytes(derOid(ED25519_OID), oid?.whole))
    throw new FunctionError("x509: PKCS#8 wrapping contained private key with unknown algorithm");
  const seed = contentOf(parseDer(inner)[0], OCTET_STRING);
  if (seed.length !== 32) throw new FunctionError(`x509: invalid Ed25519 private key length: ${seed.length}`);
  return { kind: "ed25519", seed };
}

function naming<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FunctionError) throw new FunctionError(`${what}: ${error.message}`);
    if (error instanceof DerError) throw new FunctionError(`${what}: asn1: structure error: ${error.message}`);
    throw error;
  }
}

/** Whether both are there, and the same. */
export function sameBytes(left: Uint8Array, right: Uint8Array | undefined): boolean {
  return left.length === right?.length && left.every((byte, at) => byte === right[at]);
}
