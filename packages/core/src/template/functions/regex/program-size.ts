/** What Go allows repetitions within each other to come to. */
const MOST_REPEATED = 1000;

/**
 * About how many instructions a pattern has at most, known before it is compiled: a repetition has those of what it
 * repeats once for each time.
 */
export function largestProgram(pattern: string): number {
  const outer: number[] = [];
  let size = 0;
  let last = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === "(") {
      outer.push(size);
      size = 0;
      last = 0;
      continue;
    }
    const times = sign === "{" ? timesAt(pattern, at) : undefined;
    if (times !== undefined) size += last * (times - 1);
    else {
      last = 1;
      if (sign === ")") {
        last = size + 2;
        size = outer.pop() ?? 0;
      }
      size += last;
    }
  }
  return Math.min(
    outer.reduce((sum, part) => sum + part, size),
    pattern.length * MOST_REPEATED,
  );
}

/** How often a repetition that starts here repeats at most. */
function timesAt(pattern: string, at: number): number | undefined {
  const match = REPETITION.exec(pattern.slice(at, at + LONGEST_REPETITION));
  return match === null ? undefined : Math.max(1, Number(match[1]), Number(match[2] ?? 0));
}

const REPETITION = /^\{(\d{1,4})(?:,(\d{0,4}))?\}/;
const LONGEST_REPETITION = 12;
