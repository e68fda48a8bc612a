// `npm run mutate-charts`: breaks one rule of the chart engine after the other in a copy of it, and runs the tests that must
// see that. Prints each fault as killed or survived; ends with 1 where one survived.
//   --only SUBSTRING   only faults whose description or file holds it
//   --markdown FILE    the result as a table
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Mutation, readMutations } from "./read-mutations.ts";

const { values: flags } = parseArgs({
  options: { only: { type: "string", default: "" }, markdown: { type: "string" } },
});
const root = join(import.meta.dirname, "../../../../..");
const copy = mkdtempSync(join(tmpdir(), "gimlet-mutate-"));
const core = join(copy, "packages/core");
try {
  process.exitCode = mutate();
} finally {
  rmSync(copy, { recursive: true, force: true });
}

interface Fate {
  readonly mutation: Mutation;
  /** The tests that failed; `undefined` where none did. */
  readonly killer: string | undefined;
}

function mutate(): number {
  copyEngine();
  const chosen = readMutations().filter(({ quirk, file }) => quirk.includes(flags.only) || file.includes(flags.only));
  const all = [...new Set(chosen.flatMap(({ tests }) => tests))];
  if (!passes(all)) throw new Error("the tests fail without any fault");
  const fates: Fate[] = [];
  for (const mutation of chosen) {
    const fate = { mutation, killer: killerOf(mutation) };
    fates.push(fate);
    process.stdout.write(
      `${fate.killer === undefined ? "SURVIVED" : "killed  "} ${mutation.file}: ${mutation.quirk}\n`,
    );
  }
  const survivors = fates.filter(({ killer }) => killer === undefined).length;
  process.stdout.write(`${fates.length - survivors} of ${fates.length} killed\n`);
  if (flags.markdown !== undefined) writeFileSync(flags.markdown, markdownOf(fates));
  return survivors === 0 ? 0 : 1;
}

/** What the tests need, beside each other as they are here: the working tree is never changed. */
function copyEngine(): void {
  const from = join(root, "packages/core");
  mkdirSync(core, { recursive: true });
  for (const part of ["src", "test-support", "test/chart-rules", "test/chart-rules.test.ts", "package.json"])
    cpSync(join(from, part), join(core, part), { recursive: true });
  for (const part of ["vitest.config.ts", "tsconfig.base.json", "packages/core/tsconfig.json", "packages/core/schemas"])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const folder of ["node_modules", "packages/core/node_modules"])
    symlinkSync(join(root, folder), join(copy, folder));
}

function killerOf({ quirk, file, from, to, tests }: Mutation): string | undefined {
  const path = join(core, "src", file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} must hold the text of ${JSON.stringify(quirk)} once`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  try {
    return tests.find((test) => !passes([test]));
  } finally {
    writeFileSync(path, text);
  }
}

function passes(tests: readonly string[]): boolean {
  const vitest = join(dirname(join(root, "package.json")), "node_modules/vitest/vitest.mjs");
  const filters = tests.map((test) => `packages/core/${test}`);
  const { status } = spawnSync("node", [vitest, "run", "--bail", "1", "--reporter", "dot", ...filters], {
    cwd: copy,
    stdio: "ignore",
  });
  return status === 0;
}

/** One row a file: how many of its rules were broken, and which of them no test saw. */
function markdownOf(fates: readonly Fate[]): string {
  const byFile = Map.groupBy(fates, ({ mutation }) => mutation.file);
  const rows = Array.from(byFile, ([file, ofFile]) => {
    const seen = ofFile.filter(({ killer }) => killer !== undefined).length;
    const quirks = ofFile.map(({ mutation, killer }) =>
      killer === undefined ? `**${mutation.quirk}**` : mutation.quirk,
    );
    return `| \`${file}\` | ${seen} of ${ofFile.length} | ${quirks
      .join("; ")
      .replaceAll("|", "\\|")
      .replaceAll(/<[^>]*>/g, "`$&`")} |`;
  });
  return `| file | seen | what was broken |\n|---|---|---|\n${rows.join("\n")}\n`;
}
