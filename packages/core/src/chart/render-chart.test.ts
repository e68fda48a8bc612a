import { describe, expect, test } from "vitest";
import { NotReproducibleError, RenderLimitError, TemplateError } from "../errors.ts";
import { DEFAULT_LIMITS } from "../template/budget.ts";
import { SeededRandom } from "../template/chance/seeded-random.ts";
import { readYamlMap } from "../template/yaml/read-yaml.ts";
import { ChartCache } from "./chart-cache.ts";
import type { Chart } from "./chart.ts";
import { FORBIDDEN_CHANCE } from "../template/chance/forbidden-chance.ts";
import { explainLine } from "./explain-line.ts";
import { loadChart } from "./load-chart.ts";
import { renderChart } from "./render-chart.ts";

const release = { name: "rel", namespace: "default" };

function chartOf(files: Readonly<Record<string, string>>): Chart {
  const all = { "Chart.yaml": "{apiVersion: v2, name: shop, version: 0.1.0}", ...files };
  return loadChart(new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])));
}

describe(renderChart, () => {
  test("tells manifests, hooks, notes, warnings and what each template printed", async () => {
    const chart = chartOf({
      "Chart.yaml": "{apiVersion: v2, name: shop, version: 0.1.0, deprecated: true}",
      "templates/a.yaml":
        "kind: Pod\nmetadata: {name: {{ .Release.Name }}}\n---\nkind: Job\nmetadata: {name: j, annotations: {helm.sh/hook: test}}\n",
      "templates/NOTES.txt": "Hello {{ .Release.Namespace }}",
    });

    const rendered = await renderChart(chart, { release });

    expect(rendered).toMatchObject({
      manifests: [{ source: "shop/templates/a.yaml", kind: "Pod", name: "rel" }],
      hooks: [{ source: "shop/templates/a.yaml", kind: "Job", name: "j", events: ["test"] }],
      crds: [],
      notes: "Hello default",
      warnings: ["this chart is deprecated"],
      lookups: [],
    });
    expect([...rendered.files.keys()]).toEqual(["shop/templates/a.yaml", "shop/templates/NOTES.txt"]);
  });

  test("keeps what templates change from chart, given values and other renders", async () => {
    const chart = chartOf({
      "values.yaml": "{list: [], deep: {in: {}}}",
      "templates/a.yaml":
        '{{ $_ := set .Values "list" (append .Values.list 1) }}{{ $_ := set .Values.deep.in "x" .Values.given.p }}{{ $_ := set .Values.given "p" 2 }}values: {{ toJson .Values }}',
    });
    const values = readYamlMap("given: {p: 1}");
    const cache = new ChartCache();

    const [first, second] = [
      await renderChart(chart, { release, values, cache }),
      await renderChart(chart, { release, values, cache }),
    ];

    expect(first.text).toContain('values: {"deep":{"in":{"x":1}},"given":{"p":2},"list":[1]}');
    expect(second.text).toBe(first.text);
  });

  test("follows the profile that the chart was loaded for, and no other", async () => {
    const files = new Map([["Chart.yaml", new TextEncoder().encode("{apiVersion: v2, name: shop, version: 0.1.0}")]]);
    files.set("templates/NOTES.txt", new TextEncoder().encode("{{ .Capabilities.HelmVersion.Version }}"));
    const chart = loadChart(files, { profile: "helm-3.21" });

    const { notes } = await renderChart(chart, { release });

    expect(notes).toBe("v3.21.4");
    await expect(renderChart(chart, { release, profile: "helm-4.2" })).rejects.toThrow(
      "the chart was loaded for helm-3.21, not helm-4.2",
    );
  });

  test("refuses chance unless it is given, and repeats what is seeded", async () => {
    const chart = chartOf({ "templates/a.yaml": "a: {{ randAlphaNum 8 }}" });
    const render = async (seed: string): Promise<string> => {
      const chance = { ...FORBIDDEN_CHANCE, random: new SeededRandom(seed) };
      return (await renderChart(chart, { release, chance })).text;
    };

    const [first, again, other] = [await render("one"), await render("one"), await render("two")];

    await expect(renderChart(chart, { release })).rejects.toThrow(NotReproducibleError);
    expect(first).toMatch(/a: \w{8}\n$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("reports what was looked up, and finds nothing", async () => {
    const chart = chartOf({ "templates/a.yaml": 'a: {{ lookup "v1" "Secret" "ns" "name" | len }}' });

    const { text, lookups } = await renderChart(chart, { release });

    expect(text).toContain("a: 0");
    expect(lookups).toEqual([{ apiVersion: "v1", kind: "Secret", namespace: "ns", name: "name" }]);
  });

  test("stops where limits or the signal say so", async () => {
    const chart = chartOf({ "templates/a.yaml": "{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}" });

    await expect(renderChart(chart, { release, limits: { ...DEFAULT_LIMITS, steps: 10_000 } })).rejects.toThrow(
      RenderLimitError,
    );
    await expect(renderChart(chart, { release, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });

  test("loads functions that templates name, also where a value's template does", async () => {
    const chart = chartOf({
      "values.yaml": `text: '{{ toToml (dict "a" 1) }}'`,
      "templates/a.yaml":
        'a: {{ tpl .Values.text . | quote }}\nb: {{ "2024-02-29" | toDate "2006-01-02" | date "02.01.06" }}\n',
    });

    const { text } = await renderChart(chart, { release });

    expect(text).toContain('a: "a = 1\\n"\nb: 29.02.24\n');
  });

  test("refuses functions that do not exist, though nothing calls them", async () => {
    const chart = chartOf({ "templates/a.yaml": '{{ if false }}{{ env "HOME" }}{{ end }}' });

    await expect(renderChart(chart, { release })).rejects.toThrow(TemplateError);
  });

  test("adds notes of subcharts on request", async () => {
    const chart = chartOf({
      "templates/NOTES.txt": "shop",
      "charts/web/Chart.yaml": "{apiVersion: v2, name: web, version: 0.1.0}",
      "charts/web/templates/NOTES.txt": "web",
    });

    const [own, all] = [await renderChart(chart, { release }), await renderChart(chart, { release, subNotes: true })];

    expect(own.notes).toBe("shop");
    expect(all.notes).toBe("shop\nweb");
  });

  test("tells on request where a line comes from, and which values made it", async () => {
    const chart = chartOf({
      "values.yaml": "web: {port: 80}",
      "templates/a.yaml": "kind: A\n---\nkind: B\nspec:\n  port: {{ .Values.web.port }}\n",
    });

    const [explained, plain] = [
      await renderChart(chart, { release, explain: true }),
      await renderChart(chart, { release }),
    ];

    const [, b] = explained.manifests;
    expect(b && explainLine(explained, { manifest: b, line: 3 })).toMatchObject({
      places: [{ template: "shop/templates/a.yaml", line: 5 }],
      values: ["web.port"],
    });
    expect(b && explainLine(explained, { manifest: b, line: 9 })).toBeUndefined();
    expect(b && explainLine(plain, { manifest: b, line: 3 })).toBeUndefined();
    expect(plain.text).toBe(explained.text);
  });
});
