import type { Chance } from "../random-choice.ts";
import { randomBelow } from "../random-choice.ts";
import { bytesOfBigint } from "./der.ts";
import { inverseModulo, powerModulo } from "./modular.ts";
import { nextPrime, randomOdd } from "./prime.ts";
import { type DsaKey, type EcdsaKey, P256, type PrivateKey, type RsaKey } from "./private-key.ts";

/** The kinds of keys templates ask for. */
export type KeyKind = "rsa-2048" | "rsa-4096" | "dsa" | "ecdsa" | "ed25519";

const PUBLIC_EXPONENT = 65537n;

/** A new key from this chance; the same chance gives the same key. RSA and DSA take from tenths of a second to seconds. */
export function generateKey(kind: KeyKind, chance: Chance): PrivateKey {
  switch (kind) {
    case "rsa-2048":
      return generateRsa(2048, chance);
    case "rsa-4096":
      return generateRsa(4096, chance);
    case "dsa":
      return generateDsa(chance);
    case "ecdsa":
      return generateEcdsa(chance);
    case "ed25519":
      return { kind: "ed25519", seed: chance.random.bytes(32, chance.wanted) };
  }
}

function generateRsa(bits: 2048 | 4096, chance: Chance): RsaKey {
  const p = rsaPrime(bits / 2, chance);
  let q = rsaPrime(bits / 2, chance);
  while (q === p) q = rsaPrime(bits / 2, chance);
  const order = leastCommonMultiple(p - 1n, q - 1n);
  return {
    kind: "rsa",
    modulus: p * q,
    publicExponent: PUBLIC_EXPONENT,
    privateExponent: inverseModulo(PUBLIC_EXPONENT, order),
    primes: [p, q],
  };
}

/** Its two highest bits are set, so that the product of two has all its bits. */
function rsaPrime(bits: number, chance: Chance): bigint {
  for (;;) {
    const prime = nextPrime(randomOdd(bits, chance), {
      step: 2n,
      bits,
      chance,
      isWanted: (candidate) => (candidate - 1n) % PUBLIC_EXPONENT !== 0n,
    });
    if (prime !== undefined) return prime;
  }
}

/** 2048 and 256 bits: a prime q, and a prime p for which q divides p - 1. */
function generateDsa(chance: Chance): DsaKey {
  const isWanted = (): boolean => true;
  for (;;) {
    const q = nextPrime(randomOdd(256, chance), { step: 2n, bits: 256, chance, isWanted });
    if (q === undefined) continue;
    const start = randomOdd(2048, chance);
    const p = nextPrime(start - (start % (2n * q)) + 1n + 2n * q, { step: 2n * q, bits: 2048, chance, isWanted });
    if (p === undefined) continue;
    const g = powerModulo(2n, { exponent: (p - 1n) / q, modulus: p });
    if (g === 1n) continue;
    const x = 1n + randomBelow(q - 1n, chance);
    return { kind: "dsa", p, q, g, y: powerModulo(g, { exponent: x, modulus: p }), x };
  }
}

function generateEcdsa(chance: Chance): EcdsaKey {
  const order = P256.operations.Point.CURVE().n;
  return { kind: "ecdsa", curve: P256, secret: bytesOfBigint(1n + randomBelow(order - 1n, chance), P256.size) };
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return (left / a) * right;
}
