import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { generate } from "../scripts/generate.ts";

describe(generate, () => {
  it("gives the files that are committed, byte for byte", async () => {
    const files = await generate();

    expect(files.size).toBe(4);
    for (const [path, text] of files) {
      const committed = await readFile(new URL(`../${path}`, import.meta.url), "utf8");
      expect(committed).toBe(text);
    }
  });

  it("needs nothing of ajv at run time and makes no code from text", async () => {
    for (const text of (await generate()).values()) expect(text).not.toMatch(/ajv\/dist|require\(|new Function|eval\(/);
  });
});
