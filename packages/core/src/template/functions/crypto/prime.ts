import type { Draw } from "../../chance/random-choice.ts";
import { bigintOfBytes } from "./der.ts";
import { powerModulo } from "./modular.ts";

const SMALL_PRIMES = smallPrimes(2000);
// FIPS 186-5, table B.1, for 1024 bits and more with an error below 2^-112.
const ROUNDS = 8;

/** A number of exactly so many bits, odd, with its two highest bits set. */
export function randomOdd(bits: number, draw: Draw): bigint {
  const bytes = draw.random.bytes(Math.ceil(bits / 8), draw.wanted);
  const value = bigintOfBytes(bytes) & ((1n << BigInt(bits)) - 1n);
  return value | (3n << BigInt(bits - 2)) | 1n;
}

/**
 * The first of `start`, `start + step`, … that is prime and that `isWanted`.
 * @returns `undefined` when none is found within so many bits
 */
export function nextPrime(
  start: bigint,
  { step, bits, draw, isWanted }: { step: bigint; bits: number; draw: Draw; isWanted: (prime: bigint) => boolean },
): bigint | undefined {
  const remainders = SMALL_PRIMES.map((prime) => Number(start % BigInt(prime)));
  const steps = SMALL_PRIMES.map((prime) => Number(step % BigInt(prime)));
  for (let candidate = start; candidate >> BigInt(bits) === 0n; candidate += step) {
    if (!remainders.includes(0) && isWanted(candidate) && isPrime(candidate, draw)) return candidate;
    for (let at = 0; at < remainders.length; at++)
      remainders[at] = ((remainders[at] ?? 0) + (steps[at] ?? 0)) % (SMALL_PRIMES[at] ?? 1);
  }
  return undefined;
}

/** Whether a large odd number is prime, by Miller and Rabin; wrong less than once in 2^100. */
function isPrime(candidate: bigint, draw: Draw): boolean {
  const minusOne = candidate - 1n;
  let twos = 0n;
  while (((minusOne >> twos) & 1n) === 0n) twos++;
  const odd = minusOne >> twos;
  // Two first: it sorts out nearly all without chance.
  if (isWitness(2n)) return false;
  for (let round = 0; round < ROUNDS; round++)
    if (isWitness(2n + bigintOfBytes(draw.random.bytes(32, draw.wanted)))) return false;
  return true;

  function isWitness(base: bigint): boolean {
    let power = powerModulo(base, { exponent: odd, modulus: candidate });
    if (power === 1n || power === minusOne) return false;
    for (let square = 1n; square < twos; square++) {
      power = (power * power) % candidate;
      if (power === minusOne) return false;
    }
    return true;
  }
}

function smallPrimes(limit: number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 3; candidate < limit; candidate += 2)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes;
}
