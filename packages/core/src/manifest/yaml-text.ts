import { LineCounter, type ParsedNode } from "yaml";

import { type ReadYamlOptions, type TextProblem, readYamlTree } from "./yaml-tree.ts";
import { YamlValueReader } from "./yaml-value.ts";

/** One document of a YAML text. */
interface YamlDocument {
  /** For positions and edits; `null` for a document without content. */
  readonly root: ParsedNode | null;
  /** The same as a JSON value. */
  readonly value: unknown;
}

/** A YAML text that was read; `documents` is empty when there are problems. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly TextProblem[];
  /** 1-based. */
  position(offset: number): { readonly line: number; readonly column: number };
}

/** Reads YAML 1.2 and `<<`, within caps on length, nodes, depth and aliases; no tags but the core ones. */
export function readYaml(text: string, { scalars }: ReadYamlOptions): YamlText {
  const lines = new LineCounter();
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  const parsed = readYamlTree(text, { scalars });
  const problems: TextProblem[] = [...parsed.problems];
  if (problems.length > 0) return { documents: [], problems, position };
  const reader = new YamlValueReader(problems, { exactNumbers: scalars === "exact", length: text.length });
  const documents = parsed.documents.map(({ contents }): YamlDocument => ({
    root: contents,
    value: reader.read(contents),
  }));
  return { documents: problems.length > 0 ? [] : documents, problems, position };
}
