import type { Plan, PlannedInstance } from "@gimlet/core";
import { cleanLine } from "../terminal/clean-text.ts";
import { cutTo } from "../terminal/width.ts";
import { paint, symbol, type Colour, type Look } from "../terminal/look.ts";
import type { DiffLine, FileView } from "./resource-changes.ts";
import { actSentence, count, versionName } from "./words.ts";

/** What is shown of a plan. */
export interface PlanTextOptions {
  readonly files: readonly FileView[];
  /** Repository and branch, for people. */
  readonly where: string;
  /** Every line of each diff; else the first of them. */
  readonly whole: boolean;
  readonly look: Look;
}

/** Lines of a diff that are shown at first. */
const FIRST_LINES = 40;

/** What an act would change, for people. */
export function planText(plan: Plan, { files, where, whole, look }: PlanTextOptions): string {
  const lines = plan.instances.flatMap((instance) => instanceLines(plan, instance, look));
  if (plan.changes.length > 0) {
    lines.push(
      paint(
        `  writes ${count(plan.changes.length, "commit")} to ${where}, ${count(files.length, "file")}`,
        "dim",
        look,
      ),
      "",
    );
    for (const file of files.filter(({ resources }) => resources.length > 0))
      lines.push(...fileLines(file, { whole, look }));
    const records = files.filter(({ resources }) => resources.length === 0);
    for (const file of records)
      lines.push(`  ${changeMark(file, look)} ${cleanLine(file.path)}${paint(hiddenNote(file), "dim", look)}`);
  }
  return lines.map((line) => (look.columns === undefined || look.colour ? line : cutTo(line, look.columns))).join("\n");
}

function instanceLines(plan: Plan, instance: PlannedInstance, look: Look): string[] {
  const what = paint(actSentence(plan.act, instance), "bold", look);
  const name = `${cleanLine(instance.app)} in ${instance.env}`;
  switch (instance.outcome) {
    case "change": {
      const replaces =
        plan.act === "release" && instance.from !== undefined ? `  replaces ${versionName(instance.from)}` : "";
      return [`${what}${paint(replaces, "dim", look)}`, ...instance.notes.map((note) => `  ${cleanLine(note)}`)];
    }
    case "no-change":
      return [`${name} is so already: nothing to change`];
    case "superseded":
      return [
        `${name} runs a newer artifact: ${versionName(instance.by.version)} (${cleanLine(instance.by.artifactId)})`,
      ];
    case "held":
      return [
        `${name} is held${instance.hold.by === undefined ? "" : ` by ${cleanLine(instance.hold.by)}`}: automatic releases wait`,
      ];
    case "cancelled":
      return [`${name} does not go alone: another app stands in the way`];
    case "landed":
      return [`${name} has landed with this request id: ${instance.commit}`];
    case "failed":
      return [`${paint(symbol("failed", look), "red", look)} ${name}: ${cleanLine(instance.error.message)}`];
  }
}

const MARKS: Readonly<Record<FileView["change"], readonly [string, Colour]>> = {
  added: ["+", "green"],
  changed: ["~", "yellow"],
  removed: ["-", "red"],
};

function changeMark({ change }: FileView, look: Look): string {
  const [mark, colour] = MARKS[change];
  return paint(mark, colour, look);
}

function hiddenNote({ hidden }: FileView): string {
  return hidden === undefined ? "" : `   ${hidden}`;
}

interface FileLinesOptions {
  readonly whole: boolean;
  readonly look: Look;
}

function fileLines(file: FileView, { whole, look }: FileLinesOptions): string[] {
  const title = `  ${changeMark(file, look)} ${file.resources.join(", ")}`;
  if (file.hidden !== undefined) return [`${title}${paint(hiddenNote(file), "dim", look)}`];
  if (file.change !== "changed") return [`${title}   ${count(file.added + file.removed, "line")}`];
  const shown = whole ? file.diff : file.diff.slice(0, FIRST_LINES);
  const left = file.diff.length - shown.length;
  return [
    `${title}   ${paint(`+${file.added}`, "green", look)} ${paint(`${symbol("minus", look)}${file.removed}`, "red", look)}`,
    ...shown.map((line) => `      ${diffText(line, look)}`),
    ...(left === 0 ? [] : [paint(`      ${count(left, "more line")}`, "dim", look)]),
  ];
}

function diffText({ kind, text }: DiffLine, look: Look): string {
  switch (kind) {
    case "added":
      return paint(`+ ${text}`, "green", look);
    case "removed":
      return paint(`- ${text}`, "red", look);
    case "same":
      return paint(`  ${text}`, "dim", look);
    case "gap":
      return paint(symbol("cut", look), "dim", look);
  }
}
