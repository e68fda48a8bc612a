import { describe, expect, it } from "vitest";
import { HelmDiffersError, ManifestInvalidError, NotReproducibleError, RenderUnsupportedError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest-type.generated.ts";
import { parseManifest } from "../manifest/parse-manifest.ts";
import { MemoryCharts } from "../testing/memory-charts.ts";
import { chartRenderer } from "./chart-renderer.ts";
import { type RenderedManifest, renderManifest } from "./render-manifest.ts";
import type { ChartRendererOptions } from "./render-chart-manifest.ts";

const CHARTS = new MemoryCharts({
  web: {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\n",
    "values.yaml": "replicas: 1\n",
    "crds/thing.yaml":
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: things.example.org }\n",
    "templates/deployment.yaml":
      "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\n" +
      "spec:\n  replicas: {{ .Values.replicas }}\n  kube: {{ .Capabilities.KubeVersion.Version }}\n",
    "templates/hook.yaml":
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations: { "helm.sh/hook": "pre-install,pre-upgrade" }\n',
  },
  random: {
    "Chart.yaml": "apiVersion: v2\nname: random\nversion: 1.0.0\n",
    "templates/a.yaml":
      "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData:\n  at: {{ now | unixEpoch | quote }}\n  b: {{ randAlphaNum 9 }}\n",
  },
  looking: {
    "Chart.yaml": "apiVersion: v2\nname: looking\nversion: 1.0.0\n",
    "templates/a.yaml":
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n{{ $a := lookup "v1" "Secret" "apps" "db" }}{{ $b := lookup "v1" "Secret" "apps" "db" }}',
  },
  pair: {
    "Chart.yaml": "apiVersion: v2\nname: pair\nversion: 1.0.0\n",
    "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
    "templates/b.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
  },
  strict: {
    "Chart.yaml": "apiVersion: v2\nname: strict\nversion: 1.0.0\n",
    "values.schema.json": `{ "$schema": "http://json-schema.org/draft-07/schema#", "properties": {
      "password": { "pattern": "^[0-9]+$" }, "contact": { "format": "email" }, "replicas": { "minimum": 1 } } }`,
  },
  nameless: {
    "Chart.yaml": "apiVersion: v2\nname: nameless\nversion: 1.0.0\n",
    "templates/a.yaml": "apiVersion: v1\nkind: Job\nmetadata:\n  generateName: a-\n",
    "templates/b.yaml": "# nothing but a comment\n",
  },
});

const VERIFIED: ChartRendererOptions = {
  charts: CHARTS,
  verify: async () => await Promise.reject(new HelmDiffersError(3, { ours: "a", helms: "b" })),
};

interface Wanted {
  readonly chart?: string;
  readonly fields?: Partial<Manifest>;
  readonly options?: ChartRendererOptions;
  readonly createdSeconds?: number;
  readonly signal?: AbortSignal;
}

async function render({
  chart = "web",
  fields = {},
  options,
  createdSeconds,
  signal,
}: Wanted = {}): Promise<RenderedManifest> {
  // As a person writes it: places are known. Further keys are on a line of their own, which is YAML, too.
  const more = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const namespace = fields.namespace === undefined ? "namespace: apps\n" : "";
  const text = `app: shop\nenv: staging\n${namespace}chart:\n  name: ${chart}\n${more.join("")}`;
  const parsed = parseManifest(text, { file: "m.yaml" });
  if (!parsed.ok) throw new ManifestInvalidError("m.yaml", parsed.issues);
  const renderer = chartRenderer(options ?? { charts: CHARTS });
  return await renderManifest(parsed, { file: "m.yaml", variables: () => new Map(), renderer, createdSeconds, signal });
}

