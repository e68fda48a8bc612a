/** One YAML document of a text, as written. */
export interface DocumentText {
  /** Without the line `---`, with a final newline. */
  readonly text: string;
  /** How many lines of the whole text come before it. */
  readonly linesBefore: number;
}

/**
 * Cuts a text at the lines that YAML always takes as borders of documents: `---` and `...` at the start of a line.
 *
 * What stands on the line of a `---` belongs to the document after it. Documents without content are left out.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  const documents: { lines: string[]; linesBefore: number }[] = [{ lines: [], linesBefore: 0 }];
  for (const [index, line] of text.replaceAll("\r\n", "\n").split("\n").entries()) {
    const border = /^(?:---|\.\.\.)(?=\s|$)(.*)$/.exec(line);
    if (border === null) documents.at(-1)?.lines.push(line);
    else if (border[1]?.trim() === "") documents.push({ lines: [], linesBefore: index + 1 });
    // Columns stay what they are in the whole text.
    else documents.push({ lines: [`   ${border[1] ?? ""}`], linesBefore: index });
  }
  return documents.flatMap(({ lines, linesBefore }): DocumentText[] => {
    const first = lines.findIndex((line) => line.trim() !== "");
    if (lines.every((line) => /^\s*(#.*)?$/.test(line))) return [];
    return [{ text: `${lines.slice(first).join("\n").trimEnd()}\n`, linesBefore: linesBefore + first }];
  });
}
