import type { TemplatePlace } from "../../errors.ts";
import { placeOf, type Site } from "./failure.ts";
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

function sharesOfText({ place, source, callers = [] }: PrintedPiece, texts: readonly string[]): Share[] {
  let at = source?.node.at ?? 0;
  return texts.map((text) => {
    const lead = text.length - text.trimStart().length;
    const start = at;
    at += text.length + 1;
    if (place === undefined || source === undefined) return { text, places: callers, values: [], isText: true };
    const { line, column } = place;
    const here =
      start === source.node.at && lead === 0
        ? { template: place.template, line, column }
        : placeOf({ tree: source.tree, node: { ...source.node, at: start + lead } });
    return { text, places: [here, ...callers], values: [], isText: true };
  });
}

/** Finds lines again that were indented or trimmed, in their order. */
class InnerLines {
  readonly #lines: readonly TracedLine[];
  #next = 0;

  constructor(lines: readonly TracedLine[]) {
    this.#lines = lines;
  }

  find(trimmed: string): TracedLine | undefined {
    if (trimmed === "") return undefined;
    for (let at = this.#next; at < this.#lines.length; at++) {
      const line = this.#lines[at];
      if (line?.text.trim() !== trimmed) continue;
      this.#next = at + 1;
      return line;
    }
    return undefined;
  }
}
