import { describe, expect, it } from "vitest";
import { systemChance } from "../adapters/system-chance/system-chance.ts";
import { Dict } from "../template/values/value.ts";
import { type ChartIssue, lintChart } from "./lint-chart.ts";
import type { RenderChartOptions } from "./render-chart.ts";

const GOOD = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\nicon: https://example.org/web.svg\n",
  "values.yaml": "replicas: 1\n",
  "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
};

type Files = Readonly<Record<string, string>>;

async function lint(files: Files, options: Partial<RenderChartOptions> = {}): Promise<readonly ChartIssue[]> {
  const encoder = new TextEncoder();
  const encoded = new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]));
  return await lintChart(encoded, { release: { name: "release-name", namespace: "default" }, ...options });
}

describe(lintChart, () => {
  it("finds nothing in a good chart", async () => {
    await expect(lint(GOOD)).resolves.toEqual([]);
  });

  it.each([
    ["icon is recommended", { ...GOOD, "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\n" }],
    ["apiVersion v1 is Helm 2's", { ...GOOD, "Chart.yaml": GOOD["Chart.yaml"].replace("v2", "v1") }],
    ["the chart is deprecated", { ...GOOD, "Chart.yaml": `${GOOD["Chart.yaml"]}deprecated: true\n` }],
    ["there is no values.yaml", { "Chart.yaml": GOOD["Chart.yaml"], "templates/a.yaml": GOOD["templates/a.yaml"] }],
    ["there are no templates", { "Chart.yaml": GOOD["Chart.yaml"], "values.yaml": "" }],
    [
      "templates look for what is in the cluster, and find nothing when they are rendered for git",
      { ...GOOD, "templates/b.yaml": '{{ lookup "v1" "Secret" "" "" | len | eq 1 | ternary "" "" }}' },
    ],
  ])("warns: %s", async (message, files) => {
    expect(await lint(files)).toContainEqual(
      expect.objectContaining({ file: "Chart.yaml", line: 1, column: 1, severity: "warning", message }),
    );
  });

  it("renders no library", async () => {
    const files = { "Chart.yaml": `${GOOD["Chart.yaml"]}type: library\n`, "values.yaml": "", "templates/_a.tpl": "" };

    await expect(lint(files)).resolves.toEqual([]);
  });

  it("warns of documents that can't be applied", async () => {
    const files = { ...GOOD, "templates/b.yaml": "kind: ConfigMap\nmetadata: {}\n" };

    await expect(lint(files)).resolves.toEqual([
      {
        file: "templates/b.yaml",
        line: 1,
        column: 1,
        severity: "warning",
        message: "a document has no apiVersion, no metadata.name",
      },
    ]);
  });

  it("takes lists without a name", async () => {
    const files = { ...GOOD, "templates/b.yaml": "apiVersion: v1\nkind: ConfigMapList\nitems: []\n" };

    await expect(lint(files)).resolves.toEqual([]);
  });

  it.each([
    ["parse", "a: 1\nb: {{ if }}\n", { line: 2 }],
    [
      "fail",
      'a: 1\n\nb: {{ fail "no" }}\n',
      { line: 3, column: 7, message: expect.stringMatching(/^(?!web)/) as string },
    ],
    ["required", 'a: {{ required "set b" .Values.b }}\n', { line: 1, column: 7 }],
  ])("gives the place of an error in a template: %s", async (_, text, place) => {
    const issues = await lint({ ...GOOD, "templates/b.yaml": text });

    expect(issues).toEqual([expect.objectContaining({ file: "templates/b.yaml", severity: "error", ...place })]);
  });

  it("gives errors of the schema, of Chart.yaml, and of a chart without one", async () => {
    const schema = { "values.schema.json": '{ "properties": { "replicas": { "minimum": 1 } } }' };
    const values = new Dict([["replicas", 0]]);

    const found = [
      await lint({ ...GOOD, ...schema }, { values }),
      await lint({ ...GOOD, "Chart.yaml": "name: web\n" }),
      await lint({ "values.yaml": "" }),
    ];

    expect(found.map((issues) => issues.map(({ severity, file }) => [severity, file]))).toEqual([
      [["error", "Chart.yaml"]],
      [["error", "Chart.yaml"]],
      [["error", "Chart.yaml"]],
    ]);
    expect(found[0]![0]!.message).toContain("replicas: minimum: got 0, want 1");
  });

  it("tells by which line a chart is not the same each time", async () => {
    const files = {
      ...GOOD,
      "templates/b.yaml": `${GOOD["templates/a.yaml"]}data:\n  a: {{ randAlphaNum 5 | quote }}\n`,
    };
    const place = {
      file: "templates/b.yaml",
      line: 5,
      message: "randAlphaNum gives something else each time",
    };

    const withChance = await lint(files, { chance: systemChance });
    const without = await lint(files);

    expect(withChance).toEqual([expect.objectContaining({ ...place, severity: "warning" })]);
    expect(without).toEqual([expect.objectContaining({ ...place, severity: "error" })]);
  });

  it("lets what is no error of ours through", async () => {
    await expect(lint(GOOD, { signal: AbortSignal.abort(new TypeError("enough")) })).rejects.toThrow(TypeError);
  });
});
