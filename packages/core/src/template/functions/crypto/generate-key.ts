import type { Draw } from "../../chance/random-choice.ts";
import { randomBelow } from "../../chance/random-choice.ts";
import { bytesOfBigint } from "./der.ts";
import { inverseModulo, powerModulo } from "./modular.ts";
import { nextPrime, randomOdd } from "./prime.ts";
import { type DsaKey, type EcdsaKey, P256, type PrivateKey, type RsaKey } from "./private-key.ts";

/** The kinds of keys templates ask for. */
export type KeyKind = "rsa-2048" | "rsa-4096" | "dsa" | "ecdsa" | "ed25519";

const PUBLIC_EXPONENT = 65537n;

/** A new key from this chance; the same chance gives the same key. RSA and DSA take from tenths of a second to seconds. */
export function generateKey(kind: KeyKind, draw: Draw): PrivateKey {
  switch (kind) {
    case "rsa-2048":
      return generateRsa(2048, draw);
    case "rsa-4096":
      return generateRsa(4096, draw);
    case "dsa":
      return generateDsa(draw);
    case "ecdsa":
      return generateEcdsa(draw);
    case "ed25519":
      return { kind: "ed25519", seed: draw.random.bytes(32, draw.wanted) };
  }
}

function generateRsa(bits: 2048 | 4096, draw: Draw): RsaKey {
  const p = rsaPrime(bits / 2, draw);
  let q = rsaPrime(bits / 2, draw);
  while (q === p) q = rsaPrime(bits / 2, draw);
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
function rsaPrime(bits: number, draw: Draw): bigint {
  for (;;) {
    const prime = nextPrime(randomOdd(bits, draw), {
      step: 2n,
      bits,
      draw,
      isWanted: (candidate) => (candidate - 1n) % PUBLIC_EXPONENT !== 0n,
    });
    if (prime !== undefined) return prime;
  }
}

/** 2048 and 256 bits: a prime q, and a prime p for which q divides p - 1. */
function generateDsa(draw: Draw): DsaKey {
  const isWanted = (): boolean => true;
  for (;;) {
    const q = nextPrime(randomOdd(256, draw), { step: 2n, bits: 256, draw, isWanted });
    if (q === undefined) continue;
    const start = randomOdd(2048, draw);
    const p = nextPrime(start - (start % (2n * q)) + 1n + 2n * q, { step: 2n * q, bits: 2048, draw, isWanted });
    if (p === undefined) continue;
    const g = powerModulo(2n, { exponent: (p - 1n) / q, modulus: p });
    if (g === 1n) continue;
    const x = 1n + randomBelow(q - 1n, draw);
    return { kind: "dsa", p, q, g, y: powerModulo(g, { exponent: x, modulus: p }), x };
  }
}

function generateEcdsa(draw: Draw): EcdsaKey {
  const order = P256.operations.Point.CURVE().n;
  return { kind: "ecdsa", curve: P256, secret: bytesOfBigint(1n + randomBelow(order - 1n, draw), P256.size) };
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return (left / a) * right;
}
