import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Parser } from "@oclif/core";
import type { Command } from "@oclif/core/command";
import { beforeAll, describe, expect, it } from "vitest";
import { indexOf, type CommandIndex } from "./command-index.ts";
import { findCommand } from "./find-command.ts";
import { commandHelp, rootHelp } from "./help/help-text.ts";
import { referencePage } from "./help/reference-page.ts";
import { loadConfig } from "./run-command.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PLAIN = { colour: false, ascii: false, columns: undefined };

let index: CommandIndex;
let classes: ReadonlyMap<string, Command.Class>;

beforeAll(async () => {
  const config = await loadConfig({ root: ROOT, fromSource: true });
  index = indexOf(config);
  classes = new Map(
    await Promise.all(config.commands.map(async (command) => [command.id, await command.load()] as const)),
  );
});

/** Splits a command line as a shell does, as far as our examples need it. */
function splitWords(line: string): string[] {
  return Array.from(line.matchAll(/(?:"([^"]*)"|(\S+))/g), ([, quoted, plain]) => quoted ?? plain ?? "");
}

it("has exactly the commands that are built", () => {
  expect(index.commands.map(({ id }) => id.replace(":", " ")).join(", ")).toBe(
    "artifact add, artifact create, artifact list, artifact show, chart lint, chart show, chart template, completion, context add, context import, context list, " +
      "context remove, context show, context use, help, manifest create, manifest lint, manifest template, release delete, " +
      "release hold, release list, release make, release restore, release resume, release rollback, release show, " +
      "release status, status",
  );
});

/** The command lines of a command's examples, as a shell hands them over. */
function exampleLines({ examples = [] }: CommandIndex["commands"][number]): string[][] {
  return examples.map((example) => {
    const line = typeof example === "string" ? example : example.command;
    return splitWords(/gimlet (.*?)(?:\)"| \|.*)?$/.exec(line)?.[1] ?? line);
  });
}

async function problemOf(id: string, line: readonly string[]): Promise<string | undefined> {
  const found = findCommand(index, line);
  if (found.kind !== "command" || found.command.id !== id) return `${line.join(" ")}: not this command`;
  const Class = classes.get(id)!;
  const input = { flags: { ...Class.baseFlags, ...Class.flags }, args: Class.args, strict: true };
  return Parser.parse([...found.argv], input).then(
    () => undefined,
    (error: unknown) => `${line.join(" ")}: ${String(error)}`,
  );
}

describe("every command", () => {
  it("has a summary, says what failed, and has examples", () => {
    const lacking = index.commands.filter(
      ({ summary, failure, examples = [] }) => !summary || !/^[A-Z].*\.$/.test(failure ?? "") || examples.length === 0,
    );

    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  it("has examples that parse", async () => {
    const problems: (string | undefined)[] = [];
    for (const command of index.commands)
      for (const line of exampleLines(command)) problems.push(await problemOf(command.id, line));

    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it("shows every flag in its help", () => {
    const missing = index.commands.flatMap((command) => {
      const text = commandHelp(command, PLAIN);
      const flags = Object.values(command.flags).filter(({ hidden }) => hidden !== true);
      return flags.filter(({ name }) => !text.includes(`--${name}`)).map(({ name }) => `${command.id} --${name}`);
    });

    expect(missing).toEqual([]);
  });

  it("helps within 80 columns, examples first, no words in capitals", () => {
    const texts = index.commands.map((command) => commandHelp(command, PLAIN));

    expect(texts.flatMap((text) => text.split("\n")).filter((line) => line.length > 80)).toEqual([]);
    expect(texts.filter((text) => text.indexOf("\nExamples\n") > text.indexOf("\nUsage\n"))).toEqual([]);
    expect(texts.filter((text) => /^[A-Z]{4,}$/m.test(text))).toEqual([]);
  });

  it("is on the first page of help, which fits a screen", () => {
    const text = rootHelp(index.commands, PLAIN);

    expect(index.commands.filter(({ id }) => !text.includes(`  ${id.replace(":", " ")}`))).toEqual([]);
    expect(text.split("\n").length).toBeLessThan(56);
  });
});

/** What differs on purpose: `-o` is a file where the original has it so, some words mean another thing per topic. */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  "artifact:create --output",
  "manifest:template --output",
  "artifact:create --branch",
  "artifact:list --branch",
  "artifact:create --repository",
  "artifact:list --repository",
  "artifact:create --sha",
  "artifact:list --sha",
  "release:list --actor",
  "manifest:lint --report",
  "artifact:add --file",
  "manifest:template --file",
  "manifest:lint --file",
  "chart:lint --version",
  "chart:show --version",
  "chart:template --version",
  "chart:template --random",
  "chart:template --namespace",
  "release:list --repo",
]);

it("means the same by the same flag everywhere", () => {
  const meanings = new Map<string, string>();
  const different: string[] = [];
  for (const { id, flags } of index.commands) {
    for (const { name, type, char, description, hidden } of Object.values(flags)) {
      const meaning = JSON.stringify({ type, char, description, hidden: hidden === true });
      if (EXCEPTIONS.has(`${id} --${name}`)) continue;
      if ((meanings.get(name) ?? meaning) !== meaning) different.push(`${id} --${name}`);
      meanings.set(name, meaning);
    }
  }
  expect(different).toEqual([]);
});

it("sends every error through the one table: no command calls oclif's error or exit", async () => {
  const all = await readdir(`${ROOT}/src`, { recursive: true });
  const files = all.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(`${ROOT}/src/${file}`, "utf8") })),
  );

  expect(texts.filter(({ text }) => /this\.(error|exit|warn|log)\(/.test(text)).map(({ file }) => file)).toEqual([]);
  expect(
    texts
      .filter(({ text }) => text.includes("process.exit("))
      .map(({ file }) => file)
      .toSorted(),
  ).toEqual(["failure/interrupt.ts", "main.ts"]);
});

it("has a reference page that is what the classes say", async () => {
  const page = await readFile(new URL("../../../docs/reference/cli.md", import.meta.url), "utf8");

  // Run `node packages/cli/scripts/write-reference.ts` after a build to write it anew.
  expect(page).toBe(referencePage(index.commands));
});
