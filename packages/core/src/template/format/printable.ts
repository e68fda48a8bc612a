import { PRINTABLE_RUNS } from "./printable-table.ts";

// Where runs end; the code points before the first are not printable, those before the second are, and so on.
const ENDS: Int32Array = endsOf(PRINTABLE_RUNS);

/** Go's `strconv.IsPrint`: letters, marks, numbers, punctuation, symbols and the plain space. */
export function isPrintable(code: number): boolean {
  if (code < 0x80) return code >= 0x20 && code < 0x7f;
  let low = 0;
  let high = ENDS.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ENDS[middle] ?? 0) <= code) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

function endsOf(runs: string): Int32Array {
  let end = 0x80;
  return Int32Array.from(runs.trim().split(/\s+/), (length) => (end += Number.parseInt(length, 36)));
}
