import { describe, expect, it } from "vitest";
import { Budget, DEFAULT_LIMITS, LimitPassed } from "./budget.ts";

describe(Budget, () => {
  it("lets as many steps be taken as are allowed, and no more", () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, steps: 3 });
    budget.step();
    budget.step(2);

    expect(passedLimit(() => budget.step())).toEqual(["steps", 3]);
  });

  it("counts the output of all templates together", () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, bytes: 10 });
    budget.write(6);
    budget.write(4);

    expect(passedLimit(() => budget.write(1))).toEqual(["bytes", 10]);
  });

  it("refuses a text that is too large before it is made, and counts no output for it", () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, bytes: 100 });
    budget.make(100);
    budget.make(100);

    expect(passedLimit(() => budget.make(101))).toEqual(["bytes", 100]);
    expect(passedLimit(() => budget.make(Infinity))).toEqual(["bytes", 100]);
  });

  it("takes steps for what is made, so that many large texts come to an end", () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, steps: 20 });
    budget.make(640);
    budget.make(640);

    expect(passedLimit(() => budget.make(64))).toEqual(["steps", 20]);
  });

  it("lets templates be within each other only so deep", () => {
    const budget = new Budget({ ...DEFAULT_LIMITS, depth: 2 });
    budget.enter(2);

    expect(passedLimit(() => budget.enter(3))).toEqual(["depth", 2]);
  });

  it("allows what the documentation says unless told otherwise", () => {
    expect(DEFAULT_LIMITS).toEqual({ steps: 50_000_000, bytes: 67_108_864, depth: 1000 });
    expect(new LimitPassed("bytes", 5).message).toBe("the render uses more bytes than 5");
  });
});

/** The limit that was passed, and what is allowed. */
function passedLimit(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof LimitPassed ? [error.limit, error.allowed] : error;
  }
  return undefined;
}
