/**
 * `round`: the float to so many places after the point.
 * @param from the fraction from which on it goes up, usually a half; of negative numbers it is never reached
 */
export function rounded(value: number, { places, from }: { places: number; from: number }): number {
  const power = powerOfTen(places);
  const shifted = power * value;
  const fraction = Number.isFinite(shifted) ? shifted % 1 : Number.NaN;
  return (fraction >= from ? Math.ceil(shifted) : Math.floor(shifted)) / power;
}

/** Go's `math.Pow(10, n)`, which multiplies powers of 0.625 and keeps the exponent of two apart. */
function powerOfTen(places: number): number {
  if (places === 0) return 1;
  let exponent = 0;
  let mantissa = 1;
  let factor = 0.625;
  let factorExponent = 4;
  for (let left = Math.abs(places); left !== 0; left = Math.floor(left / 2)) {
    // So large that the result is infinite or zero anyway.
    if (factorExponent > 4096) {
      exponent += factorExponent;
      break;
    }
    if (left % 2 === 1) {
      mantissa *= factor;
      exponent += factorExponent;
    }
    factor *= factor;
    factorExponent *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorExponent--;
    }
  }
  return places < 0 ? scaledByTwo(1 / mantissa, -exponent) : scaledByTwo(mantissa, exponent);
}

/** `value * 2 ** exponent`, in steps that don't leave the range before the result does. */
function scaledByTwo(value: number, exponent: number): number {
  if (exponent > 2200) return Number.POSITIVE_INFINITY;
  if (exponent < -2200) return 0;
  let scaled = value;
  for (let left = exponent; left !== 0;) {
    const step = Math.max(-1000, Math.min(1000, left));
    scaled *= 2 ** step;
    left -= step;
  }
  return scaled;
}
