import type { Colour } from "../terminal/look.ts";

/** One cell of a table for people. */
export interface Cell {
  readonly text: string;
  readonly colour?: Colour | undefined;
}

/** How a column looks where a person reads it. */
export interface CellContext {
  readonly nowSeconds: number;
  readonly ascii: boolean;
}

/** One column of a list. Its place in the list is its place in piped output, where it must not move. */
export interface Column<Row> {
  /** For `--columns`; kebab-case. */
  readonly name: string;
  readonly head: string;
  /** For machines: whole, ISO times, full ids; empty when unknown. */
  readonly value: (row: Row) => string;
  /** For people. @defaultValue the value */
  readonly cell?: (row: Row, context: CellContext) => Cell | string;
  /** Only shown with `-o wide`, or by name. */
  readonly wide?: boolean;
  readonly right?: boolean;
  /** Whether it may be cut to fit the terminal. */
  readonly cut?: boolean;
}

/** A list of things in every format we know. */
export interface Listing<Row> {
  readonly columns: readonly Column<Row>[];
  /** Its `schema` in JSON. */
  readonly schema: string;
  /** One row in JSON. */
  readonly json: (row: Row) => object;
  /** One row's name for `-o name`. */
  readonly name: (row: Row) => string;
  /** What the original CLI printed with `-o json`, where it had the command. */
  readonly compat?: ((rows: readonly Row[]) => unknown) | undefined;
  /** A table that is not one line per row. */
  readonly layout?: ((rows: readonly Row[], context: CellContext) => readonly (readonly Cell[])[]) | undefined;
  /** Said on stderr when there are no rows; nothing when empty. */
  readonly empty: string;
}

/** Formats of `-o`. */
export const FORMATS = ["table", "wide", "tsv", "yaml", "ndjson", "name", "json"] as const;
export type Format = (typeof FORMATS)[number];
