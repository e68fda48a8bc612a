/** Text, or why bytes are not text. */
export type Utf8Result =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Decodes UTF-8 strictly, drops a byte order mark and makes CRLF a line feed. */
export function readUtf8(input: string | Uint8Array): Utf8Result {
  if (typeof input === "string") return { ok: true, text: unify(input) };
  try {
    return { ok: true, text: unify(new TextDecoder("utf-8", { fatal: true }).decode(input)) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, message: `byte ${firstBadByte(input)} is not UTF-8` };
  }
}

function unify(text: string): string {
  return (text.startsWith("\ufeff") ? text.slice(1) : text).replaceAll("\r\n", "\n");
}

/** The 1-based position of the byte where the longest valid start ends. */
function firstBadByte(bytes: Uint8Array): number {
  const isValid = (length: number) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error;
    }
  };
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isValid(middle)) valid = middle;
    else invalid = middle;
  }
  return Math.min(invalid, bytes.length);
}
