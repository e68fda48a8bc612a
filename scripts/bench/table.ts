import type { Row } from "./bench.ts";

const HEAD = ["bench", "unit", "ours", "peer", "ratio", "peak MB", "peer is"];

/** The rows as a table of Markdown, which a terminal can read too. */
export function formatTable(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map(
    (row) => `| ${row.map((cell, column) => pad(cell, { column, width: widths[column]! })).join(" | ")} |`,
  );
  const rule = `|${widths.map((width, column) => (isText(column) ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** What a row says, in a few words. */
export function formatFigures({ unit, ours, peer, ratio }: Row): string {
  const beside =
    peer === null || ratio === null ? "" : `, peer ${formatNumber(peer)} ${unit}, ratio ${ratio.toFixed(2)}`;
  return `${formatNumber(ours)} ${unit}${beside}`;
}

function cellsOf({ name, unit, ours, peer, peerName, ratio, peakRssMb }: Row): string[] {
  const numbers = [formatNumber(ours), peer === null ? "" : formatNumber(peer), ratio === null ? "" : ratio.toFixed(2)];
  return [name, unit, ...numbers, peakRssMb.toFixed(0), peerName ?? ""];
}

function formatNumber(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });
}

function isText(column: number): boolean {
  return column < 2 || column === HEAD.length - 1;
}

function pad(cell: string, { column, width }: { readonly column: number; readonly width: number }): string {
  return isText(column) ? cell.padEnd(width) : cell.padStart(width);
}
