import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHART_FILES } from "./chart-files-table.ts";
import { RECORDED_TEMPLATES } from "./chart-template-table.ts";
import { RECORDED_VALUES } from "./chart-values-table.ts";
import { type RunOptions, Workplace } from "./run-gimlet.ts";

const KUBE_VERSION = ["--kube-version", "1.33.0"] as const;

let place: Workplace;

beforeAll(() => {
  place = new Workplace();
  write(CHART_FILES);
  write({
    "empty/README.md": "# Nothing\n",
    "library/Chart.yaml": "apiVersion: v2\nname: library\nversion: 1.0.0\ntype: library\n",
    "random/Chart.yaml": "apiVersion: v2\nname: random\nversion: 1.0.0\n",
    "random/templates/secret.yaml":
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\nstringData:\n" +
      "  password: {{ .Values.password | default (randAlphaNum 20) | quote }}\n",
    "looking/Chart.yaml": "apiVersion: v2\nname: looking\nversion: 1.0.0\n",
    "looking/templates/a.yaml":
      'kind: ConfigMap\nfound: {{ lookup "v1" "Secret" .Release.Namespace "db" | empty | not }}\n',
    "broken/Chart.yaml": "apiVersion: v2\nname: broken\nversion: 1.0.0\n",
    "broken/templates/a.yaml": 'a: 1\nb: {{ include "part" . }}\n',
    "broken/templates/_part.tpl": '{{ define "part" }}\n  {{ .Values.a.b.c }}{{ end }}\n',
    "latin1.txt": Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x00, 0xff),
    "latin1/Chart.yaml": "apiVersion: v2\nname: latin1\nversion: 1.0.0\n",
    "latin1/templates/a.yaml": "kind: Secret\na: {{ .Values.a | b64enc }}\n",
  });
  execFileSync("tar", ["-czf", "web-1.2.3.tgz", "web"], { cwd: place.folder });
});

afterAll(() => place.dispose());

function withKubeVersion(args: readonly string[]): readonly string[] {
  return args.includes("--kube-version") ? args : [...args, ...KUBE_VERSION];
}

async function template(args: readonly string[], options: RunOptions = {}) {
  return await place.gimlet(["chart", "template", ...args], options);
}

