import { describe, expect, test } from "vitest";
import { encodeJson } from "../template/json/encode.ts";
import { profileOf } from "../template/profile.ts";
import { Dict } from "../template/values/value.ts";
import { readYamlMap } from "../template/yaml/read-yaml.ts";
import { partOfChart } from "./chart-part.ts";
import { coalesceValues } from "./coalesce.ts";
import { loadChart } from "./load-chart.ts";
import { processDependencies } from "./process-dependencies.ts";

const options = { profile: profileOf("helm-4.2"), warn: () => undefined };

function chartOf(files: Readonly<Record<string, string>>) {
  return loadChart(new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
}

const chart = chartOf({
  "Chart.yaml":
    "{apiVersion: v2, name: shop, version: 0.1.0, dependencies: [{name: web, version: 0.1.0, import-values: [data]}]}",
  "values.yaml": "{a: {b: 1}, list: [{c: 1}], global: {g: {h: 1}}}",
  "charts/web/Chart.yaml": "{apiVersion: v2, name: web, version: 0.1.0}",
  "charts/web/values.yaml": "{exports: {data: {d: {e: 1}}}}",
});

describe(coalesceValues, () => {
  test("leaves chart and given values as they are, whatever is done to the result", () => {
    const given = readYamlMap("{a: {x: null}, web: {w: {v: 1}}}");
    const before = [encodeJson(given), encodeJson(chart.values), encodeJson(chart.dependencies[0]?.values)];
    const part = partOfChart(chart);

    processDependencies(part, given, options);
    const values = coalesceValues(part, given, options);
    changeAll(values);

    expect([encodeJson(given), encodeJson(chart.values), encodeJson(chart.dependencies[0]?.values)]).toEqual(before);
  });

  test("tells each warning with the path of the value", () => {
    const warnings: string[] = [];

    coalesceValues(partOfChart(chart), readYamlMap("{a: {b: {c: 1}}}"), {
      ...options,
      warn: (text) => void warnings.push(text),
    });

    expect(warnings).toEqual(["warning: destination for shop.a.b is a table. Ignoring non-table value (1)"]);
  });
});

function changeAll(value: unknown): void {
  if (value instanceof Dict) {
    for (const [, inner] of value.entries()) changeAll(inner);
    value.set("changed", true);
  } else if (typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items))
    value.items.forEach(changeAll);
}
