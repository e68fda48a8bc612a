import { cutTo, widthOf } from "../terminal/width.ts";
import { paint, symbol, type Look } from "../terminal/look.ts";
import type { Cell } from "./listing.ts";

/** What a table needs to know of a column. */
export interface TableColumn {
  readonly head: string;
  readonly right?: boolean | undefined;
  readonly cut?: boolean | undefined;
}

/** Narrower than this no column is cut. */
const NARROWEST = 8;

/** Lines of a table: dim head, two spaces between columns, cut to the terminal. */
export function tableLines(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[], look: Look): string[] {
  const widths = columns.map(({ head }, i) =>
    Math.max(widthOf(head), ...rows.map((row) => widthOf(row[i]?.text ?? ""))),
  );
  if (look.columns !== undefined) shrink(widths, columns, look.columns);
  const head = columns.map((column) => ({ text: column.head, colour: "dim" as const }));
  return [head, ...rows].map((row) => line(row, { columns, widths, look }));
}

interface LineOptions {
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly look: Look;
}

function line(row: readonly Cell[], { columns, widths, look }: LineOptions): string {
  let left = look.columns ?? Number.POSITIVE_INFINITY;
  const parts: string[] = [];
  columns.forEach((column, i) => {
    const room = Math.min(widths[i]!, left);
    // Half an id is none: a column that may not be cut is shown whole or not at all.
    if (room <= 0 || (room < widths[i]! && column.cut !== true)) return;
    const { text, colour } = row[i] ?? { text: "" };
    const shown = cutTo(text, room, symbol("cut", look));
    const fill = " ".repeat(room - widthOf(shown));
    const painted = paint(shown, colour, look);
    const isLast = i === columns.length - 1;
    parts.push(column.right === true ? `${fill}${painted}` : isLast ? painted : `${painted}${fill}`);
    left -= room + 2;
  });
  return parts.join("  ").trimEnd();
}

/** Takes width from the widest column that may be cut until all fit or none can give more. */
function shrink(widths: number[], columns: readonly TableColumn[], available: number): void {
  let over = widths.reduce((sum, width) => sum + width + 2, -2) - available;
  while (over > 0) {
    let widest = -1;
    columns.forEach((column, i) => {
      if (column.cut === true && widths[i]! > NARROWEST && (widest === -1 || widths[i]! > widths[widest]!)) widest = i;
    });
    if (widest === -1) return;
    widths[widest]! -= 1;
    over -= 1;
  }
}
