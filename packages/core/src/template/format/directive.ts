/** How a value is to be printed: a verb, and what stands between `%` and it. */
export interface Directive {
  /** One sign, such as `d`. */
  readonly verb: string;
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

/** A bare `%v`. */
export const PLAIN: Directive = {
  verb: "v",
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
export function pad(text: string, directive: Directive): string {
  if (directive.width === undefined || directive.width === 0) return text;
  const filling = padding(directive.width - signCount(text), directive);
  return directive.minus ? text + filling : filling + text;
}

/** The text filled up with spaces, where zeros were seen to before or don't belong. */
export function padWithSpaces(text: string, directive: Directive): string {
  return directive.zero ? pad(text, { ...directive, zero: false }) : pad(text, directive);
}

/** What fills so many places: zeros where the directive asks for them, else spaces. */
export function padding(count: number, directive: Directive): string {
  return count <= 0 ? "" : (directive.zero && !directive.minus ? "0" : " ").repeat(count);
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
