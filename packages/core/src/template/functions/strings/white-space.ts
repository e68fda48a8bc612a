const SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
const SPACE = new RegExp(`^[${SPACES}]$`);

/** Go's `unicode.IsSpace`: not what `\s` means, which has U+FEFF and lacks U+0085. */
export function isSpace(sign: string): boolean {
  return sign === " " || sign === "\n" || SPACE.test(sign);
}

/** Go's `strings.TrimSpace`. */
export function trimmedSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
