import { describe, expect, it } from "vitest";
import { tallyOf } from "./vitest-step.ts";

const passed = { ancestorTitles: ["a"], title: "works", status: "passed" };
const failed = { ancestorTitles: ["a"], title: "breaks", status: "failed" };

describe(tallyOf, () => {
  it("counts tests, and names a skipped suite once with what it lacks", () => {
    const suite = "over ssh (skipped: needs sshd)";
    const skipped = { ancestorTitles: [suite], title: "pushes", status: "skipped" };

    const tally = tallyOf({
      testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [passed, failed, skipped, skipped] }],
    });

    expect(tally).toEqual({ passed: 1, failed: 1, skipped: 2, notes: [`skipped ${suite}: 2 tests`] });
  });

  it("counts a test skipped without a reason as failed", () => {
    const skipped = { ancestorTitles: ["a"], title: "later", status: "skipped" };

    const tally = tallyOf({ testResults: [{ name: "a.test.ts", status: "passed", assertionResults: [skipped] }] });

    expect(tally.failed).toBe(1);
    expect(tally.notes.join()).toContain("a > later");
  });

  it("counts a file that cannot be loaded as failed", () => {
    const tally = tallyOf({ testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [] }] });

    expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0, notes: [] });
  });
});
