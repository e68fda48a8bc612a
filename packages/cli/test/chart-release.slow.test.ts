import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "../../core/test-support/git-http-server.ts";
import { CHART_FILES } from "./chart-files-table.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;
let repo: string;

beforeEach(() => {
  place = new Workplace();
  repo = place.bareRepo();
  place.signIn("Ada", "ada@example.org");
  write(CHART_FILES);
});

afterEach(() => place.dispose());

interface ChartArtifact {
  readonly tag: string;
  readonly chart?: string;
  readonly values?: object;
  readonly render?: object;
  readonly manifests?: string;
}

/** An artifact whose manifest names a chart. @returns its path */
function artifact({ tag, chart = "./web", ...manifest }: ChartArtifact): string {
  const sha = Buffer.from(tag).toString("hex").padEnd(40, "0").slice(0, 40);
  const version = { repositoryName: "acme/web", sha, created: 1_700_000_000, tag, event: "tag", message: tag };
  const environments = [{ app: "shop", env: "staging", namespace: "apps", chart: { name: chart }, ...manifest }];
  write({ [`${tag}.json`]: JSON.stringify({ id: `acme/web-${tag}`, version, environments }) });
  return join(place.folder, `${tag}.json`);
}

async function release(wanted: ChartArtifact, ...more: readonly string[]) {
  return await act(["make", "shop", "staging", "-a", artifact(wanted), ...more]);
}

async function act(args: readonly string[]) {
  return await place.gimlet(["release", ...args, "--apps-repo", repo, "--env", "staging"]);
}

/** The files of the app at the branch's head, by name. */
function files(): Readonly<Record<string, string>> {
  const names = git(repo, ["ls-tree", "-r", "--name-only", "main", "shop/"]).split("\n").filter(Boolean);
  return Object.fromEntries(names.map((name) => [name.slice("shop/".length), git(repo, ["show", `main:${name}`])]));
}

function commits(): number {
  return Number(git(repo, ["rev-list", "--count", "main"]));
}

