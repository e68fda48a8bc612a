import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundle } from "../test-support/bundle.ts";

interface Entry {
  readonly name: string;
  readonly runsIn: string;
  readonly budget: number;
}

const entries = documentedEntries();

describe("the entries of the package", () => {
  it("are those that docs/reference/exports.md lists", () => {
    const { name, exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
      name: string;
      exports: Record<string, unknown>;
    };

    const code = Object.keys(exports).filter((subpath) => typeof exports[subpath] === "object");

    expect(entries.map((entry) => entry.name)).toEqual(code.map((subpath) => name + subpath.slice(1)));
  });

  it("are published as they are developed, less the way to the sources", () => {
    const { exports, publishConfig } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
      (key, value: unknown) => (key === "@gimlet/source" ? undefined : value),
    ) as { exports: unknown; publishConfig: { exports: unknown } };

    expect(publishConfig.exports).toEqual(exports);
  });

  it.each(entries)("$name fits $budget bytes, and runs in $runsIn", async ({ name, runsIn, budget }) => {
    const platform = runsIn.includes("browser") ? "browser" : "node";

    const size = gzipSync(await bundle(`export * from "${name}"`, { platform }), { level: 9 }).length;

    expect(size).toBeLessThanOrEqual(budget);
  });
});

/** The rows of the table, with budgets in bytes. */
function documentedEntries(): Entry[] {
  const page = readFileSync(new URL("../../../docs/reference/exports.md", import.meta.url), "utf8");
  return [...page.matchAll(/^\| `(?<name>[^`]+)` \| (?<runsIn>[^|]+) \| [^|]+ \| (?<kB>[\d.]+) kB \|$/gm)].map(
    ({ groups = {} }) => ({
      name: groups["name"]!,
      runsIn: groups["runsIn"]!.trim(),
      budget: Math.round(Number(groups["kB"]) * 1000),
    }),
  );
}
