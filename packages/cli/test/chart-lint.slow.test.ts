import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHART_FILES } from "./chart-files-table.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;

beforeAll(() => {
  place = new Workplace();
  const files: Readonly<Record<string, string>> = {
    ...CHART_FILES,
    "poor/Chart.yaml": "apiVersion: v2\nname: poor\nversion: 1.0.0\n",
    "poor/values.yaml": "",
    "poor/templates/a.yaml":
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  b: {{ randAlphaNum 5 }}\n",
    "broken/Chart.yaml": "apiVersion: v2\nname: broken\nversion: 1.0.0\nicon: x\n",
    "broken/values.yaml": "",
    "broken/templates/a.yaml": "a: 1\nb: {{ .Values.a.b }}\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place.folder, path)), { recursive: true });
    writeFileSync(join(place.folder, path), text);
  }
});

afterAll(() => place.dispose());

async function lint(...args: readonly string[]) {
  return await place.gimlet(["chart", "lint", ...args]);
}

describe("chart lint", () => {
  it("finds no errors in a good chart", async () => {
    expect(await lint("./web")).toEqual({ code: 0, stdout: "", stderr: "✓ ./web: no errors\n" });
  });

  it("tells of warnings, each with the line it stands on", async () => {
    const { code, stdout, stderr } = await lint("poor");

    expect([code, stderr]).toEqual([0, "✓ poor: no errors\n"]);
    expect(stdout).toBe(
      "Chart.yaml:1:1\twarning\t\ticon is recommended\tapiVersion: v2\n" +
        "templates/a.yaml:6:9\twarning\t\trandAlphaNum gives something else each time; set the value that the chart makes up here, or render with random: seeded.\tb: {{ randAlphaNum 5 }}\n",
    );
  });

  it("exits with 1 for an error, and gives its place and line", async () => {
    const { code, stdout, stderr } = await lint("broken");

    expect([code, stderr]).toEqual([1, "✗ broken: 1 error\n"]);
    expect(stdout).toMatch(
      /^templates\/a\.yaml:2:\d+\terror\t\t(?!broken).*nil pointer.*\tb: \{\{ \.Values\.a\.b \}\}\n$/,
    );
  });

  it("knows values, the profile and the version of Kubernetes", async () => {
    const { code, stdout } = await lint(
      "web",
      "--set",
      "replicas=0",
      "--profile",
      "helm-3.21",
      "--kube-version",
      "1.29",
    );

    expect(code).toBe(1);
    expect(stdout).toContain("replicas: minimum: got 0, want 1");
  });

  it("is one document with --json", async () => {
    const { code, stdout } = await lint("broken", "--json");

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "gimlet.issues/1",
      items: [{ file: "templates/a.yaml", line: 2, severity: "error" }],
      next: null,
    });
  });

  it.each([
    [[], "The chart is missing.\n  Name its folder or archive, such as ./charts/web, after the command."],
    [["./nope"], "not found.\n  Name a folder that holds a Chart.yaml, or an archive (.tgz)."],
    [["web", "-f", "nope.yaml"], '"nope.yaml" does not exist.'],
    [["web", "--repo", "https://chart.example.org"], "can't be fetched"],
  ])("says what is wrong with %j", async (args, says) => {
    const { code, stdout, stderr } = await lint(...args);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
  });
});

describe("chart template --explain", () => {
  const explain = async (...args: readonly string[]) =>
    await place.gimlet(["chart", "template", "shop", "web", "--explain", ...args]);

  it("says which template and which values made a line", async () => {
    const [value, included] = await Promise.all([explain("35"), explain("10")]);

    expect(value).toEqual({
      code: 0,
      stdout:
        'line 35     image: "nginx:latest"\nprinted by  web/templates/deployment.yaml:11\nvalues      image.repository, image.tag\n',
      stderr: "",
    });
    expect(included.stdout).toContain(
      "printed by   web/templates/_helpers.tpl:3\nincluded by  web/templates/config.yaml:7\n",
    );
  });

  it.each([["999"], ["0"], ["10", "--show-only", "templates/config.yaml"]])("refuses %s", async (...args) => {
    const { code, stdout, stderr } = await explain(...args);

    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^✗ .*\n {2}.*\n {2}usage · /);
  });
});

describe("manifest template of a chart", () => {
  const MANIFEST = "app: shop\nenv: staging\nnamespace: apps\nchart:\n  name: ./web\nrender:\n  kubeVersion: 1.30.0\n";
  const render = async (...args: readonly string[]) =>
    await place.gimlet(["manifest", "template", "-f", "-", ...args], { input: MANIFEST });

  it("names hooks that are left out, with the manifest's place", async () => {
    const { code, stdout, stderr } = await render();

    expect([code, stderr]).toEqual([
      0,
      "-:5:3: warning: hooks of the chart are left out: Pod shop-test (test), Job shop-migrate (pre-upgrade). Set render.hooks: include to have them in git.\n",
    ]);
    expect(stdout).toContain('kube: v1.30.0\n  monitoring: "false"\n---\n');
    expect(stdout).not.toMatch(/Job|Pod|CustomResource/);
  });

  it("takes what flags say instead of what the manifest says", async () => {
    const flags = ["--profile", "helm-3.21", "--random", "seeded", "--kube-version", "1.29.1-eks", "--crds", "include"];
    flags.push("--hooks", "include", "--api-versions", "a/v1,monitoring.coreos.com/v1");

    const { code, stdout, stderr } = await render(...flags);

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain('kube: v1.29.1\n  monitoring: "true"\n');
    expect(stdout.match(/^kind: .*/gm)).toEqual([
      "kind: ConfigMap",
      "kind: CustomResourceDefinition",
      "kind: Deployment",
      "kind: Job",
      "kind: Pod",
      "kind: Service",
    ]);
  });

  it("asks the helm on the PATH where it is told to", async () => {
    const { code, stderr } = await place.gimlet(["manifest", "template", "-f", "-", "--verify-with-helm"], {
      input: MANIFEST,
      env: { PATH: "/nonexistent" },
    });

    expect(code).toBe(6);
    expect(stderr).toContain("helm can't be started.\n  Install helm and put it on the PATH.");
  });

  it.each([
    ["--random", "helm"],
    ["--profile", "helm-2"],
    ["--crds", "yes"],
    ["--hooks", "no"],
  ])("says what %s can be", async (...args) => {
    const { code, stderr } = await render(...args);

    expect(code).toBe(2);
    expect(stderr).toContain(`${args[0]} can't be "${args[1]}"; use one of: `);
  });
});
