const segmenter = new Intl.Segmenter();
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
// oxlint-disable-next-line no-control-regex -- only printable ASCII is what is looked for
const ONLY_ASCII = /^[\u0020-\u007E]*$/;

/** How many columns of a terminal a line takes. The line has no control characters. */
export function widthOf(line: string): number {
  if (ONLY_ASCII.test(line)) return line.length;
  let width = 0;
  for (const { segment } of segmenter.segment(line)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** The line in at most `width` columns; what is cut shows as `mark`. */
export function cutTo(line: string, width: number, mark = "…"): string {
  if (widthOf(line) <= width) return line;
  let cut = "";
  let used = 0;
  for (const { segment } of segmenter.segment(line)) {
    used += widthOf(segment);
    if (used > width - widthOf(mark)) break;
    cut += segment;
  }
  return `${cut}${mark}`.slice(0, Math.max(width, 0));
}
