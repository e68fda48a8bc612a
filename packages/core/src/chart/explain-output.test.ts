import { describe, expect, it } from "vitest";
import { dictOfJson } from "../template/values/dict-of-json.ts";
import { explainOutput } from "./explain-output.ts";
import { loadChart } from "./load-chart.ts";
import { renderChart } from "./render-chart.ts";

const FILES = {
  "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "values.yaml": "labels: {team: a}\nn: 1\n",
  "templates/_labels.tpl": '{{ define "labels" }}\n{{- toYaml .Values.labels }}\n{{- end }}\n',
  "templates/a.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    {{- include "labels" . | nindent 4 }}\ndata:\n  n: "{{ .Values.n }}"\n',
  "templates/b.yaml":
    "apiVersion: v1\nkind: Secret\nmetadata:\n  name: b\n---\nkind: ConfigMap\napiVersion: v1\nmetadata:\n  name: {{ .Values.n | quote }}\n",
};

async function explained(wanted: string) {
  const files = new Map(Object.entries(FILES).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const release = { name: "shop", namespace: "default" };
  const rendered = await renderChart(loadChart(files), { release, values: dictOfJson({ n: 7 }), explain: true });
  return explainOutput(rendered, rendered.text.split("\n").indexOf(wanted) + 1);
}

describe(explainOutput, () => {
  it("names the template's line and the value that a line shows", async () => {
    expect(await explained('  n: "7"')).toMatchObject({
      source: "web/templates/a.yaml",
      places: [{ template: "web/templates/a.yaml", line: 8 }],
      values: ["n"],
    });
  });

  it("looks through includes and functions on texts", async () => {
    expect(await explained("    team: a")).toMatchObject({
      places: [
        { template: "web/templates/_labels.tpl", line: 2 },
        { template: "web/templates/a.yaml", line: 6 },
      ],
      values: ["labels.team"],
    });
  });

  it("finds lines of later documents of a file, whatever the order of kinds is", async () => {
    expect(await explained('  name: "7"')).toMatchObject({
      source: "web/templates/b.yaml",
      places: [{ template: "web/templates/b.yaml", line: 9 }],
    });
  });

  it("has no place for what no template printed", async () => {
    expect(await explained("# Source: web/templates/b.yaml")).toMatchObject({ places: [], values: [] });
    expect(await explained("no such line")).toBeUndefined();
  });
});
