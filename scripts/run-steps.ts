// Runs steps side by side, two at a time, and says how each went: one line when it is well, all it printed when not.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { root } from "./workspace.ts";

/** One program of the test run. */
export interface Step {
  readonly name: string;
  /** Program and arguments. Programs of node_modules/.bin are found by name. */
  readonly command: readonly string[];
  /** Names of steps that must have gone well before; names that are not part of the run don't matter. */
  readonly after?: readonly string[];
  /** What the run counted, read after it ended. Without it a step counts as one. */
  readonly count?: (exitCode: number) => Tally;
}

/** What a step counted. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One line each for what was skipped and what it lacks. */
  readonly notes: readonly string[];
}

const AT_ONCE = 2;
const PASSED: Tally = { passed: 1, failed: 0, skipped: 0, notes: [] };
const FAILED: Tally = { passed: 0, failed: 1, skipped: 0, notes: [] };

/** Runs all the steps, ends with the line that counts them, and says whether nothing failed. */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const tallies: Tally[] = [];
  const done = new Map<string, boolean>();
  const waiting = new Set(steps);
  const running = new Set<Promise<void>>();

  while (waiting.size + running.size > 0) {
    for (const step of waiting) {
      const before = (step.after ?? []).filter((name) => steps.some((other) => other.name === name));
      const broken = before.filter((name) => done.get(name) === false);
      if (broken.length > 0) {
        waiting.delete(step);
        done.set(step.name, false);
        tallies.push(FAILED);
        console.log(`FAIL ${step.name}: not run, because ${broken.join(" and ")} failed`);
      } else if (running.size < AT_ONCE && before.every((name) => done.has(name))) {
        waiting.delete(step);
        const run = runStep(step).then((tally) => {
          tallies.push(tally);
          done.set(step.name, tally.failed === 0);
          running.delete(run);
        });
        running.add(run);
      }
    }
    if (running.size > 0) await Promise.race(running);
  }
  return report(tallies);
}

function report(tallies: readonly Tally[]): boolean {
  const sum = (part: "passed" | "failed" | "skipped") => tallies.reduce((total, tally) => total + tally[part], 0);
  for (const note of tallies.flatMap((tally) => tally.notes)) console.log(note);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
  return sum("failed") === 0;
}

async function runStep(step: Step): Promise<Tally> {
  const begin = performance.now();
  const { exitCode, output } = await execute(step.command);
  const tally = step.count?.(exitCode) ?? (exitCode === 0 ? PASSED : FAILED);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const tests = step.count === undefined ? "" : `, ${tally.passed} passed, ${tally.failed} failed`;
  if (tally.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  console.log(`${tally.failed > 0 ? "FAIL" : "ok  "} ${step.name} (${seconds} s${tests})`);
  return tally;
}

function execute([program, ...args]: readonly string[]): Promise<{ exitCode: number; output: string }> {
  const PATH = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const windows = process.platform === "win32"; // its programs of node_modules/.bin are shell scripts
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const env = { ...process.env, PATH, FORCE_COLOR: "0" };
    const child = spawn(program!, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], shell: windows });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ exitCode: 1, output: error.message }));
    child.on("close", (code) => resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
