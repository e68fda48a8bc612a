import { dictOfJson, loadChart, readChartArchive, renderChart, seededChance } from "@gimlet/core/chart";

const CHART = `apiVersion: v2
name: web
version: 1.2.3
kubeVersion: ">=1.25.0-0"
`;
const SCHEMA = `{ "properties": { "replicas": { "type": "integer", "minimum": 1 } } }`;
/** Uses what is loaded only when a template names it, too: regexes, versions, dates, TOML, hashes, keys, random texts. */
const TEMPLATE = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  replicas: {{ .Values.replicas | quote }}
  greeting: {{ regexReplaceAll "l+" .Values.greeting "L" | quote }}
  newer: {{ semverCompare "^1.30.0" .Capabilities.KubeVersion.Version | quote }}
  date: {{ dateInZone "2006-01-02T15:04" (unixEpoch now | int64) "Europe/Budapest" }}
  hash: {{ sha256sum "é" }}
  host: {{ get (urlParse "https://example.org/x?y=1") "host" }}
  toml: {{ toToml (dict "a" (dict "b" 1)) | quote }}
  password: {{ randAlphaNum 8 | len }}
  {{- $ca := genCA "ca" 1 }}
  ca: {{ $ca.Cert | trunc 27 | quote }}
  htpasswd: {{ htpasswd "ada" "secret" | trunc 7 | quote }}
`;

/** What the bundle has to answer in a browser and in a worker: a chart, rendered, and values refused by its schema. */
export async function run(): Promise<unknown> {
  const text = new TextEncoder();
  const chart = loadChart(
    new Map([
      ["Chart.yaml", text.encode(CHART)],
      ["values.yaml", text.encode("replicas: 1\ngreeting: hello\n")],
      ["values.schema.json", text.encode(SCHEMA)],
      ["templates/config.yaml", text.encode(TEMPLATE)],
    ]),
    { profile: "helm-4.2" },
  );
  const render = async (replicas: number): Promise<string> => {
    const { text: output } = await renderChart(chart, {
      release: { name: "shop", namespace: "apps" },
      values: dictOfJson({ replicas }),
      chance: seededChance("shop", { atSeconds: 1_700_000_000 }),
    });
    return output;
  };
  return {
    nodeGlobals: ["process", "Buffer", "require"].filter((name) => name in globalThis),
    text: await render(3),
    again: (await render(3)) === (await render(3)),
    refused: await render(0).catch((error: unknown) => String(error)),
    noArchive: await Promise.resolve()
      .then(() => readChartArchive(text.encode("no archive")))
      .catch((error: unknown) => String(error)),
  };
}
