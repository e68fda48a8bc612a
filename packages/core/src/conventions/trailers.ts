// Git's trailers: the last paragraph of a message, when each of its lines is `Key: value` or continues one with a blank.

const TRAILER = /^([A-Za-z0-9][A-Za-z0-9-]*):(?: (.*))?$/;
// All that some reader takes for the end of a line.
const LINE_BREAKS = /[\n\r\v\f\u0085\u2028\u2029]+/u;
// oxlint-disable-next-line no-control-regex -- these are what must not get into a commit
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;

/** A message taken apart. */
export interface MessageParts {
  /** The message without its trailers. */
  readonly body: string;
  /** Key → its values in order, lines separated by "\n"; absent when the last paragraph is not one of trailers. */
  readonly trailers?: ReadonlyMap<string, readonly string[]>;
}

/** Writes trailers without a final newline; those without a value, or with a blank one, are left out. */
export function formatTrailers(trailers: readonly (readonly [key: string, value: string | undefined])[]): string {
  const lines: string[] = [];
  for (const [key, value] of trailers) {
    const folded = cleanLines(value ?? "").join("\n ");
    if (folded !== "") lines.push(`${key}: ${folded}`);
  }
  return lines.join("\n");
}

/** Takes a message apart. The subject is never a trailer. */
export function parseTrailers(message: string): MessageParts {
  const lines = message.trimEnd().split(/\r?\n/);
  const gap = lines.findLastIndex((line) => line.trim() === "");
  if (gap <= 0) return { body: message };
  const trailers = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines.slice(gap + 1)) {
    const [, key, value = ""] = TRAILER.exec(line) ?? [];
    if (key !== undefined) {
      last = trailers.get(key) ?? [];
      trailers.set(key, last);
      last.push(value.trim());
    } else if (last !== undefined && /^[ \t]/.test(line)) {
      last.push(`${last.pop() ?? ""}\n${line.trim()}`);
    } else {
      return { body: message };
    }
  }
  return { body: lines.slice(0, gap).join("\n"), trailers };
}

/** The text on one line, without control characters. */
export function oneLine(text: string): string {
  return cleanLines(text).join(" ");
}

function cleanLines(text: string): string[] {
  return text
    .toWellFormed()
    .split(LINE_BREAKS)
    .map((line) => line.replaceAll(CONTROLS, "").trim())
    .filter((line) => line !== "");
}
