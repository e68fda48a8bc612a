import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import {
  bigintOfBytes,
  bytesOfBigint,
  concatBytes,
  der,
  derBits,
  derInteger,
  derOid,
  NULL,
  OCTET_STRING,
  SEQUENCE,
} from "./der.ts";
import { inverseModulo, powerModulo } from "./modular.ts";
import {
  type DsaKey,
  EC_OID,
  type EcdsaKey,
  ED25519_OID,
  type PrivateKey,
  RSA_OID,
  type RsaKey,
} from "./private-key.ts";

/** A key that certificates can be signed with. */
export type SigningKey = Exclude<PrivateKey, DsaKey>;

/** The public half, as a certificate holds it. */
export interface PublicKey {
  /** SubjectPublicKeyInfo in DER. */
  readonly info: Uint8Array;
  /** The key itself, without its algorithm: what key ids are digests of. */
  readonly bytes: Uint8Array;
}

/** The public half of a key. */
export function publicKeyOf(key: SigningKey): PublicKey {
  const bytes = publicBytes(key);
  return { bytes, info: der(SEQUENCE, der(SEQUENCE, ...keyAlgorithm(key)), derBits(bytes)) };
}

/** The AlgorithmIdentifier of this key's signatures, in DER. */
export function signatureAlgorithmOf(key: SigningKey): Uint8Array {
  switch (key.kind) {
    case "rsa":
      return der(SEQUENCE, derOid("1.2.840.113549.1.1.11"), der(NULL));
    case "ecdsa":
      return der(SEQUENCE, derOid(`1.2.840.10045.4.3.${{ 32: 2, 48: 3, 66: 4 }[key.curve.size] ?? 2}`));
    case "ed25519":
      return der(SEQUENCE, derOid(ED25519_OID));
  }
}

/** Signs; the same key and message give the same bytes. */
export function sign(message: Uint8Array, key: SigningKey): Uint8Array {
  switch (key.kind) {
    case "rsa":
      return signRsa(message, key);
    case "ecdsa":
      return signEcdsa(message, key);
    case "ed25519":
      return ed25519.sign(message, key.seed);
  }
}

function publicBytes(key: SigningKey): Uint8Array {
  switch (key.kind) {
    case "rsa":
      return der(SEQUENCE, derInteger(key.modulus), derInteger(key.publicExponent));
    case "ecdsa":
      return key.curve.operations.getPublicKey(key.secret, false);
    case "ed25519":
      return ed25519.getPublicKey(key.seed);
  }
}

function keyAlgorithm(key: SigningKey): Uint8Array[] {
  switch (key.kind) {
    case "rsa":
      return [derOid(RSA_OID), der(NULL)];
    case "ecdsa":
      return [derOid(EC_OID), derOid(key.curve.oid)];
    case "ed25519":
      return [derOid(ED25519_OID)];
  }
}

/** RFC 8017, RSASSA-PKCS1-v1_5 with SHA-256. */
function signRsa(message: Uint8Array, { modulus, privateExponent, primes: [p, q] }: RsaKey): Uint8Array {
  const size = Math.ceil(modulus.toString(16).length / 2);
  const algorithm = der(SEQUENCE, derOid("2.16.840.1.101.3.4.2.1"), der(NULL));
  const digest = der(SEQUENCE, algorithm, der(OCTET_STRING, sha256(message)));
  const padding = new Uint8Array(size - digest.length - 3).fill(0xff);
  const value = bigintOfBytes(concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), digest));
  // Both halves for themselves are four times as fast.
  const overP = powerModulo(value, { exponent: privateExponent % (p - 1n), modulus: p });
  const overQ = powerModulo(value, { exponent: privateExponent % (q - 1n), modulus: q });
  const difference = (((overP - overQ) % p) + p) % p;
  return bytesOfBigint(overQ + q * ((inverseModulo(q, p) * difference) % p), size);
}

/** With the nonce of RFC 6979. */
function signEcdsa(message: Uint8Array, { curve, secret }: EcdsaKey): Uint8Array {
  const digest = { 32: sha256, 48: sha384, 66: sha512 }[curve.size] ?? sha256;
  return curve.operations.sign(digest(message), secret, { prehash: false, format: "der", lowS: false });
}
