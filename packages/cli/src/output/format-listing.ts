import { UsageError } from "@gimlet/core";
import { suggestion } from "../failure/usage.ts";
import { cleanLine } from "../terminal/clean-text.ts";
import type { Look } from "../terminal/look.ts";
import { formatYaml } from "./format-yaml.ts";
import type { Cell, CellContext, Column, Format, Listing } from "./listing.ts";
import { tableLines } from "./table.ts";

/** How a list is to be printed. */
export interface FormatOptions {
  readonly format: Format | "own-json";
  /** Names of columns, in the order wanted. */
  readonly columns: readonly string[] | undefined;
  readonly look: Look;
  readonly context: CellContext;
  /** Where the list goes on, for JSON. */
  readonly next: string | null;
}

/**
 * A list as the text of stdout, without a final newline; `undefined` when there is nothing to print.
 * @throws {UsageError} when a column is not known
 */
export async function formatListing<Row>(
  listing: Listing<Row>,
  rows: readonly Row[],
  options: FormatOptions,
): Promise<string | undefined> {
  const { format, next, look, context } = options;
  const columns = chooseColumns(listing, options);
  switch (format) {
    case "own-json":
      return JSON.stringify({ schema: listing.schema, items: rows.map(listing.json), next });
    case "json":
      return listing.compat === undefined
        ? JSON.stringify({ schema: listing.schema, items: rows.map(listing.json), next })
        : JSON.stringify(listing.compat(rows), undefined, 2);
    case "yaml":
      return await formatYaml({ schema: listing.schema, items: rows.map(listing.json), next });
    case "ndjson":
      return lines(rows.map((row) => JSON.stringify(listing.json(row))));
    case "name":
      return lines(rows.map((row) => cleanLine(listing.name(row))));
    case "tsv":
      return lines(rows.map((row) => columns.map((column) => cleanLine(column.value(row))).join("\t")));
    case "table":
    case "wide":
      if (rows.length === 0) return undefined;
      if (listing.layout !== undefined && options.columns === undefined && format === "table") {
        const [head = [], ...body] = listing.layout(rows, context).map((row) => row.map(clean));
        return lines(
          tableLines(
            head.map(({ text }) => ({ head: text, cut: true })),
            body,
            look,
          ),
        );
      }
      return lines(
        tableLines(
          columns,
          rows.map((row) => columns.map((column) => cellOf(column, row, context))),
          look,
        ),
      );
  }
}

/** @throws {UsageError} when a column is not known */
export function chooseColumns<Row>(
  listing: Listing<Row>,
  { columns, format }: Pick<FormatOptions, "columns" | "format">,
): readonly Column<Row>[] {
  if (columns === undefined)
    return listing.columns.filter(({ wide }) => wide !== true || format === "wide" || format === "tsv");
  const known = listing.columns.map(({ name }) => name);
  return columns.map((name) => {
    const column = listing.columns.find((candidate) => candidate.name === name);
    if (column !== undefined) return column;
    throw new UsageError(
      `there is no column ${JSON.stringify(name)}${suggestion(name, known)}`,
      `Choose from: ${known.join(", ")}.`,
    );
  });
}

function cellOf<Row>(column: Column<Row>, row: Row, context: CellContext): Cell {
  const cell = column.cell?.(row, context) ?? column.value(row);
  return clean(typeof cell === "string" ? { text: cell } : cell);
}

function clean(cell: Cell): Cell {
  return { ...cell, text: cleanLine(cell.text) };
}

function lines(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.join("\n");
}
