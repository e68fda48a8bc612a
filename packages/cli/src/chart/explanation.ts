import { UsageError } from "@gimlet/core";
import type { ExplainedOutput } from "@gimlet/core/chart";

/**
 * Where a line of a chart's output comes from, for people.
 * @throws {UsageError} when there is no such line
 */
export function explanation(line: number, explained: ExplainedOutput | undefined): string {
  if (explained === undefined)
    throw new UsageError(
      `the output has no line ${line} of a document`,
      "Count lines of what is printed without --explain.",
    );
  const { text, source, places, values } = explained;
  const [first, ...others] = places.map((place) => `${place.template}:${place.line}`);
  const rows = [
    [`line ${line}`, text.trim()],
    ["printed by", first ?? `${source}, as it stands there`],
    ...others.map((place) => ["included by", place]),
    ["values", values.length === 0 ? "none" : values.join(", ")],
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  return rows.map(([name = "", value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}
