import { describe, expect, it } from "vitest";
import { formatListing, type FormatOptions } from "./format-listing.ts";
import type { Listing } from "./listing.ts";

interface Row {
  readonly app: string;
  readonly message: string;
  readonly count: number;
}

const LISTING: Listing<Row> = {
  schema: "test/1",
  json: ({ app, count }) => ({ app, count }),
  name: ({ app }) => app,
  empty: "Nothing.",
  columns: [
    { name: "app", head: "App", value: ({ app }) => app },
    { name: "message", head: "Message", cut: true, value: ({ message }) => message },
    { name: "count", head: "Count", right: true, value: ({ count }) => String(count) },
    { name: "more", head: "More", wide: true, value: () => "wide" },
  ],
};
const ROWS: readonly Row[] = [
  { app: "web", message: "Fix \u001B[31mlogin\nnow", count: 3 },
  { app: "a".repeat(20), message: "Grüße aus 東京, und noch viel mehr Text als passt", count: 120 },
];

function format(options: Partial<FormatOptions>, rows = ROWS): Promise<string | undefined> {
  return formatListing(LISTING, rows, {
    format: "table",
    columns: undefined,
    look: { colour: false, ascii: false, columns: undefined },
    context: { nowSeconds: 0, ascii: false },
    next: null,
    ...options,
  });
}

describe(formatListing, () => {
  it("aligns a table, numbers right, without anything that steers the terminal", async () => {
    expect(await format({})).toBe(
      [
        "App                   Message                                            Count",
        "web                   Fix login now                                          3",
        "aaaaaaaaaaaaaaaaaaaa  Grüße aus 東京, und noch viel mehr Text als passt    120",
      ].join("\n"),
    );
  });

  it.each([60, 80, 140])("keeps every line within %i columns", async (columns) => {
    const text = (await format({ look: { colour: false, ascii: false, columns } }))!;

    const widths = text
      .split("\n")
      .map((line) => Array.from(line).reduce((sum, char) => sum + (/[\u2E80-\u9FFF]/.test(char) ? 2 : 1), 0));

    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it("cuts only what may be cut, and shows it in both symbol sets", async () => {
    const look = { colour: false, columns: 50 };

    expect(await format({ look: { ...look, ascii: false } })).toContain("Grüße aus 東京, und …");
    expect(await format({ look: { ...look, ascii: true } })).toContain("Grüße aus 東京, und ~");
  });

  it("leaves a column out that does not fit and may not be cut", async () => {
    const text = await format({ look: { colour: false, ascii: false, columns: 32 } });

    expect(text).not.toContain("Count");
    expect(text).toContain("Message");
  });

  it("is TSV in a pipe: no header, nothing cut, all columns in order", async () => {
    expect(await format({ format: "tsv" })).toBe(
      `web\tFix login now\t3\twide\n${"a".repeat(20)}\tGrüße aus 東京, und noch viel mehr Text als passt\t120\twide`,
    );
  });

  it("is one document in JSON, also without rows", async () => {
    expect(await format({ format: "own-json" }, [])).toBe('{"schema":"test/1","items":[],"next":null}');
  });

  it("prints names, objects line by line, YAML", async () => {
    expect(await format({ format: "name" })).toBe(`web\n${"a".repeat(20)}`);
    expect(await format({ format: "ndjson" })).toBe(`{"app":"web","count":3}\n{"app":"${"a".repeat(20)}","count":120}`);
    expect(await format({ format: "yaml" }, ROWS.slice(0, 1))).toBe(
      "schema: test/1\nitems:\n  - app: web\n    count: 3\nnext: null",
    );
  });

  it("takes columns by name and order, and names the nearest of an unknown one", async () => {
    expect(await format({ format: "tsv", columns: ["count", "app"] })).toMatch(/^3\tweb\n/);
    await expect(format({ columns: ["cuont"] })).rejects.toThrow('there is no column "cuont"; did you mean "count"?');
  });

  it("prints nothing for an empty table", async () => {
    expect(await format({}, [])).toBeUndefined();
    expect(await format({ format: "tsv" }, [])).toBeUndefined();
  });
});
