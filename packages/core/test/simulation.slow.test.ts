import { describe, expect, it } from "vitest";
import { simulate } from "./simulation/simulate.ts";

const SEEDS = 1000;

describe("landing under crashes, lost answers and foreign pushes", () => {
  it(`keeps every promise for ${SEEDS} seeds (more: npm run simulate -- --seeds 100000)`, async () => {
    let landed = 0;

    for (let seed = 1; seed <= SEEDS; seed++) {
      const world = await simulate(seed);
      landed += world.landed;
      expect(world.violations, `replay with: npm run simulate -- --seed ${seed}`).toEqual([]);
    }

    expect(landed).toBeGreaterThan(SEEDS);
  }, 120_000);
});
