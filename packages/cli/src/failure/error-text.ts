import { GimletError, type FileIssue } from "@gimlet/core";
import { cleanLine, withoutCredentials } from "../terminal/clean-text.ts";
import { paint, symbol, type Look } from "../terminal/look.ts";
import { aftermathOf, aftermathSentence, type Aftermath } from "./aftermath.ts";

/** What is said of an error besides what it says itself. */
export interface ErrorContext {
  /** What did not happen, as a sentence: `The release was not made.` Absent for a usage error. */
  readonly failure: string | undefined;
  /** Of a bug: where the report is. */
  readonly report: string | undefined;
  /** Whether to show where in the code it came from. */
  readonly verbose: boolean;
}

/** An error for people: what happened, why, what to do now, and the code to look it up by. */
export function errorText(error: unknown, context: ErrorContext, look: Look): string {
  const lines = GimletError.is(error) ? knownError(error, context, look) : bug(error, context, look);
  if (context.verbose && error instanceof Error && error.stack !== undefined)
    lines.push(...withCauses(error).map((line) => paint(`  ${line}`, "dim", look)));
  return `${lines.join("\n")}\n`;
}

type Known = Extract<ReturnType<typeof narrowed>, object>;

function narrowed(error: unknown) {
  return GimletError.is(error) ? error : undefined;
}

function knownError(error: Known, context: ErrorContext, look: Look): string[] {
  const what = sentence("issues" in error ? countOf(error) : error.message);
  const mark = paint(symbol("failed", look), "red", look);
  const aftermath = aftermathOf(error);
  const failure = aftermath === undefined ? context.failure : aftermathSentence(aftermath);
  const isAtOnce = failure === undefined || (error.code === "usage" && aftermath === undefined);
  const lines = isAtOnce ? [`${mark} ${what}`] : [`${mark} ${failure}`, `  ${what}`];
  if ("issues" in error) lines.push(...issueLines(error.issues, { below: error.hint, look }));
  if ("problems" in error && error.problems.length > 1)
    lines.push(...error.problems.map((text) => `  ${cleanLine(text)}`));
  lines.push(...(aftermath === undefined ? [`  ${hintOf(error)}`] : aftermathLines(aftermath)));
  const dot = symbol("dot", look);
  lines.push(paint(`  ${error.code} ${dot} gimlet help errors ${error.code}`, "dim", look));
  return lines;
}

/** Where nothing was sent there is no request to go on with. */
function hintOf(error: Known): string {
  const { code, hint } = error;
  const isOfNone = "issues" in error && !error.issues.some((issue) => issue.hint === hint);
  if (isOfNone && code === "manifest-invalid") return "Correct them, then run it again.";
  return code === "git-unavailable" ? "Check the address and the network, then run it again." : hint;
}

/** The issues follow, so that the first of them need not be in the sentence. */
function countOf({ file, issues }: { readonly file: string; readonly issues: readonly FileIssue[] }): string {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  return `${file} has ${errors} ${errors === 1 ? "problem" : "problems"}`;
}

function bug(error: unknown, context: ErrorContext, look: Look): string[] {
  const mark = paint(symbol("failed", look), "red", look);
  const message = error instanceof Error ? error.message : String(error);
  const aftermath = aftermathOf(error);
  const failure = aftermath === undefined ? context.failure : aftermathSentence(aftermath);
  return [
    `${mark} ${failure ?? "The command did not end."} This is a defect of Gimlet.`,
    `  ${sentence(message)}`,
    ...(aftermath === undefined ? [] : aftermathLines(aftermath)),
    ...(context.report === undefined ? [] : [`  What we would need to know is in ${context.report}`]),
    "  Report it: https://github.com/gimlet-io/gimlet/issues",
    paint("  bug", "dim", look),
  ];
}

/** The request, and how to go on with it. */
export function aftermathLines({ commits, requestId, retry }: Aftermath): string[] {
  if (commits.length > 0) return [`  Its request id is ${requestId}.`];
  return [`  Its request id is ${requestId}. With it nothing lands twice; run it again:`, `  ${cleanLine(retry)}`];
}

/** Every issue of a file on its line: place, key, what is wrong, and what may have been meant. */
function issueLines(
  issues: readonly FileIssue[],
  { below, look }: { readonly below: string; readonly look: Look },
): string[] {
  const places = issues.map(({ line, column }) => `${line}:${column}`);
  const width = Math.max(0, ...places.map((place) => place.length));
  const keys = Math.min(32, Math.max(0, ...issues.map(({ path }) => path.length)));
  return issues.map((issue, i) => {
    // With one issue, its hint is the error's own, and stands below.
    const isBelow = issue.hint === undefined || issue.hint === below;
    const hint = isBelow ? "" : `; ${cleanLine(`${issue.hint.charAt(0).toLowerCase()}${issue.hint.slice(1)}`)}`;
    const place = places[i]!.padEnd(width);
    const text = `${cleanLine(issue.path).padEnd(keys)}  ${cleanLine(issue.message)}${hint}`;
    return `  ${place}  ${paint(text, issue.severity === "warning" ? "yellow" : undefined, look)}`;
  });
}

/** Words that messages begin with and that are nobody's name. */
const OPENING =
  /^(a|an|app|branch|chart|commit|could|git|invalid|it|library|line|no|nobody|nothing|one|path|request|the|there)\b/;

/** Starts with a capital, unless with a name, and ends with a full stop. */
function sentence(message: string): string {
  const clean = cleanLine(withoutCredentials(message));
  const text = OPENING.test(clean) ? `${clean.charAt(0).toUpperCase()}${clean.slice(1)}` : clean;
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

function withCauses(error: Error): string[] {
  const lines: string[] = [];
  for (let at: unknown = error; at instanceof Error && lines.length < 60; at = at.cause) {
    if (at !== error) lines.push("caused by:");
    lines.push(
      ...withoutCredentials(at.stack ?? at.message)
        .split("\n")
        .map(cleanLine),
    );
  }
  return lines;
}
