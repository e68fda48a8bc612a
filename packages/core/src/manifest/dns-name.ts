/** Longest name that {@link sanitizeDnsName} gives, in characters. */
const MAX_DNS_NAME_LENGTH = 53;

/**
 * Makes a text fit for a host name: lower case, other characters than letters and digits to one `-`, 53 characters.
 * @see the function `sanitizeDNSName` of the original, whose order of steps this keeps
 */
export function sanitizeDnsName(text: string): string {
  return trimOnce(dashed(text).slice(0, MAX_DNS_NAME_LENGTH));
}

/** {@link sanitizeDnsName} without the cut, for names that are shortened as a whole. */
export function sanitizeDnsNameUncut(text: string): string {
  return trimOnce(dashed(text));
}

function dashed(text: string): string {
  return text.toLowerCase().replace(/[^0-9a-z]+/g, "-");
}

function trimOnce(text: string): string {
  return text.replace(/-$/, "").replace(/^-/, "");
}
