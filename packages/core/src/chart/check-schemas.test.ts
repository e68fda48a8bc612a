import { describe, expect, test } from "vitest";
import { ValuesInvalidError } from "../errors.ts";
import { readYamlMap } from "../template/yaml/read-yaml.ts";
import { checkSchemas } from "./check-schemas.ts";
import type { Chart } from "./chart.ts";
import { loadChart } from "./load-chart.ts";
import { renderChart } from "./render-chart.ts";

const SCHEMA = '{"properties": {"size": {"type": "integer"}}}';

function chartOf(files: Readonly<Record<string, string>>): Chart {
  const all = { "Chart.yaml": "{apiVersion: v2, name: shop, version: 0.1.0}", ...files };
  return loadChart(new Map(Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)])));
}

async function pathsOfProblems(chart: Chart, values: string): Promise<readonly string[]> {
  try {
    await renderChart(chart, { release: { name: "rel", namespace: "default" }, values: readYamlMap(values) });
    return [];
  } catch (error) {
    if (error instanceof ValuesInvalidError) return error.violations.map(({ path }) => path);
    throw error;
  }
}

describe(checkSchemas, () => {
  test("refuses values that do not fit the chart, given or its own", async () => {
    const chart = chartOf({ "values.schema.json": SCHEMA, "values.yaml": "size: 1" });
    const wrong = chartOf({ "values.schema.json": SCHEMA, "values.yaml": "size: large" });

    expect(await pathsOfProblems(chart, "{}")).toEqual([]);
    expect(await pathsOfProblems(chart, "size: 2")).toEqual([]);
    expect(await pathsOfProblems(chart, "size: large")).toEqual(["size"]);
    expect(await pathsOfProblems(wrong, "{}")).toEqual(["size"]);
  });

  test("holds the part of a subchart against the schema of the subchart", async () => {
    const chart = chartOf({
      "charts/web/Chart.yaml": "{apiVersion: v2, name: web, version: 0.1.0}",
      "charts/web/values.schema.json": SCHEMA,
    });

    expect(await pathsOfProblems(chart, "{size: large, web: {size: 1}}")).toEqual([]);
    expect(await pathsOfProblems(chart, "web: {size: large}")).toEqual(["web.size"]);
  });
});