describe("chart template", () => {
  it.each([...RECORDED_TEMPLATES, ...RECORDED_VALUES])("$title", async ({ args, stdin: input = "", stdout }) => {
    expect(await template(withKubeVersion(args), { input })).toEqual({ code: 0, stdout, stderr: "" });
  });

  const differing = RECORDED_TEMPLATES.filter(({ stdout321 }) => stdout321 !== undefined);
  it.each(differing)("$title, as helm 3.21 does", async ({ args, stdin: input = "", stdout321: stdout }) => {
    const all = [...withKubeVersion(args), "--profile", "helm-3.21"];

    expect(await template(all, { input })).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("leaves tests out", async () => {
    const { stdout } = await template(["shop", "web", "--skip-tests"]);

    expect(stdout).toContain("name: shop-migrate\n");
    expect(stdout).not.toContain("kind: Pod");
  });

  it("renders for Kubernetes 1.36 unless it is told another, and for helm 4.2", async () => {
    const { stdout } = await template(["shop", "web", "-s", "templates/config.yaml"]);

    expect(stdout).toContain("  kube: v1.36.0\n");
    expect(stdout).toContain('monitoring: "false"\n\n');
  });

  it("gives bytes of --set-file as they are", async () => {
    const { stdout } = await template(["shop", "latin1", "--set-file", "a=latin1.txt"]);

    expect(stdout).toContain("a: Y2Fm6QD/\n");
  });

  it("says that a chart asks the cluster", async () => {
    const { code, stdout, stderr } = await template(["shop", "looking"]);

    expect([code, stdout]).toEqual([0, "---\n# Source: looking/templates/a.yaml\nkind: ConfigMap\nfound: false\n"]);
    expect(stderr).toBe("warning: the chart looks for what is in a cluster, and is told that there is nothing\n");
  });

  it.each([
    {
      title: "no words",
      args: [],
      says: "The release's name and the chart are missing.\n  Say both: gimlet chart template web ./charts/web",
    },
    {
      title: "a folder that is not there",
      args: ["shop", "./nope"],
      says: /Path ".*\/nope" not found\.\n {2}Name a folder that holds a Chart\.yaml, or an archive \(\.tgz\)\./,
    },
    {
      title: "a folder without a chart",
      args: ["shop", "empty"],
      says: /Chart\.yaml file is missing\.\n {2}Name a folder that holds one: .*\/empty has none\./,
    },
    {
      title: "a file that is no archive",
      args: ["shop", "web/Chart.yaml"],
      says: "The file does not appear to be a gzipped archive.\n  Fetch the archive again, or name the chart's folder.",
    },
    {
      title: "a chart in a Helm repository",
      args: ["shop", "onechart", "--repo", "https://ada:secret@chart.example.org", "--version", "0.74.0"],
      says:
        'The chart "onechart" of https://chart.example.org can\'t be fetched: charts come from folders and archives for now.\n' +
        "  Fetch it first, and name its folder: helm pull onechart --repo https://chart.example.org --version 0.74.0 --untar",
    },
    {
      title: "a chart in a registry",
      args: ["shop", "oci://registry.example.org/charts/web"],
      says: "Fetch it first, and name its folder: helm pull oci://registry.example.org/charts/web --untar",
    },
    {
      title: "a chart in a git repository",
      args: ["shop", "https://git.example.org/acme/charts.git?path=/web"],
      says: "Fetch it first, and name its folder: git clone",
    },
    {
      title: "a library",
      args: ["shop", "library"],
      says: "Library charts are not installable.\n  Render a chart that has this one among its dependencies.",
    },
    {
      title: "values against the schema",
      args: ["shop", "web", "--set", "replicas=0"],
      says: "The values are not valid: replicas: minimum: got 0, want 1.\n  Correct the values: the chart's values.schema.json",
    },
    {
      title: "values that are no YAML",
      args: ["shop", "web", "-f", "web/templates/config.yaml"],
      says: "The values are not valid: failed to parse web/templates/config.yaml: ",
    },
    {
      title: "a values file that is not there",
      args: ["shop", "web", "-f", "nope.yaml"],
      says: '"nope.yaml" does not exist.\n  Check the path; - reads stdin.',
    },
    {
      title: "a file for --set-file that is not there",
      args: ["shop", "web", "--set-file", "greeting=nope.txt"],
      says: "failed parsing --set-file data: open nope.txt: no such file or directory",
    },
    {
      title: "--set that can't be read",
      args: ["shop", "web", "--set", "greeting"],
      says: 'failed parsing --set data: key "greeting" has no value',
    },
    {
      title: "a required value",
      args: ["shop", "web", "--set", "greeting="],
      says: "web/templates/config.yaml:9:15: say what to greet with.\n  Set the values that the chart asks for.",
    },
    {
      title: "a template that fails",
      args: ["shop", "broken"],
      says: "broken/templates/_part.tpl:2:",
    },
    {
      title: "a template that prints nothing",
      args: ["shop", "web", "-s", "templates/_helpers.tpl"],
      says: "Could not find template templates/_helpers.tpl in chart.",
    },
    {
      title: "a version of Kubernetes that is none",
      args: ["shop", "web", "--kube-version", "new"],
      says: "Invalid kube version 'new': could not parse \"new\" as version.\n  Give a version of Kubernetes such as v1.33.0.",
    },
    {
      title: "a name that no release has",
      args: ["Shop_1", "web"],
      says: '"Shop_1" is not a valid release name.\n  Use lower-case letters, digits, "-" and "."',
    },
  ])("says what is wrong with $title", async ({ args, says }) => {
    const { code, stdout, stderr } = await template(args);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/secret| at .*\.ts/);
  });
});

describe("chart template --random", () => {
  const PASSWORD = /password: "(?<text>[A-Za-z0-9]{20})"/;
  const passwordOf = (text: string): string | undefined => PASSWORD.exec(text)?.groups?.["text"];

  it("is by chance, unless it says something else", async () => {
    const [first, second] = await Promise.all([template(["shop", "random"]), template(["shop", "random"])]);

    expect(passwordOf(first.stdout)).toMatch(/./);
    expect(passwordOf(second.stdout)).not.toBe(passwordOf(first.stdout));
  });

  it("seeded is the same each time for a release in its namespace", async () => {
    const seeded = ["random", "--random", "seeded"];
    const runs = await Promise.all([
      template(["shop", ...seeded]),
      template(["shop", ...seeded]),
      template(["shop", ...seeded, "-n", "other"]),
      template(["pay", ...seeded]),
    ]);

    const [first, second, elsewhere, other] = runs.map(({ stdout }) => passwordOf(stdout));
    expect(first).toMatch(/./);
    expect(second).toBe(first);
    expect(new Set([first, elsewhere, other]).size).toBe(3);
  });

  it("forbid names the line, and the value to set", async () => {
    const forbid = ["shop", "random", "--random", "forbid"];

    const { code, stdout, stderr } = await template(forbid);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "✗ The chart was not rendered.\n  random/templates/secret.yaml:6: randAlphaNum gives something else each time.\n" +
        "  Set the value password, or render with random: seeded.\n  not-reproducible · gimlet help errors not-reproducible\n",
    );
  });
});

