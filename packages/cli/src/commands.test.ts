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
  expect(index.commands.map(({ id }) => id.replace(":", " "))).toEqual([
    ...["artifact add", "artifact create", "artifact list", "artifact show", "completion"],
    ...["context add", "context import", "context list", "context remove", "context show", "context use", "help"],
    ...["manifest create", "manifest lint", "manifest template"],
    ...["release delete", "release hold", "release list", "release make", "release restore", "release resume"],
    ...["release rollback", "release show", "release status", "status"],
  ]);
});

describe("every command", () => {
  it("has a summary, what it says when it fails, and examples that parse", async () => {
    for (const { id, summary, failure, examples = [] } of index.commands) {
      expect(summary, id).toBeTruthy();
      expect(failure, id).toMatch(/^[A-Z].*\.$/);
      expect(examples.length, id).toBeGreaterThan(0);
      for (const example of examples) {
        const line = typeof example === "string" ? example : example.command;
        const [, words = line] = /gimlet (.*?)(?:\)"| \|.*)?$/.exec(line) ?? [];
        const found = findCommand(index, splitWords(words));
        expect(found, line).toMatchObject({ kind: "command", command: { id } });
        const Class = classes.get(id)!;
        const argv = found.kind === "command" ? [...found.argv] : [];
        const input = { flags: { ...Class.baseFlags, ...Class.flags }, args: Class.args, strict: true };
        await expect(Parser.parse(argv, input), line).resolves.toBeDefined();
      }
    }
  });

  it("helps within 80 columns, examples first, no words in capitals", () => {
    for (const command of index.commands) {
      const text = commandHelp(command, PLAIN);
      const tooLong = text.split("\n").filter((line) => line.length > 80);

      expect(tooLong, command.id).toEqual([]);
      expect(text.indexOf("\nExamples\n"), command.id).toBeLessThan(text.indexOf("\nUsage\n"));
      expect(text, command.id).not.toMatch(/^[A-Z]{4,}$/m);
    }
    expect(rootHelp(index.commands, PLAIN).split("\n").length).toBeLessThan(56);
  });

  it("is in the groups of the first page", () => {
    const text = rootHelp(index.commands, PLAIN);

    for (const { id } of index.commands) expect(text).toContain(`  ${id.replace(":", " ")}`);
  });
});

it("means the same by the same flag everywhere", () => {
  // `-o` is a file where the original has it so; `--branch` is the app repo's in `artifact`; filters of lists.
  const exceptions = new Set([
    ...["artifact:create --output", "manifest:template --output", "artifact:create --branch", "artifact:list --branch"],
    ...["artifact:create --repository", "artifact:list --repository", "artifact:create --sha", "artifact:list --sha"],
    ...["release:list --actor", "artifact:create --version", "manifest:lint --report", "artifact:add --file"],
    ...["manifest:template --file", "manifest:lint --file", "context:add --env"],
  ]);
  const meanings = new Map<string, string>();
  for (const { id, flags } of index.commands) {
    for (const { name, type, char, description, hidden } of Object.values(flags)) {
      if (exceptions.has(`${id} --${name}`)) continue;
      const meaning = JSON.stringify({ type, char, description, hidden: hidden === true });
      expect(meaning, `${id} --${name}`).toBe(meanings.get(name) ?? meaning);
      meanings.set(name, meaning);
    }
  }
});

it("sends every error through the one table: no command calls oclif's error or exit", async () => {
  const files = (await readdir(`${ROOT}/src`, { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  for (const file of files) {
    const text = await readFile(`${ROOT}/src/${file}`, "utf8");
    expect(text, file).not.toMatch(/this\.(error|exit|warn|log)\(/);
    if (file !== "main.ts" && file !== "failure/interrupt.ts") expect(text, file).not.toMatch(/process\.exit/);
  }
});

it("has a reference page that is what the classes say", async () => {
  const page = await readFile(new URL("../../../docs/reference/cli.md", import.meta.url), "utf8");

  // Run `node packages/cli/scripts/write-reference.ts` after a build to write it anew.
  expect(page).toBe(referencePage(index.commands));
});