describe(chartRenderer, () => {
  it("renders the chart for the app and its namespace, with the manifest's values", async () => {
    const { files } = await render({ fields: { values: { replicas: 3 } } });

    expect(files).toEqual(
      new Map([
        [
          "deployment-shop.yaml",
          "# Source: web/templates/deployment.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\n" +
            "  namespace: apps\nspec:\n  replicas: 3\n  kube: v1.36.0\n",
        ],
      ]),
    );
  });

  it("locks the chart's content, and everything that decided about the render", async () => {
    const first = await render();
    const again = await render({ fields: { values: { replicas: 3 } } });
    const told = await render({ fields: { render: { profile: "helm-3.21", kubeVersion: "1.29" } } });

    expect(first.lock).toEqual({
      chart: { name: "web", version: "1.2.3", digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      render: {
        profile: "helm-4.2",
        random: "forbid",
        kubeVersion: "v1.36.0",
        apiVersions: [],
        crds: "leave-out",
        hooks: "leave-out",
      },
    });
    expect(again.lock).toEqual(first.lock);
    expect(told.lock).toMatchObject({
      chart: first.lock?.["chart"],
      render: { profile: "helm-3.21", kubeVersion: "1.29" },
    });
    expect(told.files.get("deployment-shop.yaml")).toContain("kube: v1.29\n");
  });

  it("names hooks that it leaves out, at the chart's place in the manifest", async () => {
    const { warnings } = await render();

    expect(warnings).toEqual([
      {
        line: 5,
        column: 3,
        path: "chart",
        severity: "warning",
        message: "hooks of the chart are left out: Job migrate (pre-install, pre-upgrade)",
        hint: "Set render.hooks: include to have them in git.",
      },
    ]);
  });

  it("includes hooks and the folder crds/ where the manifest says so", async () => {
    const { files, warnings } = await render({ fields: { render: { hooks: "include", crds: "include" } } });

    expect([...files.keys()]).toEqual([
      "customresourcedefinition-things.example.org.yaml",
      "deployment-shop.yaml",
      "job-migrate.yaml",
    ]);
    expect(warnings).toEqual([]);
  });

  it("says once what the chart looks for in the cluster", async () => {
    const { warnings } = await render({ chart: "looking" });

    expect(warnings.map(({ message }) => message)).toEqual([
      "the chart looks for what is in the cluster, and is told that there is nothing: Secret apps db",
    ]);
  });

  it("appends the manifest's own resources, which get its namespace", async () => {
    const manifests = "apiVersion: v1\nkind: Service\nmetadata:\n  name: own\n";

    const { files } = await render({ fields: { manifests } });

    expect(files.get("service-own.yaml")).toBe(
      "# Source: manifests\napiVersion: v1\nkind: Service\nmetadata:\n  namespace: apps\n  name: own\n",
    );
  });

  it("refuses chance, unless it is seeded: then it is the same for the app and the artifact's time", async () => {
    const seeded = {
      chart: "random",
      fields: { render: { random: "seeded" } },
      createdSeconds: 1_700_000_000,
    } as const;

    await expect(render({ chart: "random" })).rejects.toThrow(NotReproducibleError);
    const { files } = await render(seeded);
    const other = await render({ ...seeded, fields: { ...seeded.fields, namespace: "other" } });

    expect(files.get("secret-a.yaml")).toMatch(/at: "1700000000"\n {2}b: [A-Za-z0-9]{9}\n/);
    expect((await render(seeded)).files).toEqual(files);
    expect(other.files).not.toEqual(files);
  });

  it("asks for a second opinion, and prefers to say what is made up", async () => {
    await expect(render({ options: VERIFIED })).rejects.toThrow(HelmDiffersError);
    await expect(
      render({ chart: "random", fields: { render: { random: "seeded" } }, options: VERIFIED }),
    ).rejects.toThrow(NotReproducibleError);
  });

  it("names the manifest's place of a chart that is not there", async () => {
    await expect(render({ chart: "nothing" })).rejects.toMatchObject({
      code: "manifest-invalid",
      file: "m.yaml",
      issues: [{ line: 5, column: 9, path: "chart.name", message: 'there is no chart "nothing"' }],
    });
  });

  it.each([
    ["pair", "ConfigMap a is there twice: in pair/templates/a.yaml and in pair/templates/b.yaml"],
    [
      "nameless",
      "nameless/templates/a.yaml: a Job has generateName, which gitops can't apply again (line 1 of the document)",
    ],
  ])("refuses %s, which can't be applied from git", async (chart, message) => {
    const error: unknown = await render({ chart }).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(ManifestInvalidError);
    expect((error as ManifestInvalidError).issues.map((issue) => issue.message)).toEqual([message]);
  });

  it.each([
    { strategicMergePatches: "kind: Deployment\n" },
    { json6902Patches: [{ patch: "[]", target: { group: "apps", version: "v1", kind: "Deployment", name: "shop" } }] },
  ])("refuses %j", async (fields) => {
    await expect(render({ fields: fields as Partial<Manifest> })).rejects.toThrow(RenderUnsupportedError);
  });

  it("shows no text that does not fit the schema: it may be secret", async () => {
    const values = { password: "hunter2' does", contact: "hunter3", replicas: 0 };

    const error: unknown = await render({ chart: "strict", fields: { values } }).catch((e: unknown) => e);

    expect(error).toMatchObject({
      code: "values-invalid",
      violations: [
        { path: "password", message: "does not match pattern '^[0-9]+$'" },
        { path: "contact", message: "is not valid email" },
        { path: "replicas", message: "minimum: got 0, want 1" },
      ],
    });
    expect(JSON.stringify(error)).not.toContain("hunter");
  });

  it("stops with the signal's reason", async () => {
    const signal = AbortSignal.abort(new Error("enough"));

    await expect(render({ signal })).rejects.toThrow("enough");
  });
});
