import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";

import { parseVarsFile } from "../conventions/vars-file.ts";
import { ManifestInvalidError, RenderUnsupportedError } from "../errors.ts";
import { manifestOrThrow, parseManifest } from "../manifest/parse-manifest.ts";
import { resolveManifest } from "../manifest/resolve-manifest.ts";
import { rawRenderer } from "./raw-renderer.ts";
import { renderFiles } from "./render-files.ts";
import type { Resource } from "./renderer.ts";

const HEAD = "app: shop\nenv: staging\nnamespace: store\n";

async function render(
  manifest: string | Uint8Array,
  vars: ReadonlyMap<string, string> = new Map(),
): Promise<readonly Resource[]> {
  const result = resolveManifest(manifestOrThrow(parseManifest(manifest, { file: "shop.yaml" })), vars);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return (await rawRenderer.render(result.manifest, result)).resources;
}

function renderBlock(block: string): Promise<readonly Resource[]> {
  return render(`${HEAD}manifests: |\n${block.replaceAll(/^/gm, "  ")}\n`);
}

async function filesOf(block: string): Promise<Record<string, string>> {
  return Object.fromEntries(renderFiles(await renderBlock(block)));
}

async function issuesOf(block: string): Promise<readonly string[]> {
  const error: unknown = await renderBlock(block).catch((reason: unknown) => reason);
  if (!(error instanceof ManifestInvalidError)) throw new Error("it did not fail as expected", { cause: error });
  return error.issues.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe("rawRenderer", () => {
  it("writes each resource to a file, as written", async () => {
    const service =
      "apiVersion: v1\nkind:   Service # kept\nmetadata: { name: web, namespace: other }\nspec:\n  ports: [{port: 80}]\n";
    const role = '# a note\n"apiVersion": rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: reader\n';

    expect(await filesOf(`---\n${service}\n\n--- # second\n${role}...\n---\n# nothing\n`)).toEqual({
      "clusterrole-reader.yaml": `# Source: manifests\n    # second\n${role}`,
      "service-web.yaml": `# Source: manifests\n${service}`,
    });
  });

  it("gives the resources of the recorded case", async () => {
    const folder = new URL("../manifest/fixtures/13-raw-manifests-only/", import.meta.url);
    const { vars } = parseVarsFile(await readFile(new URL("vars.env", folder), "utf8"));
    const expected = parseAllDocuments(await readFile(new URL("expected.yaml", folder), "utf8"));

    const resources = await render(await readFile(new URL("manifest.yaml", folder)), vars);

    expect(resources.map(({ text }) => parse(text) as unknown)).toEqual(
      expected.map((document) => document.toJS() as unknown),
    );
  });

  it.each<[string, string, string]>([
    ["a block map", "metadata:\n  name: a\n  labels: {}", "metadata:\n  namespace: store\n  name: a\n  labels: {}"],
    ["a flow map", "metadata: { name: a }", "metadata: { namespace: store, name: a }"],
    ["JSON", '"metadata": {"name":"a"}', '"metadata": {"namespace": "store", "name":"a"}'],
    ["an anchor", "metadata: &m\n  name: a", "metadata: &m\n  namespace: store\n  name: a"],
  ])("puts the namespace into %s of Kubernetes' own namespaced kinds", async (_, before, after) => {
    const files = await filesOf(`apiVersion: apps/v1\nkind: Deployment\n${before}`);

    expect(files["deployment-a.yaml"]).toBe(`# Source: manifests\napiVersion: apps/v1\nkind: Deployment\n${after}\n`);
  });

  it("leaves kinds alone that are not namespaced or not Kubernetes' own", async () => {
    const of = (apiVersion: string, kind: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n---\n`;

    const resources = await renderBlock(
      of("v1", "Namespace") + of("serving.example.org/v1", "Service") + of("v1", "Service"),
    );

    expect(resources.map(({ kind, namespace }) => [kind, namespace])).toEqual([
      ["Namespace", undefined],
      ["Service", undefined],
      ["Service", "store"],
    ]);
  });

  it("quotes a namespace that would not read as a text", async () => {
    const [resource] = await render(
      "app: shop\nenv: staging\nnamespace: '123'\nmanifests: |\n  apiVersion: v1\n  kind: Secret\n  metadata:\n    name: a\n",
    );

    expect(resource?.text).toContain('namespace: "123"');
  });

  it("takes lists apart, in blocks and in JSON", async () => {
    const block = [
      "apiVersion: v1",
      "kind: List",
      "items:",
      "  - apiVersion: v1",
      "    kind: ConfigMap",
      "    metadata: { name: a }",
      "    data:",
      "      mode: 0644",
      "      text: |",
      "        one",
      "          two",
      "  # between",
      "  - { apiVersion: v1, kind: ConfigMap, metadata: { name: b } }",
      "---",
      '{"apiVersion":"v1","kind":"ConfigMapList","items":[{"apiVersion":"v1","kind":"ConfigMap",',
      '  "metadata":{"name":"c"}}]}',
    ].join("\n");

    expect(await filesOf(block)).toEqual({
      "configmap-a.yaml":
        "# Source: manifests\napiVersion: v1\nkind: ConfigMap\nmetadata: { namespace: store, name: a }\ndata:\n  mode: 0644\n  text: |\n    one\n      two\n",
      "configmap-b.yaml":
        "# Source: manifests\n{ apiVersion: v1, kind: ConfigMap, metadata: { namespace: store, name: b } }\n",
      "configmap-c.yaml":
        '# Source: manifests\n{"apiVersion":"v1","kind":"ConfigMap",\n"metadata":{"namespace": "store", "name":"c"}}\n',
    });
  });

  it("names everything that is wrong, with its place in the file", async () => {
    const block = [
      "apiVersion: v1",
      "kind: Job",
      "metadata: { generateName: a }",
      "---",
      "  metadata: {}",
      "---",
      "kind: X",
      "---",
      "apiVersion: v1",
      "kind: Pod",
      "---",
      "- a",
      "---",
      "apiVersion: v1",
      "kind: List",
      "items:",
      "  - &x { apiVersion: v1, kind: Pod, metadata: { name: p } }",
      "  - *x",
      "---",
      "apiVersion: v1",
      "kind: Pod",
      "metadata: { name: 12 }",
    ].join("\n");

    expect(await issuesOf(block)).toEqual([
      "5:3 a Job has generateName, which gitops can't apply again",
      "9:5 a resource has no kind",
      "11:3 a resource of kind X has no apiVersion",
      "13:3 a Pod has no metadata.name",
      "16:3 a resource has no kind",
      "18:3 the items of the List can't be taken apart",
      "24:3 a Pod has no metadata.name",
    ]);
  });

  it("refuses metadata that has no place for a namespace", async () => {
    expect(await issuesOf("apiVersion: v1\nkind: Pod\nmetadata:\n  ? name\n  : p\n")).toEqual([
      "5:3 Pod p has no place for a namespace",
    ]);
  });

  it("refuses a resource that is there twice", async () => {
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\n";

    expect(await issuesOf(`${pod}---\n${pod}`)).toEqual(["9:3 Pod p is there twice"]);
  });

  it("says so when there is nothing to render", async () => {
    expect(await issuesOf("# nothing")).toEqual(["1:1 no chart or raw yaml has been found"]);
    await expect(render(HEAD)).rejects.toThrow("shop.yaml:1:1: no chart or raw yaml has been found");
  });

  it.each([
    ["chart", "chart: { name: onechart }"],
    ["strategicMergePatches", "strategicMergePatches: 'a: 1'"],
    ["json6902Patches", "json6902Patches: [{ patch: '[]', target: { version: v1, kind: K, name: n } }]"],
    ["dependencies", "dependencies: [{ name: a, kind: terraform }]"],
  ])("says that %s comes next", async (feature, text) => {
    const error: unknown = await render(`${HEAD}${text}\n`).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(RenderUnsupportedError);
    expect(error).toMatchObject({ feature });
  });
});
