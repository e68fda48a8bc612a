import type { TemplatePlace } from "../../errors.ts";
import { byteLength } from "../values/text.ts";
import type { Site } from "./failure.ts";
import { YamlPaths } from "./yaml-paths.ts";

/** A line that templates printed, and where it comes from. */
export interface TracedLine {
  readonly text: string;
  /** Innermost first. */
  readonly places: readonly TemplatePlace[];
  /** Paths of the values that were looked at to print it. */
  readonly values: readonly string[];
}

/** What one action or text of a template printed. */
export interface PrintedPiece {
  readonly text: string;
  /** Where it starts; `undefined` in a text of `tpl`, which has no place of its own. */
  readonly place: TemplatePlace | undefined;
  /** The node, where it is a text that may span lines. */
  readonly source: Site | undefined;
  readonly values: readonly string[];
  /** What included templates printed for it, which may have been indented and trimmed since. */
  readonly lines: readonly TracedLine[];
  /** The `{{ template }}`s that it was executed by. */
  callers?: readonly TemplatePlace[];
}

/**
 * The lines that the pieces form.
 * @param isValue whether there is a value of that path
 */
export function linesOf(pieces: readonly PrintedPiece[], isValue: (path: string) => boolean): TracedLine[] {
  const lines: TracedLine[] = [];
  let open: Share[] = [];
  for (const piece of pieces) {
    const shares = sharesOf(piece, isValue);
    shares.forEach((share, index) => {
      if (index > 0) {
        lines.push(lineOf(open));
        open = [];
      }
      open.push(share);
    });
  }
  lines.push(lineOf(open));
  return lines;
}

/** What a piece gives to one line. */
interface Share extends TracedLine {
  /** Whether it is text of a template, not made by an action. */
  readonly isText: boolean;
}

/** The place is that of the action which prints something to be seen, or else of the text. */
function lineOf(shares: readonly Share[]): TracedLine {
  const visible = shares.filter(({ text }) => text.trim() !== "");
  const main = visible.find(({ isText, places }) => !isText && places.length > 0) ?? visible[0] ?? shares[0];
  return {
    text: shares.map(({ text }) => text).join(""),
    places: main?.places ?? [],
    values: [...new Set(visible.flatMap(({ values }) => values))],
  };
}

function sharesOf(piece: PrintedPiece, isValue: (path: string) => boolean): Share[] {
  const { callers = [] } = piece;
  const texts = piece.text.split("\n");
  if (piece.source !== undefined) return sharesOfText(piece, texts);
  const own = piece.place === undefined ? callers : [piece.place, ...callers];
  const inner = new InnerLines(piece.lines);
  const paths = new YamlPaths(piece.values, isValue);
  return texts.map((text) => {
    const found = inner.find(text.trim());
    const deeper = paths.next(text);
    // A text of tpl has no place of its own, but it is a value.
    if (found?.places.length === 0)
      return { text, places: own, values: [...piece.values, ...found.values], isText: false };
    if (found !== undefined) return { text, places: [...found.places, ...own], values: found.values, isText: false };
    return { text, places: own, values: deeper, isText: false };
  });
}

function sharesOfText({ place, callers = [] }: PrintedPiece, texts: readonly string[]): Share[] {
  return texts.map((text, index) => {
    if (place === undefined) return { text, places: callers, values: [], isText: true };
    const lead = byteLength(text.slice(0, text.length - text.trimStart().length));
    const column = index === 0 ? place.column + lead : lead;
    const here = { template: place.template, line: place.line + index, column };
    return { text, places: [here, ...callers], values: [], isText: true };
  });
}

/** Finds lines again that were indented or trimmed, in their order. */
class InnerLines {
  readonly #lines: readonly TracedLine[];
  /** Where each line stands, by its trimmed text, the last first. */
  readonly #places = new Map<string, number[]>();
  #next = 0;

  constructor(lines: readonly TracedLine[]) {
    this.#lines = lines;
    for (let at = lines.length - 1; at >= 0; at--) {
      const trimmed = lines[at]?.text.trim() ?? "";
      const places = this.#places.get(trimmed);
      if (places === undefined) this.#places.set(trimmed, [at]);
      else places.push(at);
    }
  }

  find(trimmed: string): TracedLine | undefined {
    const places = trimmed === "" ? undefined : this.#places.get(trimmed);
    for (let at = places?.pop(); at !== undefined; at = places?.pop()) {
      if (at < this.#next) continue;
      this.#next = at + 1;
      return this.#lines[at];
    }
    return undefined;
  }
}
