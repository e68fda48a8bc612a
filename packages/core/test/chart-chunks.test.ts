import { beforeAll, describe, expect, it } from "vitest";
import { bundleInChunks, type Chunk } from "../test-support/bundle.ts";

describe("@gimlet/core/chart in a browser", () => {
  let chunks: readonly Chunk[];
  beforeAll(async () => {
    chunks = await bundleInChunks('export * from "@gimlet/core/chart"');
  });

  it("begins with less than 150 kB: all that most charts need", () => {
    const size = sizeOf(chunks.filter(({ isFirst }) => isFirst));

    expect(size).toBeLessThan(150_000);
  });

  it("is less than 300 kB, with everything that is loaded later", () => {
    const size = sizeOf(chunks);

    expect(size).toBeLessThan(300_000);
  });

  it.each([
    ["keys of certificates", "@noble/curves/"],
    ["passwords", "bcryptjs/"],
    ["encryption", "@noble/ciphers/"],
    ["TOML", "smol-toml/"],
    ["dates", "functions/dates/zones-table.ts"],
    ["schemas", "chart/schema/check-schema.ts"],
    ["manifests, with their reader of YAML", "node_modules/yaml/"],
  ])("loads %s only when they are needed", (_, path) => {
    const holders = chunks.filter(({ modules }) => modules.some((module) => module.includes(path)));

    expect(holders.length).toBeGreaterThan(0);
    expect(holders.filter(({ isFirst }) => isFirst)).toEqual([]);
  });
});

function sizeOf(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, { size }) => sum + size, 0);
}