describe("an app whose manifest names a chart in a folder", () => {
  it("is released, changed, rolled back, deleted and restored", async () => {
    const first = await release({ tag: "1.0.0", values: { replicas: 2 } });

    expect(first.code).toBe(0);
    expect(first.stderr).toContain("+ ConfigMap/shop");
    expect(first.stderr).toContain(
      "Hooks of the chart are left out: Pod shop-test (test), Job shop-migrate (pre-upgrade). Set render.hooks: include to have them in git.",
    );
    const released = files();
    expect(Object.keys(released)).toEqual([
      "artifact.json",
      "configmap-shop.yaml",
      "deployment-shop.yaml",
      "release.json",
      "service-shop.yaml",
    ]);
    expect(released["service-shop.yaml"]).toBe(
      "# Source: web/templates/service.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: shop",
    );
    expect(released["deployment-shop.yaml"]).toContain("  replicas: 2\n");
    expect(lockOf(released)).toEqual({
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

    const planned = await release({ tag: "1.1.0", values: { replicas: 3 } }, "--dry-run");

    expect([planned.code, commits()]).toEqual([0, 1]);
    expect(planned.stdout).toContain("~ Deployment/shop   +1 −1");
    expect(planned.stdout).toContain("-   replicas: 2\n");
    expect(planned.stdout).toContain("+   replicas: 3\n");
    expect(planned.stdout).not.toMatch(/ConfigMap|Service/);

    await release({ tag: "1.1.0", values: { replicas: 3 } });

    expect(git(repo, ["show", "--name-only", "--format=", "main"]).split("\n")).toEqual([
      "shop/artifact.json",
      "shop/deployment-shop.yaml",
      "shop/release.json",
    ]);

    const again = await release({ tag: "1.1.0", values: { replicas: 3 } });

    expect([again.code, commits()]).toEqual([0, 2]);
    expect(again.stderr).toContain("shop in staging is so already: nothing to change");

    const status = await act(["status", "--json"]);
    const log = await act(["list", "-o", "tsv"]);

    expect(status.stdout).toContain('"1.1.0"');
    expect(log.stdout.trim().split("\n")).toHaveLength(2);

    const back = await act(["rollback", "shop", "staging", "--yes"]);

    expect(back.code).toBe(0);
    const { "release.json": before, ...resources } = released;
    expect(files()).toMatchObject(resources);
    expect(lockOf(files())).toEqual(lockOf({ "release.json": before! }));

    const deleted = await act(["delete", "shop", "staging", "--yes"]);

    expect([deleted.code, files()]).toEqual([0, {}]);

    const restored = await act(["restore", "shop", "staging", "--yes"]);

    expect(restored.code).toBe(0);
    expect(files()).toMatchObject(resources);
  }, 120_000);

  it("is changed by its chart alone, and by how it is rendered", async () => {
    await release({ tag: "1.0.0" });
    const before = lockOf(files());
    write({ "web/values.yaml": CHART_FILES["web/values.yaml"]!.replace("hello", "good morning") });

    await release({ tag: "1.0.0" });

    expect(files()["configmap-shop.yaml"]).toContain('greeting: "good morning"\n');
    expect(lockOf(files())).not.toEqual(before);

    const render = { profile: "helm-3.21", kubeVersion: "1.29", apiVersions: ["monitoring.coreos.com/v1"] };
    const all = await release({ tag: "1.0.0", render: { ...render, hooks: "include", crds: "include" } });

    expect(all.stderr).not.toContain("left out");
    expect(Object.keys(files())).toEqual(
      expect.arrayContaining([
        "customresourcedefinition-things.example.org.yaml",
        "job-shop-migrate.yaml",
        "pod-shop-test.yaml",
      ]),
    );
    expect(files()["configmap-shop.yaml"]).toContain('kube: v1.29\n  monitoring: "true"');
    expect(lockOf(files())).toMatchObject({ render: { ...render, hooks: "include", crds: "include" } });
  });

  it("has the chart's resources, those of its lists, and the manifest's own", async () => {
    write({
      "list/Chart.yaml": "apiVersion: v2\nname: list\nversion: 1.0.0\n",
      "list/templates/all.yaml":
        "apiVersion: v1\nkind: List\nitems:\n" +
        "  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: a }\n" +
        "  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: b }\n",
    });
    const manifests = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: own\n";

    const { code } = await release({ tag: "1.0.0", chart: "./list", manifests });

    expect(code).toBe(0);
    expect(files()).toMatchObject({
      "configmap-a.yaml": "# Source: list/templates/all.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }",
      "configmap-b.yaml": "# Source: list/templates/all.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }",
      "configmap-own.yaml":
        "# Source: manifests\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  namespace: apps\n  name: own",
    });
  });

  it("is refused when a resource is there twice, both places named", async () => {
    const manifests = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\n";

    const { code, stderr } = await release({ tag: "1.0.0", manifests });

    expect(code).toBe(2);
    expect(stderr).toContain(
      "ConfigMap shop is there twice: in web/templates/config.yaml and in manifests\n  Keep one of them.",
    );
    expect(git(repo, ["branch", "--list"])).toBe("");
  });

  it("is refused when the chart is not there, with its path and the manifest", async () => {
    const { code, stderr } = await release({ tag: "1.0.0", chart: "./nope" });

    expect(code).toBe(2);
    expect(stderr).toContain("The manifest of shop for staging has 1 problem.");
    expect(stderr).toMatch(/chart\.name +path ".*\/nope" not found\n {2}Name a folder that holds a Chart\.yaml/);
  });

  it("is refused when values do not fit, or a template fails", async () => {
    const schema = await release({ tag: "1.0.0", values: { replicas: 0 } });
    const template = await release({ tag: "1.0.0", values: { greeting: "" } });

    expect([schema.code, template.code]).toEqual([2, 2]);
    expect(schema.stderr).toContain("replicas: minimum: got 0, want 1");
    expect(template.stderr).toContain("web/templates/config.yaml:9:15: say what to greet with.");
    expect(git(repo, ["branch", "--list"])).toBe("");
  });
});

describe("an app whose chart makes something up", () => {
  const PASSWORD = /password: "(?<text>[A-Za-z0-9]{20})"/;

  beforeEach(() =>
    write({
      "random/Chart.yaml": "apiVersion: v2\nname: random\nversion: 1.0.0\n",
      "random/templates/secret.yaml":
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\nstringData:\n" +
        "  password: {{ .Values.password | default (randAlphaNum 20) | quote }}\n" +
        "  at: {{ now | unixEpoch | quote }}\n",
    }),
  );

  it("is refused with the line and the value to set, and seeded is the same each time", async () => {
    const refused = await release({ tag: "1.0.0", chart: "./random" });

    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      "random/templates/secret.yaml:6: randAlphaNum gives something else each time.\n  Set the value password, or render with random: seeded.",
    );

    const seeded = { tag: "1.0.0", chart: "./random", render: { random: "seeded" } } as const;
    const first = await release(seeded);
    const secret = files()["secret-shop.yaml"]!;
    const again = await release(seeded);

    expect([first.code, again.code, commits()]).toEqual([0, 0, 1]);
    expect(secret).toMatch(PASSWORD);
    // The time is the artifact's.
    expect(secret).toContain('at: "1700000000"');
    expect(lockOf(files())).toMatchObject({ render: { random: "seeded" } });
    expect(first.stderr + again.stderr).not.toContain(PASSWORD.exec(secret)!.groups!["text"]);
  });

  it("shows nothing of its Secrets in plans and errors", async () => {
    const values = (password: string) => ({ chart: "./random", values: { password }, render: { random: "seeded" } });
    await release({ tag: "1.0.0", ...values("hunter2") });
    write({
      "random/templates/config.yaml":
        '{{ if eq .Values.password "hunter4" }}{{ .Values.password.inner }}{{ end }}\n' +
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
    });

    const runs = [
      await release({ tag: "1.1.0", ...values("hunter3") }, "--dry-run"),
      await release({ tag: "1.1.0", ...values("hunter3") }, "--dry-run", "--json"),
      await release({ tag: "1.1.0", ...values("hunter3") }),
      await release({ tag: "1.2.0", ...values("hunter4") }),
      await release({ tag: "1.2.0", ...values("hunter4") }, "--json"),
    ];

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 2, 2]);
    expect(runs[0]!.stdout).toContain("~ Secret/shop");
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toMatch(/hunter[234]/);
  });
});

function lockOf({ "release.json": record }: Readonly<Record<string, string>>): unknown {
  return (JSON.parse(record!) as { gimlet: { lock?: unknown } }).gimlet.lock;
}

function write(content: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(place.folder, path)), { recursive: true });
    writeFileSync(join(place.folder, path), text);
  }
}
