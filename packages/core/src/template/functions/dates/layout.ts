/** What a piece of a layout stands for: the piece itself, with fractions as `.000` and `.999`. */
export interface LayoutPiece {
  /** Text before it, as it is. */
  readonly prefix: string;
  /** Such as `2006` or `Z07:00`; empty at the end. */
  readonly element: string;
}

// Go's order: the longer of two that begin alike first. `Jan` and `Mon` are none before a small letter.
const ELEMENT = new RegExp(
  [
    "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST",
    "0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm",
    "-070000|-07:00:00|-0700|-07:00|-07|Z070000|Z07:00:00|Z0700|Z07:00|Z07",
    String.raw`[.,](?:0+|9+)(?!\d)`,
  ].join("|"),
);

/** Takes a layout apart; the last piece has no element. */
export function parseLayout(layout: string): LayoutPiece[] {
  const pieces: LayoutPiece[] = [];
  let rest = layout;
  for (;;) {
    const found = ELEMENT.exec(rest);
    if (found === null) return [...pieces, { prefix: rest, element: "" }];
    pieces.push({ prefix: rest.slice(0, found.index), element: found[0] });
    rest = rest.slice(found.index + found[0].length);
  }
}

/** Whether the element is a fraction of a second. */
export function isFraction(element: string): boolean {
  return element.startsWith(".") || element.startsWith(",");
}
