const WINDOW_BITS = 5;
const WINDOW_MASK = (1n << BigInt(WINDOW_BITS)) - 1n;

/** `base` to the power of `exponent`, modulo `modulus`; none of them negative. Its time tells the exponent. */
export function powerModulo(base: bigint, { exponent, modulus }: { exponent: bigint; modulus: bigint }): bigint {
  const powers = [1n];
  for (let at = 1; at < 1 << WINDOW_BITS; at++) powers.push(((powers[at - 1] ?? 1n) * (base % modulus)) % modulus);
  const windows: number[] = [];
  for (let rest = exponent; rest > 0n; rest >>= BigInt(WINDOW_BITS)) windows.push(Number(rest & WINDOW_MASK));
  let result = 1n;
  for (const window of windows.toReversed()) {
    for (let bit = 0; bit < WINDOW_BITS; bit++) result = (result * result) % modulus;
    if (window !== 0) result = (result * (powers[window] ?? 1n)) % modulus;
  }
  return result % modulus;
}

/** The number that gives 1 when multiplied with `value`, modulo `modulus`; both must have no common divisor. */
export function inverseModulo(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus];
  let [previousFactor, factor] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [previousFactor, factor] = [factor, previousFactor - quotient * factor];
  }
  return ((previousFactor % modulus) + modulus) % modulus;
}
