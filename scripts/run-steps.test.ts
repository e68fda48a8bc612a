import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { runSteps } from "./run-steps.ts";

describe(runSteps, () => {
  it("counts what passed and failed, and shows what a failed step printed", () => {
    const { lines, status } = run([
      { name: "good", command: ["node", "-e", "console.log('quiet')"] },
      { name: "bad", command: ["node", "-e", "console.log('loud'); process.exit(3)"] },
    ]);

    expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped");
    expect(lines).toContain("loud");
    expect(lines).not.toContain("quiet");
    expect(status).toBe(1);
  });

  it("does not run what stands on a failed step, counts it as failed, and ends", () => {
    const { lines } = run([
      { name: "first", command: ["no-such-program"] },
      { name: "second", command: ["node", "-e", ""], after: ["first"] },
    ]);

    expect(lines).toContain("FAIL second: not run, because first failed");
    expect(lines.at(-1)).toBe("0 passed, 2 failed, 0 skipped");
  });

  it("runs a step whose predecessors are not part of the run", () => {
    const { lines, status } = run([{ name: "only", command: ["node", "-e", ""], after: ["build"] }]);

    expect(lines.at(-1)).toBe("1 passed, 0 failed, 0 skipped");
    expect(status).toBe(0);
  });
});

/** In a process of its own, since its output is what people see. */
function run(steps: readonly object[]): { lines: string[]; status: number | null } {
  const module = new URL("run-steps.ts", import.meta.url).href;
  const program = `const { runSteps } = await import(${JSON.stringify(module)});
    process.exit((await runSteps(${JSON.stringify(steps)})) ? 0 : 1);`;
  const { stdout, status } = spawnSync("node", ["--input-type=module", "--eval", program], { encoding: "utf8" });
  return { lines: stdout.trimEnd().split("\n"), status };
}
