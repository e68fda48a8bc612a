import { GimletError, UsageError } from "@gimlet/core";
import type { IndexedCommand } from "../command-index.ts";
import { cleanLine } from "../terminal/clean-text.ts";
import { nearest } from "./nearest.ts";

/** What oclif's parser throws: its classes are not exported, so they are known by their fields. */
interface ParseFailure extends Error {
  readonly oclif?: { readonly exit?: number };
  readonly flags?: readonly string[];
  readonly args?: readonly (string | { readonly name: string })[];
}

/** A parser's error in our words; any other error as it is. */
export function asUsageError(error: unknown, command: IndexedCommand): unknown {
  if (!isParseFailure(error)) return error;
  const hint = `See: gimlet ${command.id.replaceAll(":", " ")} -h`;
  if (error.constructor.name === "NonExistentFlagsError") {
    const [flag = ""] = error.flags ?? [];
    const name = flag.replace(/=.*$/s, "");
    return new UsageError(`there is no flag ${quoted(name)}${suggestion(name, flagsOf(command))}`, hint);
  }
  if (error.constructor.name === "UnexpectedArgsError") {
    const [arg = ""] = error.args ?? [];
    return new UsageError(`there is one word too many: ${quoted(typeof arg === "string" ? arg : arg.name)}`, hint);
  }
  if (error.constructor.name === "RequiredArgsError") {
    const missing = (error.args ?? []).map((arg) => (typeof arg === "string" ? arg : `<${arg.name}>`));
    return new UsageError(`${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing`, hint);
  }
  return new UsageError(inOurWords(error.message), hint, { cause: error });
}

function flagsOf({ flags }: IndexedCommand): readonly string[] {
  return Object.values(flags).flatMap(({ name, char, hidden }) =>
    hidden === true ? [] : [`--${name}`, ...(char === undefined ? [] : [`-${char}`])],
  );
}

/** `. Did you mean "x"?` when a known word is near, else nothing. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? "" : `; did you mean ${quoted(near)}?`;
}

/** A thing that needs the server, which a local context does not have. */
export function needsServer(what: string, insteadDo: string): UsageError {
  return new UsageError(`\`${what}\` needs a server; this context is local`, insteadDo);
}

function isParseFailure(error: unknown): error is ParseFailure {
  return error instanceof Error && !GimletError.is(error) && typeof (error as ParseFailure).oclif === "object";
}

const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^Missing required flag (\S+)$/, "--$1 is missing"],
  [/^Flag (--\S+) expects a value$/, "$1 needs a value"],
  [/^Flag (--\S+) expects one of these values: (.*)$/, "$1 needs one of: $2"],
  [/^Expected (--[^=]+)=(.*) to be one of: (.*)$/, '$1 can\'t be "$2"; use one of: $3'],
  [/^Flag (--\S+) can only be specified once$/, "$1 is given twice"],
];

function inOurWords(message: string): string {
  const lines = message
    .split("\n")
    .map(cleanLine)
    .filter((line) => line !== "" && !/^The following errors? occurred|^See more help/.test(line));
  return lines.map((line) => WORDINGS.reduce((text, [from, to]) => text.replace(from, to), line)).join("; ");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
