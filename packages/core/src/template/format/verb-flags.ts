/** What stands between `%` and the verb. */
export interface VerbFlags {
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly minus: boolean;
  readonly plus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** `%+v`: with names of fields; `plus` is then off. */
  readonly plusV: boolean;
  /** `%#v`: as Go would write the value; `sharp` is then off. */
  readonly sharpV: boolean;
}

/** Those of a bare `%v`. */
export const NO_FLAGS: VerbFlags = {
  width: undefined,
  precision: undefined,
  minus: false,
  plus: false,
  sharp: false,
  space: false,
  zero: false,
  plusV: false,
  sharpV: false,
};

/** The text filled up to the width, which counts signs; zeros only to the left. */
export function pad(text: string, flags: VerbFlags): string {
  if (flags.width === undefined || flags.width === 0) return text;
  const filling = padding(flags.width - signCount(text), flags);
  return flags.minus ? text + filling : filling + text;
}

/** The text filled up with spaces, where zeros were seen to before or don't belong. */
export function padWithSpaces(text: string, flags: VerbFlags): string {
  return flags.zero ? pad(text, { ...flags, zero: false }) : pad(text, flags);
}

/** What fills so many places: zeros where flags ask for them, else spaces. */
export function padding(count: number, flags: VerbFlags): string {
  return count <= 0 ? "" : (flags.zero && !flags.minus ? "0" : " ").repeat(count);
}

/** Go's number of runes: code points, and each byte that is part of none. */
function signCount(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) {
      count--;
      at++;
    }
  }
  return count;
}
