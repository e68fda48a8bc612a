import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writeTar } from "../../test-support/write-tar.ts";
import { RenderLimitError } from "../errors.ts";
import type { ProfileName } from "../template/profile.ts";
import { bytesOfText } from "../template/values/text.ts";
import { Dict } from "../template/values/value.ts";
import { DEFAULT_ARCHIVE_LIMITS } from "./archive/read-chart-archive.ts";
import type { Chart } from "./chart.ts";
import { loadChart } from "./load-chart.ts";

const CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

type Files = Readonly<Record<string, string | Uint8Array>>;

describe(loadChart, () => {
  it("sorts files into what they are", () => {
    const chart = load({
      ".helmignore": "x",
      "Chart.yaml": CHART,
      "Chart.lock": "digest: sha256:1\ngenerated: 2024-01-02T03:04:05Z\n",
      "values.yaml": "a: 1 # one\n",
      "values.schema.json": "{}",
      "templates/a.yaml": "a",
      "templates/_b.tpl": "b",
      "crds/a.yaml": "c",
      "crds/sub/b.JSON": "d",
      "crds/README.md": "e",
      "README.md": "f",
      "charts/sub.tgz.prov": "g",
    });

    expect(chart.templates).toEqual([
      { name: "templates/a.yaml", text: "a" },
      { name: "templates/_b.tpl", text: "b" },
    ]);
    expect(chart.files.map(({ name }) => name)).toEqual([
      ".helmignore",
      "crds/a.yaml",
      "crds/sub/b.JSON",
      "crds/README.md",
      "README.md",
      "charts/sub.tgz.prov",
    ]);
    expect(chart.crds.map(({ name }) => name)).toEqual(["crds/a.yaml", "crds/sub/b.JSON"]);
    expect(chart.values.get("a")).toBe(1);
    expect(chart.valuesText).toBe("a: 1 # one\n");
    expect(chart.schema).toEqual(bytesOfText("{}"));
    expect(chart.lock).toEqual({ generated: "2024-01-02T03:04:05Z", digest: "sha256:1", dependencies: [] });
  });

  it("reads all of Chart.yaml, with numbers where texts are wanted, and cleans it", () => {
    const { metadata } = load({
      "Chart.yaml": `apiVersion: v2
name: web
version: 1.10.0
appVersion: 1.10
type: library
Description: "a\\tb\\u0007c"
kubeVersion: ">= 1.20"
deprecated: true
keywords: [1, yes]
maintainers: [{name: Ann, email: a@b.c}]
annotations: {a: 1, b: true}
dependencies:
- {name: db, version: 2, repository: "@x", condition: db.on, tags: [t], alias: store, import-values: [data, {child: a, parent: b}]}
`,
    });

    expect(metadata).toMatchObject({
      appVersion: "1.1",
      type: "library",
      description: "a bc",
      kubeVersion: ">= 1.20",
      deprecated: true,
      keywords: ["1", "true"],
      maintainers: [{ name: "Ann", email: "a@b.c", url: "" }],
      annotations: new Map([
        ["a", "1"],
        ["b", "true"],
      ]),
      dependencies: [
        { name: "db", version: "2", repository: "@x", condition: "db.on", tags: ["t"], alias: "store", enabled: false },
      ],
    });
    expect(metadata.dependencies[0]?.importValues).toHaveLength(2);
  });

  it.each<readonly [string, string]>([
    ["name: web\nversion: 1", ""],
    ["apiVersion: v1\nversion: 1", "validation: chart.metadata.name is required"],
    ["name: ..\nversion: 1", 'validation: chart.metadata.name ".." is not allowed'],
    ["name: a/b\nversion: 1", 'validation: chart.metadata.name "a/b" is invalid'],
    ["name: web", "validation: chart.metadata.version is required"],
    ["name: web\nversion: one", 'validation: chart.metadata.version "one" is invalid'],
    ["name: web\nversion: v1.2-rc.1+b", ""],
    ["name: web\nversion: 1.2.3-01", 'validation: chart.metadata.version "1.2.3-01" is invalid'],
    ["name: web\nversion: 1\ntype: app", "validation: chart.metadata.type must be application or library"],
    ["name: web\nversion: 1\nmaintainers: [null]", "validation: maintainers must not contain empty or null nodes"],
    ["name: web\nversion: 1\ndependencies: [null]", "validation: dependencies must not contain empty or null nodes"],
    [
      "name: web\nversion: 1\ndependencies: [{name: a, alias: a b}]",
      'validation: dependency "a" has disallowed characters in the alias',
    ],
    [
      "name: web\nversion: 1\ndependencies: [{name: a}, {name: b, alias: a}]",
      'validation: more than one dependency with name or alias "a"',
    ],
    [
      "name: [x]",
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.name of type string",
    ],
    [
      "name: web\ndependencies: [{name: {}}]",
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field Dependency.dependencies.name of type string",
    ],
    [
      "name: web\nannotations: {a: []}",
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Metadata.annotations of type string",
    ],
    [
      'name: web\ndeprecated: "true"',
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field Metadata.deprecated of type bool",
    ],
  ])("says of %j what Helm says", (text, expected) => {
    expect(helmText(() => load({ "Chart.yaml": text }))).toBe(expected);
    expect(helmText(() => load({ "Chart.yaml": text }, "helm-3.21"))).toBe(expected);
  });

  it.each<readonly [Files, string, string]>([
    [{ "README.md": "" }, "Chart.yaml file is missing", "Chart.yaml file is missing"],
    [{ "Chart.yaml": "apiVersion: v9\nname: web\nversion: 1" }, "unsupported chart version", ""],
    [{ "Chart.yaml": "apiVersion: v3\nname: web\nversion: 1" }, "invalid chart apiVersion", ""],
    [
      { "Chart.yaml": "name: web\nversion: 1\ndependencies: {}" },
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field Metadata.dependencies of type []*v2.Dependency",
      "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field Metadata.dependencies of type []*chart.Dependency",
    ],
    [
      { "Chart.yaml": CHART, "values.yaml": "- 1\n" },
      "cannot load values.yaml: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
      "cannot load values.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
    ],
    [
      { "Chart.yaml": CHART, "values.yaml": "a: 1\n---x\n" },
      "cannot load values.yaml: error reading yaml document: invalid Yaml document separator: x",
      "cannot load values.yaml: error converting YAML to JSON: yaml: line 3: could not find expected ':'",
    ],
    [
      { "Chart.yaml": CHART, "Chart.lock": "generated: hm\n" },
      'cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: parsing time "hm" as "2006-01-02T15:04:05Z07:00": cannot parse "hm" as "2006"',
      'cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: parsing time "hm" as "2006-01-02T15:04:05Z07:00": cannot parse "hm" as "2006"',
    ],
    [
      { "Chart.yaml": CHART, "charts/README.md": "hi" },
      "error unpacking subchart README.md in web: Chart.yaml file is missing",
      "error unpacking subchart README.md in web: Chart.yaml file is missing",
    ],
    [
      { "Chart.yaml": CHART, "charts/db.tgz/Chart.yaml": CHART },
      "error unpacking subchart tar in web: expected db.tgz, got db.tgz/Chart.yaml",
      "error unpacking subchart tar in web: expected db.tgz, got db.tgz/Chart.yaml",
    ],
  ])("says of %j what each Helm says", (files, helm4, helm3) => {
    expect(helmText(() => load(files))).toBe(helm4);
    expect(helmText(() => load(files, "helm-3.21"))).toBe(helm3);
  });

  it("takes requirements.yaml of an old chart for its dependencies, and for a file", () => {
    const files = {
      "Chart.yaml": "name: web\nversion: 1",
      "requirements.yaml": "dependencies: [{name: db}]",
      "requirements.lock": "digest: x",
    };
    const chart = load(files);

    expect(chart.metadata.apiVersion).toBe("v1");
    expect(chart.metadata.dependencies.map(({ name }) => name)).toEqual(["db"]);
    expect(chart.files.map(({ name }) => name)).toEqual(["requirements.yaml", "requirements.lock"]);
    expect(chart.lock?.digest).toBe("x");
    expect(chart.warnings).toEqual([]);
  });

  it("warns of requirements.yaml in a new chart", () => {
    const chart = load({ "Chart.yaml": CHART, "requirements.yaml": "dependencies: [{name: db}]" });

    expect(chart.metadata.dependencies.map(({ name }) => name)).toEqual(["db"]);
    expect(chart.files).toEqual([]);
    expect(chart.warnings).toEqual([
      'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
    ]);
  });

  it("merges the documents of values.yaml for Helm 4, and reads the first for Helm 3", () => {
    const files = { "Chart.yaml": CHART, "values.yaml": "---\na: {x: 1, z: 1}\n--- # next\na: {z: 2}\nb: 3\n" };

    expect(plain(load(files))).toBe("a.x=1 a.z=2 b=3");
    expect(plain(load(files, "helm-3.21"))).toBe("a.x=1 a.z=1");
  });

  it("ends the last line of values.yaml for Helm 4 only", () => {
    const files = { "Chart.yaml": CHART, "values.yaml": "a: |\n  x" };

    expect(plain(load(files))).toBe('a="x\\n"');
    expect(plain(load(files, "helm-3.21"))).toBe('a="x"');
  });

  it("loads subcharts from folders and archives, within each other, and passes over hidden ones", () => {
    const chart = load({
      "Chart.yaml": CHART,
      "charts/z/Chart.yaml": CHART.replace("web", "z"),
      "charts/z/charts/deep/Chart.yaml": CHART.replace("web", "deep"),
      "charts/z/templates/a.yaml": "a",
      "charts/db-1.0.0.tgz": archive("db", { "charts/inner.tgz": archive("inner", {}) }),
      "charts/_off/Chart.yaml": "x",
      "charts/.off/Chart.yaml": "x",
    });

    expect(chart.dependencies.map(({ metadata }) => metadata.name)).toEqual(["db", "z"]);
    expect(chart.dependencies.flatMap(({ dependencies }) => dependencies.map(({ metadata }) => metadata.name))).toEqual(
      ["inner", "deep"],
    );
    expect(chart.dependencies[1]?.templates).toEqual([{ name: "templates/a.yaml", text: "a" }]);
  });

  it("counts archives within archives together", () => {
    const files = {
      "Chart.yaml": CHART,
      "charts/a.tgz": archive("a", { "x.txt": "x".repeat(600) }),
      "charts/b.tgz": archive("b", { "x.txt": "x".repeat(600) }),
    };

    expect(() => load(files, "helm-4.2", 1000)).toThrow("larger than the maximum size");
    expect(() => load(files, "helm-4.2", 2000)).not.toThrow();
  });

  it("stops at charts within charts without end", () => {
    const path = "charts/a/".repeat(30);
    const files = Object.fromEntries(
      Array.from({ length: 31 }, (_, depth) => [`${path.slice(0, depth * 9)}Chart.yaml`, CHART]),
    );

    expect(() => load(files)).toThrow(RenderLimitError);
  });

  it("strips byte order marks, and keeps bytes that are no text", () => {
    const chart = load({
      "Chart.yaml": `\uFEFF${CHART}`,
      "templates/a.yaml": "\uFEFFa",
      "bin.dat": new Uint8Array([0xff, 0]),
    });

    expect(chart.templates[0]?.text).toBe("a");
    expect(chart.files[0]?.bytes).toEqual(new Uint8Array([0xff, 0]));
  });

  it("has the same digest in any order of files, and another for any other content", () => {
    const digest = load({ "Chart.yaml": CHART, "a.txt": "1", "charts/z/Chart.yaml": CHART }).digest;

    expect(load({ "charts/z/Chart.yaml": CHART, "a.txt": "1", "Chart.yaml": CHART }).digest).toBe(digest);
    expect(load({ "Chart.yaml": CHART, "a.txt": "2", "charts/z/Chart.yaml": CHART }).digest).not.toBe(digest);
    expect(load({ "Chart.yaml": CHART, "b.txt": "1", "charts/z/Chart.yaml": CHART }).digest).not.toBe(digest);
    expect(load({ "Chart.yaml": CHART, "a.txt": "1", "charts/z/Chart.yaml": `${CHART}\n` }).digest).not.toBe(digest);
  });
});

function load(files: Files, profile: ProfileName = "helm-4.2", totalBytes = 100 * 1024 * 1024): Chart {
  const bytes = new Map(
    Object.entries(files).map(([name, content]) => [
      name,
      typeof content === "string" ? bytesOfText(content) : content,
    ]),
  );
  return loadChart(bytes, { profile, limits: { ...DEFAULT_ARCHIVE_LIMITS, totalBytes } });
}

function archive(name: string, files: Files): Uint8Array {
  const all: Files = { "Chart.yaml": CHART.replace("web", name), ...files };
  return gzipSync(writeTar(Object.entries(all).map(([path, content]) => ({ name: `${name}/${path}`, content }))));
}

function helmText(action: () => unknown): string {
  try {
    action();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function plain({ values }: Chart): string {
  const lines = (dict: Dict, path: string): readonly string[] =>
    dict.sortedKeys().flatMap((key) => {
      const value = dict.get(key);
      return value instanceof Dict ? lines(value, `${path}${key}.`) : [`${path}${key}=${JSON.stringify(value)}`];
    });
  return lines(values, "").join(" ");
}