const helm = helmOnPath();
const needs = helm === undefined ? " (skipped: needs helm 4.2 or 3.21 on the PATH)" : "";

describe("chart template --verify-with-helm", () => {
  const verify = ["--verify-with-helm", "--profile", helm ?? "helm-4.2", ...KUBE_VERSION];

  it.skipIf(helm === undefined)(`prints what both say${needs}`, async () => {
    const args = [
      "shop",
      "web",
      "-n",
      "apps",
      "-f",
      "-",
      "--set-file",
      "greeting=text.txt",
      "-s",
      "templates/config.yaml",
    ];

    const { code, stdout, stderr } = await template([...args, ...verify], { input: "image: { tag: '2' }\n" });

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain('greeting: "line 1\\nline 2, with a comma\\n"');
  });

  it.skipIf(helm === undefined)(`says which value is made up, where it is no use to compare${needs}`, async () => {
    const { code, stdout, stderr } = await template(["shop", "random", ...verify]);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("randAlphaNum gives something else each time.\n  Set the value password");
    expect((await template(["shop", "random", "--set", "password=x", ...verify])).code).toBe(0);
  });

  it.skipIf(helm === undefined)(`refuses a helm of another version${needs}`, async () => {
    const other = helm === "helm-4.2" ? "helm-3.21" : "helm-4.2";

    const { code, stdout, stderr } = await template(["shop", "web", "--verify-with-helm", "--profile", other]);

    expect([code, stdout]).toEqual([6, ""]);
    expect(stderr).toMatch(/The helm on the PATH is "v\d[^"]*", not \d/);
  });

  it("prints nothing without a helm, and says how to get on", async () => {
    const { code, stdout, stderr } = await template(["shop", "web", "--verify-with-helm"], {
      env: { PATH: "/nonexistent" },
    });

    expect([code, stdout]).toEqual([6, ""]);
    expect(stderr).toContain("helm can't be started.\n  Install helm and put it on the PATH.");
  });
});

describe("chart show", () => {
  const show = async (...args: readonly string[]) => await place.gimlet(["chart", "show", ...args]);

  it.each([
    ["values", CHART_FILES["web/values.yaml"]],
    ["schema", CHART_FILES["web/values.schema.json"]],
    ["readme", "# Web\n"],
    ["chart", CHART_FILES["web/Chart.yaml"]],
    ["all", `${CHART_FILES["web/Chart.yaml"]}---\n${CHART_FILES["web/values.yaml"]}---\n# Web\n`],
  ])("%s prints the file as it is", async (what, stdout) => {
    expect(await show(what, "./web")).toEqual({ code: 0, stdout, stderr: "" });
  });

  it("reads archives", async () => {
    expect((await show("readme", "web-1.2.3.tgz")).stdout).toBe("# Web\n");
  });

  it.each([
    [["schema", "values"], "The chart has no values.schema.json."],
    [["values", "nope"], "not found.\n  Name a folder that holds a Chart.yaml"],
    [["values"], "The chart is missing."],
    [["./web"], "one of: all, chart, values, schema, readme"],
    [["values", "web", "--repo", "https://chart.example.org"], "can't be fetched"],
  ])("says what is wrong with %j", async (args, says) => {
    const { code, stdout, stderr } = await show(...args);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
  });
});

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(place.folder, path)), { recursive: true });
    writeFileSync(join(place.folder, path), content);
  }
}

function helmOnPath(): "helm-4.2" | "helm-3.21" | undefined {
  try {
    const version = execFileSync("helm", ["version", "--template", "{{.Version}}"], { encoding: "utf8" });
    return (["helm-4.2", "helm-3.21"] as const).find((name) => version.startsWith(name.replace("helm-", "v")));
  } catch {
    return undefined;
  }
}
