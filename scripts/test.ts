// `npm test`: every check, test and example of the project, ended by one line that counts them.
//   node scripts/test.ts all             everything
//   node scripts/test.ts fast            format, lint, types, and the tests that are not slow
//   node scripts/test.ts check           everything but the tests and the examples
//   node scripts/test.ts all NAME...     only the test files whose path contains a NAME, slow ones too
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runSteps, type Step } from "./run-steps.ts";
import { vitest } from "./vitest-step.ts";
import { root } from "./workspace.ts";

const [mode = "all", ...names] = process.argv.slice(2);

const format: Step = { name: "format", command: ["oxfmt", "--check"] };
const lint: Step = { name: "lint", command: ["oxlint", "--type-aware", "--deny-warnings"] };
const types: Step = { name: "types", command: ["tsc", "-b"] };
const build: Step = { name: "build", command: ["pnpm", "run", "--silent", "ws:build"] };
const checks: readonly Step[] = [
  format,
  types,
  build,
  // It follows imports into built packages, which a build takes away for a moment.
  { ...lint, after: ["build"] },
  { name: "unused code", command: ["knip", "--no-config-hints"] },
  { name: "api reports", command: ["node", "scripts/api-reports.ts"], after: ["types"] },
  { name: "packages", command: ["node", "scripts/pack.ts"], after: ["types", "build"] },
];

const steps = stepsOf(mode);
process.exitCode = (await runSteps(steps)) ? 0 : 1;

function stepsOf(wanted: string): readonly Step[] {
  if (wanted === "check") return checks;
  if (wanted === "fast") return [format, lint, types, vitest({ fast: true, names })];
  if (names.length > 0) return [types, build, vitest({ names, after: ["build"] })];
  return [...checks, vitest({ names, after: ["build"] }), ...examples()];
}

/** An example is a folder with a `main.ts`; it asserts what it shows, and plain Node runs it. */
function examples(): Step[] {
  const folder = join(root, "examples");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "main.ts")))
    .map((name) => ({
      name: `example ${name}`,
      command: ["node", `examples/${name}/main.ts`],
      after: ["build"],
    }));
}
