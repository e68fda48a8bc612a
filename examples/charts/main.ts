// Renders a Helm chart without helm: from a folder on disk, then with values that the chart refuses; then a template alone.
import { strict as assert } from "node:assert";
import { fileURLToPath } from "node:url";
import { GimletError } from "@gimlet/core";
import { ChartCache, dictOfJson, loadChart, renderChart } from "@gimlet/core/chart";
import { readChartFolder } from "@gimlet/core/local-charts";
import { renderTemplate } from "@gimlet/core/template";

const folder = fileURLToPath(new URL("web", import.meta.url));

// #region render
const chart = loadChart(await readChartFolder(folder));
const cache = new ChartCache();

const rendered = await renderChart(chart, {
  release: { name: "shop", namespace: "default" },
  values: dictOfJson({ image: "ghcr.io/acme/shop:1.0.0", replicas: 3 }),
  kubeVersion: "1.33.0",
  cache,
});

for (const { kind, name, source } of rendered.manifests) console.log(`${kind}/${name} from ${source}`);
// #endregion render

assert.equal(rendered.manifests.length, 1);
assert.match(rendered.text, /^---\n# Source: web\/templates\/deployment.yaml\n/);
assert.match(rendered.text, /replicas: 3/);

// #region refused
try {
  await renderChart(chart, {
    release: { name: "shop", namespace: "default" },
    values: dictOfJson({ image: "" }),
    cache,
  });
} catch (error) {
  if (!GimletError.is(error) || error.code !== "template-failed") throw error;
  console.log(`${error.failure}: ${error.message}`);
  for (const { template, line } of error.places) console.log(`  in ${template}, line ${line}`);
}
// #endregion refused

// #region template
const text = '{{ include "hello" .name }} since {{ .since | toDate "2006-01-02" | date "2006" }}.';
const greeting = await renderTemplate(text, {
  data: dictOfJson({ name: "shop", since: "2023-11-14" }),
  partials: new Map([["hello.tpl", '{{ define "hello" }}Hello, {{ . | title }}{{ end }}']]),
});
// #endregion template

assert.equal(greeting, "Hello, Shop since 2023.");
