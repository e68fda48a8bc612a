import { TemplateError } from "../../errors.ts";
import type { FunctionTable } from "../functions/function.ts";
import type { Profile } from "../profile.ts";
import { BUILT_IN_FUNCTIONS } from "./built-in-functions.ts";
import { compileTemplate } from "./compile-template.ts";
import type { Template } from "./frame.ts";
import { parseFile } from "./parser.ts";
import { ParseFailure } from "./token-stream.ts";
import { isEmptyList, type SourceText } from "./tree.ts";

/** How the templates of a file are compiled. */
export interface CompileOptions {
  /** Besides Go's own, which are always there unless one of these takes its name. */
  readonly functions: FunctionTable;
  /** Further names that are no errors: their functions are looked for when they are called. @defaultValue none */
  readonly knownFunctions?: ReadonlySet<string>;
  readonly profile: Profile;
  /** What a key gives that its map does not have: nothing, or an error. */
  readonly missingKey: "zero" | "error";
}

/** A file whose templates can be linked with others; it never changes. */
export interface CompiledFile {
  readonly name: string;
  /** The file itself and what it defines. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** The functions that it names, Go's own included. */
  readonly functionNames: ReadonlySet<string>;
  readonly options: CompileOptions;
}

/** A template of a file. */
export interface Definition {
  readonly template: Template;
  /** An empty one never takes the place of another. */
  readonly isEmpty: boolean;
}

/**
 * The templates of a file. Their code is made when they are executed first.
 * @throws {TemplateError} `parse`, with the words of Helm
 */
export function compileFile(file: SourceText, options: CompileOptions): CompiledFile {
  try {
    return compileText(file, options);
  } catch (error) {
    if (error instanceof ParseFailure) throw parseError(file, error);
    throw error;
  }
}

/**
 * The same, with an error that has no words of Helm yet.
 * @throws {ParseFailure}
 */
export function compileText(file: SourceText, options: CompileOptions): CompiledFile {
  const { trees, functionNames } = parse(file, options);
  const definitions = new Map<string, Definition>();
  for (const [name, tree] of trees) {
    definitions.set(name, {
      template: compileTemplate(tree, options),
      isEmpty: isEmptyList(tree.root),
    });
  }
  return { name: file.name, definitions, functionNames, options };
}

function parse(file: SourceText, { functions, knownFunctions }: CompileOptions): ReturnType<typeof parseFile> {
  try {
    return parseFile(
      file,
      (name) => functions.has(name) || BUILT_IN_FUNCTIONS.has(name) || knownFunctions?.has(name) === true,
    );
  } catch (error) {
    if (error instanceof RangeError) throw new ParseFailure("too many blocks within each other", 1);
    throw error;
  }
}

/** Helm keeps of Go's words only what comes after the last colon. */
function parseError({ name }: SourceText, { complaint, line }: ParseFailure): TemplateError {
  const parts = `template: ${name}:${line}: ${complaint}`.split(": ");
  return new TemplateError("parse", {
    message: complaint,
    places: [{ template: name, line, column: 0 }],
    helmText: `parse error at (${parts[1] ?? ""}): ${parts.at(-1) ?? ""}`,
  });
}
