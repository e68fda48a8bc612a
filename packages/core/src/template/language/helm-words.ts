import { type TemplateFailure, TemplateError, type TemplatePlace } from "../../errors.ts";
import type { Profile } from "../profile.ts";
import { ExecutionFailure, textOfFailure, type WordedFailure } from "./failure.ts";
import { messageOf } from "./helm-functions.ts";

/** The error for a template that could not be executed, in the words of the profile's Helm. */
export function executionError(failure: WordedFailure, profile: Profile): TemplateError {
  const text = textOfFailure(failure);
  const places = placesOf(failure);
  const [, location = "", ...rest] = text.split(": ");
  const message = messageOf(rest.join(": "));
  if (message !== undefined)
    return error("fail", { message, places, helmText: `execution error at (${location}): ${message}` });
  const helmText = profile.errorLayout === "lines" ? (inLines(failure) ?? text) : text;
  return error("execution", { message: complaintOf(failure), places, helmText });
}

function error(
  failure: TemplateFailure,
  words: { readonly message: string; readonly places: readonly TemplatePlace[]; readonly helmText: string },
): TemplateError {
  return new TemplateError(failure, words);
}

function placesOf(failure: WordedFailure): TemplatePlace[] {
  const places: TemplatePlace[] = [];
  for (let at: WordedFailure | undefined = failure; at !== undefined; at = at.inner)
    if (at instanceof ExecutionFailure) places.unshift(...at.places);
  return places;
}

/** What happened at the innermost place. */
function complaintOf(failure: WordedFailure): string {
  let innermost: WordedFailure = failure;
  for (let at: WordedFailure | undefined = failure; at !== undefined; at = at.inner)
    if (at instanceof ExecutionFailure) innermost = at;
  const { inner } = innermost;
  const complaint = innermost instanceof ExecutionFailure ? innermost.complaint : innermost.words;
  return inner === undefined ? complaint : `${complaint}: ${textOfFailure(inner)}`;
}

/** One error of a chain, taken apart as Helm 4 does from its text. */
interface Level {
  readonly location: string;
  readonly executing: string;
  readonly message: string;
}

/** The chain of errors over several lines; `undefined` where one of them is none of a template. */
function inLines(failure: WordedFailure): string | undefined {
  let lines = "";
  let before: Level | undefined;
  for (let at: WordedFailure | undefined = failure; at !== undefined; at = at.inner) {
    const level = levelOf(textOfFailure(at));
    if (level === undefined) return undefined;
    const isSame =
      before?.location === level.location && before.executing === level.executing && before.message === level.message;
    if (!isSame) lines += formatLevel(level);
    before = level;
  }
  return lines.trim();
}

function formatLevel({ location, executing, message }: Level): string {
  const first = location === "" ? "" : `${location}\n  `;
  const second = executing === "" ? "" : `${executing}\n    `;
  return first + second + (message === "" ? "" : `${message}\n`);
}

function levelOf(text: string): Level | undefined {
  const prefix = "template: ";
  if (!text.startsWith(prefix)) return undefined;
  const rest = text.slice(prefix.length);
  if (rest.startsWith("no template ")) return { location: "", executing: "", message: text };
  return executingLevel(rest) ?? simpleLevel(rest);
}

function executingLevel(text: string): Level | undefined {
  const word = ": executing ";
  const start = text.indexOf(word);
  if (start < 0) return undefined;
  const [, name, node, message] = /^"([^"]*)" at <(.*?)>: (.*)$/s.exec(text.slice(start + word.length)) ?? [];
  if (name === undefined || node === undefined || message === undefined) return undefined;
  return {
    location: text.slice(0, start),
    executing: `executing "${name}" at <${node}>:`,
    message: withoutInner(message),
  };
}

function simpleLevel(text: string): Level | undefined {
  const end = text.lastIndexOf(": ");
  if (end < 0) return undefined;
  return { location: text.slice(0, end), executing: "", message: withoutInner(text.slice(end + 2)) };
}

function withoutInner(message: string): string {
  const inner = message.indexOf(" template:");
  return inner < 0 ? message : message.slice(0, inner);
}
