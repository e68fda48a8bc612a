// The step that runs the tests, counts them from vitest's own report, and names what was skipped.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Step, Tally } from "./run-steps.ts";
import { root } from "./workspace.ts";

export interface VitestOptions {
  /** Parts of the paths of the test files to run; none means all. */
  readonly names: readonly string[];
  /** Leaves `*.slow.test.ts` out. */
  readonly fast?: boolean;
  readonly after?: readonly string[];
}

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

const REPORT = join(root, "temp/vitest.json");
const NEEDS = /\(skipped: needs [^)]+\)/;

export function vitest({ names, fast = false, after = [] }: VitestOptions): Step {
  rmSync(REPORT, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
  const slow = fast ? ["--exclude=**/*.slow.test.ts"] : [];
  return {
    name: "tests",
    command: ["vitest", "run", "--passWithNoTests=false", ...reporters, ...slow, ...names],
    after,
    count,
  };
}

function count(exitCode: number): Tally {
  const tally = existsSync(REPORT) ? tallyOf(JSON.parse(readFileSync(REPORT, "utf8")) as Report) : undefined;
  // A run that failed without a failed test (an error outside any test, a file that cannot be loaded) is a failure too.
  if (tally === undefined || (exitCode !== 0 && tally.failed === 0))
    return { passed: 0, skipped: 0, notes: [], ...tally, failed: 1 };
  return tally;
}

/** Counts the tests of a report. A test skipped without a word on what it lacks counts as failed. */
export function tallyOf(report: Report): Tally {
  let [passed, failed, skipped] = [0, 0, 0];
  const suites = new Map<string, number>();
  const unexplained: string[] = [];
  for (const file of report.testResults) {
    if (file.status === "failed" && file.assertionResults.length === 0) failed++;
    for (const test of file.assertionResults) {
      if (test.status === "passed") passed++;
      else if (test.status === "failed") failed++;
      else {
        const titles = [...test.ancestorTitles, test.title];
        const suite = titles.find((title) => NEEDS.test(title));
        if (suite === undefined) {
          failed++;
          unexplained.push(`FAIL skipped without "(skipped: needs …)" in a title: ${titles.join(" > ")}`);
        } else {
          skipped++;
          suites.set(suite, (suites.get(suite) ?? 0) + 1);
        }
      }
    }
  }
  const notes = [...suites].map(([suite, tests]) => `skipped ${suite}: ${tests} test${tests === 1 ? "" : "s"}`);
  return { passed, failed, skipped, notes: [...notes, ...unexplained] };
}
