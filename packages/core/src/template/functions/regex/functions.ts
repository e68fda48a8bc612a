import { canBackquote, quoteGo } from "../../format/quote.ts";
import { rejoined } from "../../values/text.ts";
import { List, TEXT_LIST, type Value } from "../../values/value.ts";
import { countOf, textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { largestProgram } from "./program-size.ts";
import { expand, parseReplacement, type ReplacementPart } from "./expand.ts";
import { allMatches, compilePattern, type Pattern, replacedMatches, type Subject, subjectOf } from "./pattern.ts";

/** What is searched, and in which render. */
interface Search {
  readonly pattern: Pattern;
  readonly subject: Subject;
  readonly text: string;
  readonly context: RenderContext;
}

/** From here on each replacement checks whether the text has grown too large. */
const LARGE = 1 << 20;

/** So many instructions, each at one sign, take as long as a step. */
const INSTRUCTIONS_OF_STEP = 8;
const INSTRUCTIONS_OF_NEXT = 32;
/** What it takes to read a pattern's sign, and to compile an instruction. */
const STEPS_OF_SIGN = 4;
const STEPS_OF_INSTRUCTION = 16;
/** Of one pattern; those of real charts have some hundred. */
const MOST_INSTRUCTIONS = 20_000;

type Compile = (pattern: string, context: RenderContext) => Pattern;

/** `regexMatch`, `regexFind`, `regexFindAll`, `regexReplaceAll`, `regexReplaceAllLiteral`, `regexSplit`, their `must` twins and `regexQuoteMeta`. */
export const regexFunctions: FunctionTable = new Map([
  ...twins("Match", { params: ["string", "string"], search: ({ subject }) => subject.findFrom(0) !== undefined }),
  ["regexMatch", { params: ["string", "string"], call: (args, context) => matchesOrFalse(args, context) }],
  ...twins("Find", { params: ["string", "string"], search: find }),
  ...twins("FindAll", { params: ["string", "string", "int"], search: findAll }),
  ...twins("ReplaceAll", {
    params: ["string", "string", "string"],
    search: (search, template) => replaceAll(search, parseReplacement(textOf(template), search.pattern)),
  }),
  ...twins("ReplaceAllLiteral", {
    params: ["string", "string", "string"],
    search: (search, replacement) => replaceAll(search, [textOf(replacement)]),
  }),
  ...twins("Split", { params: ["string", "string", "int"], search: split }),
  [
    "regexQuoteMeta",
    {
      params: ["string"],
      call: ([text]: readonly Value[]): Value => textOf(text).replace(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`),
    },
  ],
]);

/** A function that panics over a bad pattern, and its `must` twin that returns the error. */
function twins(
  name: string,
  { params, search }: { params: readonly string[]; search: (search: Search, argument: Value) => Value },
): [string, TemplateFunction][] {
  const calling =
    (compiling: Compile): TemplateFunction["call"] =>
    ([pattern, text, argument], context) =>
      search(begin({ pattern: compiling(textOf(pattern), context), text: textOf(text), context }), argument);
  return [
    [`regex${name}`, { params, call: calling(compileOrPanic) }],
    [`mustRegex${name}`, { params, call: calling(compile) }],
  ];
}

function compile(text: string, { patterns, budget }: RenderContext): Pattern {
  // The same whether it was compiled before or not: what was rendered before must not decide what fails.
  budget.step(text.length * STEPS_OF_SIGN);
  const compiling = (wanted: string): Pattern => {
    if (largestProgram(wanted) > MOST_INSTRUCTIONS) budget.step(Number.MAX_SAFE_INTEGER);
    return compilePattern(wanted);
  };
  return patterns === undefined ? compiling(text) : patterns.getOrCompile(text, compiling);
}

function compileOrPanic(text: string, context: RenderContext): Pattern {
  try {
    return compile(text, context);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new FunctionError(`regexp: Compile(${quotePattern(text)}): ${error.message}`);
  }
}

function matchesOrFalse([pattern, text]: readonly Value[], context: RenderContext): boolean {
  try {
    const search = begin({ pattern: compile(textOf(pattern), context), text: textOf(text), context });
    return search.subject.findFrom(0) !== undefined;
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}

function begin({ pattern, text, context }: Omit<Search, "subject">): Search {
  // The engine's worst case: every instruction at every sign.
  const size = pattern.compiled.programSize();
  context.budget.step(size * STEPS_OF_INSTRUCTION + Math.ceil((size * text.length) / INSTRUCTIONS_OF_STEP));
  return { pattern, text, context, subject: subjectOf(text, pattern) };
}

function find({ subject }: Search): string {
  const match = subject.findFrom(0);
  return match === undefined ? "" : subject.slice(match[0] ?? 0, match[1]);
}

/** Looking for the next match may go through all that is left; it mostly does not, so not all of that is counted. */
function countNext({ subject, pattern, context }: Omit<Search, "text">, from: number): void {
  const left = (subject.length - from) * pattern.compiled.programSize();
  context.budget.step(1 + Math.floor(left / INSTRUCTIONS_OF_NEXT));
}

function findAll({ subject, pattern, context }: Search, limit: Value): List {
  const found: string[] = [];
  for (const [start = 0, end = 0] of allMatches(subject, countOf(limit))) {
    countNext({ subject, pattern, context }, end);
    found.push(subject.slice(start, end));
  }
  return new List(found, { type: TEXT_LIST, isNil: found.length === 0 });
}

function replaceAll({ subject, pattern, context }: Search, parts: readonly ReplacementPart[]): string {
  let text = "";
  let last = 0;
  for (const match of replacedMatches(subject)) {
    const [start = 0, end = 0] = match;
    const replacement = expand(parts, { match, subject });
    countNext({ subject, pattern, context }, end);
    context.budget.step(replacement.length >> 3);
    text += subject.slice(last, start) + replacement;
    if (text.length > LARGE) context.budget.make(text.length);
    last = end;
  }
  return rejoined(text + subject.slice(last));
}

function split({ subject, pattern, context }: Search, count: Value): List {
  const limit = countOf(count);
  if (limit === 0) return new List([], { type: TEXT_LIST, isNil: true });
  if (!pattern.isEmpty && subject.length === 0) return new List([""], { type: TEXT_LIST });
  const pieces: string[] = [];
  let from = 0;
  let to = 0;
  for (const [start = 0, end = 0] of allMatches(subject, limit)) {
    if (limit > 0 && pieces.length >= limit - 1) break;
    countNext({ subject, pattern, context }, end);
    to = start;
    if (end !== 0) pieces.push(subject.slice(from, to));
    from = end;
  }
  if (to !== subject.length) pieces.push(subject.slice(from));
  return new List(pieces, { type: TEXT_LIST });
}

/** As Go shows a pattern in a panic: between backquotes where it can stand there. */
function quotePattern(text: string): string {
  return canBackquote(text) ? `\`${text}\`` : quoteGo(text);
}
