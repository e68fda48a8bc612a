// docs/getting-started.md is run, command by command, and must print what it shows.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const page = await readFile(join(root, "docs/getting-started.md"), "utf8");

interface Block {
  readonly commands: string;
  /** What the page says they print; not all of it. */
  readonly shown: readonly string[];
}

const FENCES = /^```(sh|text)\n(.*?)^```$/gms;
const blocks = page.matchAll(FENCES).reduce<readonly Block[]>((found, [, kind, text = ""]) => {
  if (kind === "sh") return [...found, { commands: text, shown: [] }];
  const last = found.at(-1);
  if (last === undefined) return found;
  return [...found.slice(0, -1), { ...last, shown: text.split("\n").map(normal).filter(isPrinted) }];
}, []);

/** A line without what differs from run to run, and from a terminal to a pipe. */
function normal(line: string): string {
  return line
    .replaceAll(/\b[0-9a-f]{8}\b|\b[0-9a-f]{40}\b/g, "ID")
    .replaceAll(/\bnow\b|\b\d+ (s|min) ago|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "WHEN")
    .replaceAll(/\S*gitops-staging\.git/g, "gitops-staging.git")
    .replaceAll(/\d+ \++$/g, "LINES")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Questions are asked on terminals only. */
function isPrinted(line: string): boolean {
  return line !== "" && !line.includes("[y/N");
}

/** The page's commands as one script, whose output tells the blocks apart. */
function script(): string {
  const cli = `node --conditions=@gimlet/source '${join(root, "packages/cli/bin/dev.js")}'`;
  const parts = blocks.map(({ commands }) => `${commands.replaceAll(/^alias .*$/gm, "")}\necho '@@@'\n`);
  // Nobody is there to say yes to a removal.
  const gimlet = `gimlet() { case "$1 $2" in "release delete") set -- "$@" --yes;; esac; ${cli} "$@"; }`;
  return `exec 2>&1\nset -e\n${gimlet}\n${parts.join("")}`;
}

describe("docs/getting-started.md", () => {
  let folder: string;
  let printed: readonly string[] = [];
  /** Of a command that failed: what it printed. */
  let failure: string | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gimlet-getting-started-"));
    await mkdir(join(folder, "checkout"));
    const file = join(folder, "run.sh");
    await writeFile(file, script());
    const { PATH } = process.env;
    const env = {
      PATH,
      HOME: folder,
      LANG: "C.UTF-8",
      TZ: "UTC",
      GIMLET_CI: "off",
      GIMLET_OUTPUT: "table",
      NO_COLOR: "1",
    };
    const run = promisify(execFile)("bash", [file], { cwd: join(folder, "checkout"), env });
    const { stdout } = await run.catch((error: { readonly stdout: string }) => error);
    printed = stdout.split("@@@\n");
    if (printed.length <= blocks.length) failure = printed.at(-1);
  }, 180_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has commands that all succeed", () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(failure).toBe(undefined);
  });

  it.for(blocks.map((block, index) => ({ ...block, index })).filter(({ shown }) => shown.length > 0))(
    "prints what it shows after $commands",
    ({ shown, index }) => {
      const lines = (printed[index] ?? "").split("\n").map(normal);

      const missing = shown.filter((line) => !lines.some((printedLine) => printedLine.includes(line)));

      expect({ missing, printed: missing.length === 0 ? [] : lines }).toEqual({ missing: [], printed: [] });
    },
  );
});
